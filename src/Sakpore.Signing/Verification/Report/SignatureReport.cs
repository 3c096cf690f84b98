using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Verification;

/// <summary>What was found about one signature or document timestamp. Immutable.</summary>
public sealed record SignatureReport
{
    internal SignatureReport()
    {
    }

    /// <summary>Fully qualified name of the field.</summary>
    public required string Field { get; init; }

    /// <summary>Signature or timestamp.</summary>
    public required SignatureKind Kind { get; init; }

    /// <summary>The status by EN 319 102-1.</summary>
    public required Indication Indication { get; init; }

    /// <summary>Why it is not TOTAL-PASSED; null when it is.</summary>
    public required SubIndication? SubIndication { get; init; }

    /// <summary>Whether signed bytes and value belong together.</summary>
    public required Integrity Integrity { get; init; }

    /// <summary>How much of the file it covers.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>What was saved afterwards.</summary>
    public required Modifications Modifications { get; init; }

    /// <summary>The certification's permission P (ISO 32000-2, table 257): 1, 2 or 3; null when it certifies nothing.</summary>
    public required int? Certification { get; init; }

    /// <summary>The PAdES level found; null when it is none, and for timestamps.</summary>
    public required SignatureLevel? Level { get; init; }

    /// <summary>The SubFilter as the file has it; null when absent.</summary>
    public required string? SubFilter { get; init; }

    /// <summary>The signer's certificate; null when it was not found.</summary>
    public required Certificate? Signer { get; init; }

    /// <summary>The certificates from the signer up to and with the anchor, as far as a path was found.</summary>
    public required IReadOnlyList<Certificate> Chain { get; init; }

    /// <summary>The time that the signer claims, or that the timestamp tells; null when absent. A claim decides nothing.</summary>
    public required DateTimeOffset? SigningTime { get; init; }

    /// <summary>The earliest time at which a validated timestamp proves that it existed; null without one.</summary>
    public required DateTimeOffset? ProvedTime { get; init; }

    /// <summary>
    /// The revocation lists, OCSP answers and timestamps that the result rests on; a document timestamp's own token is in its own
    /// report. Proof by document timestamps shows in <see cref="ProvedTime"/>.
    /// </summary>
    public required IReadOnlyList<EvidenceReport> Evidence { get; init; }

    /// <summary>What was found, the weightiest first.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>Offset just past the last signed byte; what signatures are ordered by.</summary>
    internal long SignedEnd { get; init; }
}
