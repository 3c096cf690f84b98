using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>What the validation of one value came to, besides its findings.</summary>
internal sealed record SignatureOutcome
{
    public static readonly SignatureOutcome Broken = new() { Integrity = Integrity.Broken };

    public Integrity Integrity { get; init; } = Integrity.Unknown;

    /// <summary>The signer's certificate; null when it was not found.</summary>
    public Certificate? Signer { get; init; }

    /// <summary>The certificates up to and with the anchor, as far as a path was found.</summary>
    public IReadOnlyList<Certificate> Chain { get; init; } = [];

    /// <summary>The time that the value itself tells; null when it tells none.</summary>
    public DateTimeOffset? SigningTime { get; init; }

    /// <summary>The best signature time, where it is proved.</summary>
    public DateTimeOffset? ProvedTime { get; init; }

    /// <summary>For a document timestamp that is valid itself: what it proves.</summary>
    public ProvingTimestamp? Proof { get; init; }

    public SignatureLevel? Level { get; init; }

    public IReadOnlyList<EvidenceReport> Evidence { get; init; } = [];

    /// <summary>The chain of a path, with its anchor unless that is the leaf itself.</summary>
    public static IReadOnlyList<Certificate> ChainOf(CertificatePath path) =>
        path.Anchor is null || path.Anchor.Certificate.Equals(path.Leaf) ? path.Certificates : [.. path.Certificates, path.Anchor.Certificate];
}
