using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Pades;

/// <summary>
/// A baseline level of ETSI EN 319 142-1, clause 6, with the services that it takes to reach it. Each level holds what the
/// ones below it hold. The four are <see cref="BaselineB"/>, <see cref="BaselineT"/>, <see cref="BaselineLT"/> and
/// <see cref="BaselineLTA"/>.
/// </summary>
public abstract class PadesLevel
{
    private protected PadesLevel()
    {
    }

    /// <summary>Its name.</summary>
    public abstract SignatureLevel Level { get; }

    /// <summary>Adds to a file of valid signatures what it lacks of this level.</summary>
    internal abstract Task<PadesRefusal?> ReachAsync(Extension extension, CancellationToken cancellationToken);
}
