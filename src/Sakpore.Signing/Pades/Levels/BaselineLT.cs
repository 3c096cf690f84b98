using Sakpore.Signing.Revocation;
using Sakpore.Signing.Verification;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Pades;

/// <summary>
/// B-LT: and, in the document security store, the certificates and revocation evidence to validate every signature of the file
/// later: of signers, timestamp authorities, OCSP responders and list issuers.
/// </summary>
public sealed class BaselineLT : PadesLevel
{
    /// <summary>The level above a T, with whoever tells of revocation.</summary>
    /// <param name="below">The level below.</param>
    /// <param name="revocation">Whom to ask.</param>
    public BaselineLT(BaselineT below, IRevocationSource revocation)
    {
        ArgumentNullException.ThrowIfNull(below);
        ArgumentNullException.ThrowIfNull(revocation);
        Below = below;
        Revocation = revocation;
    }

    /// <summary>The level below.</summary>
    public BaselineT Below { get; }

    /// <summary>Whom to ask.</summary>
    public IRevocationSource Revocation { get; }

    /// <summary>
    /// Whether the evidence is listed for each signature too (VRI). Default false: EN 319 142-1, 5.4.2.3 advises against it.
    /// </summary>
    public bool WritesVri { get; init; }

    /// <inheritdoc/>
    public override SignatureLevel Level => SignatureLevel.LT;

    internal override async Task<PadesRefusal?> ReachAsync(Extension extension, CancellationToken cancellationToken)
    {
        if (await Below.ReachAsync(extension, cancellationToken).ConfigureAwait(false) is { } refusal)
            return refusal;
        var collector = new ValidationDataCollector(extension.Policy(RevocationRequirement.Required), Revocation);
        var stamped = StampedCertificates.Read(extension.Document, extension.Report);
        var store = SecurityStore.Read(extension.Document);
        if (await collector.CollectAsync(stamped, store, cancellationToken).ConfigureAwait(false) is { } missing)
            return missing;
        if (SecurityStoreRevision.Write(extension.Document, collector.Data, WritesVri) is { } revision)
            extension.Append(revision);
        return null;
    }

    // The newest document timestamp's own evidence belongs into the store at the next renewal, when something else proves its
    // time; until then whoever validates looks it up, and so does the check before the file is given out.
    internal async Task CollectForLastAsync(Extension extension, CancellationToken cancellationToken)
    {
        var collector = new ValidationDataCollector(extension.Policy(RevocationRequirement.Required), Revocation) { AcceptsOlder = true };
        var stamped = StampedCertificates.Read(extension.Document, extension.Report);
        await collector.CollectAsync(stamped, SecurityStore.Read(extension.Document), cancellationToken).ConfigureAwait(false);
        extension.LookedUp = collector.Data;
    }
}
