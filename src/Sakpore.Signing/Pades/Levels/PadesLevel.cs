using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Pades;

/// <summary>
/// A baseline level of ETSI EN 319 142-1, clause 6, with the services that it takes to reach it. Each level holds what the
/// ones below it hold.
/// </summary>
public abstract class PadesLevel
{
    private protected PadesLevel()
    {
    }

    /// <summary>Its name.</summary>
    public abstract SignatureLevel Level { get; }
}
