using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Verification;

/// <summary>What kind of evidence something is.</summary>
public enum EvidenceKind
{
    /// <summary>A certificate revocation list (RFC 5280, 5).</summary>
    Crl,

    /// <summary>An OCSP answer (RFC 6960).</summary>
    Ocsp,

    /// <summary>A timestamp token (RFC 3161).</summary>
    Timestamp,
}

/// <summary>Who brought evidence.</summary>
public enum EvidenceSource
{
    /// <summary>The caller, in the policy.</summary>
    Caller,

    /// <summary>The fetcher that the caller passed.</summary>
    Network,

    /// <summary>The file's document security store, or a document timestamp.</summary>
    Document,

    /// <summary>The signature's own container.</summary>
    Signature,
}

/// <summary>One piece of evidence that a result rests on.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Source">Who brought it.</param>
/// <param name="Sha256">SHA-256 of it as received, lower-case hexadecimal: by it the very piece can be found again.</param>
/// <param name="Issuer">The certificate whose key signed it.</param>
/// <param name="Subject">The certificate that it speaks of; null for timestamps.</param>
/// <param name="ProducedAt">thisUpdate of what it says, or the time that the timestamp tells.</param>
/// <param name="NextUpdate">nextUpdate; null when it gives none, and for timestamps.</param>
public sealed record EvidenceReport(
    EvidenceKind Kind, EvidenceSource Source, string Sha256, Certificate Issuer, Certificate? Subject, DateTimeOffset ProducedAt, DateTimeOffset? NextUpdate);
