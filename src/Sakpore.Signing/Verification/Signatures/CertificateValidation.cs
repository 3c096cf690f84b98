using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification.Revocation;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>
/// X.509 certificate validation (EN 319 102-1, 5.2.6), past certificate validation (5.6.2.1) included: path, validity
/// periods, revocation, algorithms.
/// </summary>
/// <param name="Path">The path, as far as one was found.</param>
/// <param name="Statuses">What is known of the revocation of each certificate below the anchor; none without an anchor.</param>
internal sealed record CertificateValidation(CertificatePath Path, IReadOnlyList<RevocationStatus> Statuses)
{
    /// <summary>The revocation evidence that decided.</summary>
    public IEnumerable<EvidenceReport> Evidence => Statuses.Select(s => s.Used).OfType<UsedEvidence>().Select(u => u.ToReport());

    /// <summary>Whether the file holds all the evidence that is needed to validate the path later.</summary>
    public bool IsSelfContained => Path.Anchor is not null && Statuses.All(s => s.IsExempt || s.InFile is not null);

    /// <summary>Validates a signer's certificate and notes what is wrong.</summary>
    /// <param name="context">Policy and evidence.</param>
    /// <param name="signer">The certificate.</param>
    /// <param name="carried">The certificates and evidence that came with the signature.</param>
    /// <param name="purpose">Signature or timestamp.</param>
    /// <param name="best">The earliest time at which the signature is proved to have existed; null without proof.</param>
    /// <param name="made">For tokens the time that they tell; null: <paramref name="best"/>.</param>
    /// <param name="findings">Where to note.</param>
    public static CertificateValidation Run(
        ValidationContext context, Certificate signer, CarriedEvidence carried, AnchorPurposes purpose,
        DateTimeOffset? best, DateTimeOffset? made, SignatureFindings findings)
    {
        var builder = new PathBuilder(context.Policy.Anchors, carried.Certificates.Concat(context.Helpers), context.Signatures);
        var path = builder.Build(signer, purpose, context.Policy.At);
        // 5.6.2.1: at a time at which the signature is proved to have existed.
        if (path.Fault != PathFault.None && best is { } past && builder.Build(signer, purpose, past) is { Fault: PathFault.None } earlier)
            path = earlier;
        if (FindingOf(path.Fault) is { } fault)
            findings.Add(fault);
        if (path.Anchor is null)
            return new CertificateValidation(path, []);
        CheckValidity(context.Policy, signer, best, findings);
        var statuses = new RevocationCheck(context, carried, purpose, best, made).Run(path, findings);
        CertificateAlgorithms.Check(context, path, carried, best, findings);
        return new CertificateValidation(path, statuses);
    }

    private static void CheckValidity(VerificationPolicy policy, Certificate signer, DateTimeOffset? best, SignatureFindings findings)
    {
        var known = best ?? policy.At;
        if (known + policy.ClockSkew < signer.NotBefore)
            findings.Add(Findings.CertificateNotYetValid);
        else if (known >= signer.NotAfter.AddSeconds(1))
            findings.Add(Findings.Expired);
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
