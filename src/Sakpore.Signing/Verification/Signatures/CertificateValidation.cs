using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;
using Sakpore.Signing.Verification.Algorithms;
using Sakpore.Signing.Verification.Revocation;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>X.509 certificate validation (EN 319 102-1, 5.2.6): path, validity periods, revocation, algorithms.</summary>
internal static class CertificateValidation
{
    /// <summary>Validates a signer's certificate and notes what is wrong.</summary>
    /// <param name="context">Policy and evidence.</param>
    /// <param name="signer">The certificate.</param>
    /// <param name="carried">The certificates and evidence that came with the signature.</param>
    /// <param name="purpose">Signature or timestamp.</param>
    /// <param name="proved">The earliest time at which the signature is proved to have existed; null without proof.</param>
    /// <param name="findings">Where to note.</param>
    /// <returns>The path, as far as one was found.</returns>
    public static CertificatePath Run(
        ValidationContext context, Certificate signer, CarriedEvidence carried, AnchorPurposes purpose,
        DateTimeOffset? proved, SignatureFindings findings)
    {
        var builder = new PathBuilder(context.Policy.Anchors, carried.Certificates.Concat(context.Helpers));
        var path = builder.Build(signer, purpose, context.Policy.At);
        // Past certificate validation (EN 319 102-1, 5.6.2.1): at a time at which the signature is proved to have existed.
        if (path.Fault != PathFault.None && proved is { } past && builder.Build(signer, purpose, past) is { Fault: PathFault.None } earlier)
            path = earlier;
        if (FindingOf(path.Fault) is { } fault)
            findings.Add(fault);
        if (path.Anchor is null)
            return path;
        CheckValidity(context.Policy, signer, proved, findings);
        RevocationCheck.Run(context, path, carried, proved, findings);
        CheckAlgorithms(context.Policy, path, proved ?? context.Policy.At, findings);
        return path;
    }

    /// <summary>Notes when a digest, or a signature by a key of some size, does not count at a time.</summary>
    public static void CheckAlgorithm(
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

    private static void CheckValidity(VerificationPolicy policy, Certificate signer, DateTimeOffset? proved, SignatureFindings findings)
    {
        var known = proved ?? policy.At;
        if (known + policy.ClockSkew < signer.NotBefore)
            findings.Add(Findings.CertificateNotYetValid);
        else if (known >= signer.NotAfter.AddSeconds(1))
            findings.Add(Findings.Expired);
    }

    private static void CheckAlgorithms(VerificationPolicy policy, CertificatePath path, DateTimeOffset at, SignatureFindings findings)
    {
        for (var i = 0; i < path.Certificates.Count; i++)
        {
            // The anchor's own signature proves nothing and is not asked about.
            if (path.IssuerOf(i) is { } issuer && !issuer.Equals(path.Certificates[i])
                && SignatureScheme.Find(path.Certificates[i].SignatureAlgorithm) is { } scheme)
                CheckAlgorithm(policy, scheme, null, issuer, at, findings);
        }
    }

    private static Finding? FindingOf(PathFault fault) => fault switch
    {
        PathFault.None => null,
        PathFault.NoAnchor => Findings.NoPath,
        PathFault.IssuerOutsideValidity => Findings.IssuerOutsideValidity,
        PathFault.IssuerMayNotIssue => Findings.IssuerMayNotIssue,
        PathFault.PathTooLong => Findings.PathTooLong,
        PathFault.UnknownCriticalExtension => Findings.UnknownCriticalExtension,
        PathFault.NameConstraint => Findings.NameConstraint,
        PathFault.Policy => Findings.PathPolicy,
        PathFault.KeyPurpose => Findings.KeyPurpose,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Unknown fault."),
    };
}
