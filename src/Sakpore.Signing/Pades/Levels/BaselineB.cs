using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Pades;

/// <summary>B-B: a signature with its certificates, and nothing from anybody else.</summary>
public sealed class BaselineB : PadesLevel
{
    private BaselineB()
    {
    }

    /// <summary>The level; it takes no services.</summary>
    public static BaselineB Instance { get; } = new();

    /// <inheritdoc/>
    public override SignatureLevel Level => SignatureLevel.B;

    // Every valid signature is a B.
    internal override Task<PadesRefusal?> ReachAsync(Extension extension, CancellationToken cancellationToken) => Task.FromResult<PadesRefusal?>(null);
}
