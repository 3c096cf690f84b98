using System.Formats.Asn1;
using System.Security.Cryptography;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Verification.Revocation;

/// <summary>A revocation list or an OCSP answer, with where it came from. What it says counts only from an authorised signer.</summary>
internal abstract class RevocationEvidence(ReadOnlyMemory<byte> encoded, EvidencePlace place)
{
    private readonly Dictionary<Certificate, bool> _signers = [];
    private string? _sha256;

    public abstract EvidenceKind Kind { get; }

    /// <summary>When it was signed: of a list thisUpdate, of an answer producedAt.</summary>
    public abstract DateTimeOffset ProducedAt { get; }

    /// <summary>How its signature was computed; null when unknown.</summary>
    public abstract SignatureScheme? Scheme { get; }

    /// <summary>As received, which may be a wrapper around what is signed.</summary>
    public ReadOnlyMemory<byte> Encoded { get; } = encoded;

    public EvidencePlace Place { get; } = place;

    /// <summary>SHA-256 of it as received, lower-case hexadecimal.</summary>
    public string Sha256 => _sha256 ??= Convert.ToHexStringLower(SHA256.HashData(Encoded.Span));

    /// <summary>
    /// What it says of a certificate, whoever signed it; null when it says nothing, or holds something critical that the
    /// library does not process.
    /// </summary>
    public RevocationStatement? About(Certificate certificate, Certificate issuer)
    {
        try
        {
            return Find(certificate, issuer);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Whether a certificate's key signed it; each certificate is tried once.</summary>
    public bool IsSignedBy(Certificate signer)
    {
        if (!_signers.TryGetValue(signer, out var isSigned))
        {
            isSigned = Scheme is { } scheme && PublicKey.Read(signer.PublicKey) is { } key
                && key.CheckMessage(scheme, Signed.Span, Signature.Span) == SignatureCheck.Valid;
            _signers.Add(signer, isSigned);
        }

        return isSigned;
    }

    /// <summary>What its signature is over.</summary>
    protected abstract ReadOnlyMemory<byte> Signed { get; }

    protected abstract ReadOnlyMemory<byte> Signature { get; }

    protected abstract RevocationStatement? Find(Certificate certificate, Certificate issuer);
}

/// <summary>What evidence says of one certificate.</summary>
/// <param name="ThisUpdate">When this was known to be so.</param>
/// <param name="NextUpdate">By when more is known; null when it does not say.</param>
/// <param name="RevokedSince">Since when the certificate is revoked; null when it is not.</param>
/// <param name="IsOnHold">Whether the revocation may be lifted again (certificateHold, RFC 5280, 5.3.1).</param>
/// <param name="KnowsExpiredSince">
/// For how long back it still knows certificates that have ended (expiredCertsOnCRL, archive cutoff); null: it may have
/// forgotten them all.
/// </param>
internal sealed record RevocationStatement(
    DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate, DateTimeOffset? RevokedSince, bool IsOnHold, DateTimeOffset? KnowsExpiredSince)
{
    /// <summary>Whether a certificate that is not named as revoked can be taken for not revoked.</summary>
    public bool StillKnows(Certificate certificate) => ThisUpdate < certificate.NotAfter.AddSeconds(1) || KnowsExpiredSince <= certificate.NotAfter;
}
