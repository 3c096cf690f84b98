using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;
using Sakpore.Signing.Verification.Algorithms;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>Cryptographic constraints (EN 319 102-1, 5.2.8): each algorithm by the policy, at the best proved time of what it signed.</summary>
internal static class CertificateAlgorithms
{
    /// <summary>Notes what does not count among the signatures of a path's certificates; the anchor's own proves nothing and is not asked about.</summary>
    /// <param name="context">The policy, and what is proved of certificates.</param>
    /// <param name="path">The path.</param>
    /// <param name="carried">What came with the signature.</param>
    /// <param name="leafProved">When the leaf is proved to have existed, the signature that names it having; null without.</param>
    /// <param name="findings">Where to note.</param>
    public static void Check(
        ValidationContext context, CertificatePath path, CarriedEvidence carried, DateTimeOffset? leafProved, SignatureFindings findings)
    {
        for (var i = 0; i < path.Certificates.Count; i++)
        {
            var certificate = path.Certificates[i];
            if (path.IssuerOf(i) is not { } issuer || issuer.Equals(certificate)
                || SignatureScheme.Find(certificate.SignatureAlgorithm) is not { } scheme)
                continue;
            var known = context.KnownSince(certificate, carried);
            if (i == 0 && leafProved is { } leaf && !(known <= leaf))
                known = leaf;
            Check(context.Policy, scheme, null, issuer, known ?? context.Policy.At, findings);
        }
    }

    /// <summary>Notes when a digest, or a signature by a key of some size, does not count at a time.</summary>
    /// <param name="policy">Whose table counts.</param>
    /// <param name="scheme">How the value was computed.</param>
    /// <param name="digest">What the content was hashed with, where the scheme does not say so.</param>
    /// <param name="signer">Whose key.</param>
    /// <param name="at">When.</param>
    /// <param name="findings">Where to note.</param>
    public static void Check(
        VerificationPolicy policy, SignatureScheme scheme, DigestAlgorithm? digest, Certificate signer, DateTimeOffset at, SignatureFindings findings)
    {
        var hash = scheme.Digest ?? digest;
        if (hash is not null)
            Note(policy.Algorithms.Of(hash, at), Findings.WeakDigest, hash.Name, findings);
        if (PublicKey.Read(signer.PublicKey) is { } key)
            Note(policy.Algorithms.Of(scheme, key.Size, at), Findings.WeakKey, $"{AlgorithmPolicy.NameOf(scheme.Family)} {key.Size}", findings);
    }

    private static void Note(AlgorithmStanding standing, Finding expired, string detail, SignatureFindings findings)
    {
        if (standing == AlgorithmStanding.Expired)
            findings.Add(expired.About(detail));
        else if (standing == AlgorithmStanding.NotListed)
            findings.Add(Findings.AlgorithmNotListed.About(detail));
    }
}
