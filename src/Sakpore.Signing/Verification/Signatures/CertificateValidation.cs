using System.Globalization;
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
        // What fails now may have held in the past: noted apart until that is known.
        var now = new SignatureFindings();
        if (FindingOf(path.Fault) is { } fault)
            now.Add(fault);
        // 5.6.2.1: at a time at which the signature is proved to have existed.
        if (path.Fault != PathFault.None && best is { } past && builder.Build(signer, purpose, past) is { Fault: PathFault.None } earlier)
            path = earlier;
        if (path.Anchor is null)
        {
            findings.AddAll(now.All);
            return new CertificateValidation(path, []);
        }

        CheckValidity(context.Policy, signer, best, findings);
        var check = new RevocationCheck(context, carried, purpose, best, made);
        var statuses = check.Run(path, now);
        // Where evidence need not be, none that grew old is missed either.
        var restsOnProof = context.Policy.Revocation == RevocationRequirement.Required && statuses.Any(s => s.RestsOnProof);
        if (best is { } proved && path.Fault == PathFault.None && (now.All.Any(IsOfThePresent) || restsOnProof))
            LookBack(new ValidationTimeSliding(context, carried, purpose, check, proved).Run(path), proved, path, restsOnProof, now);
        findings.AddAll(now.All);
        CertificateAlgorithms.Check(context, path, carried, best, findings);
        return new CertificateValidation(path, statuses);
    }

    // Past certificate validation (5.6.2.1): what fails at present is no fault where the signature is proved by the control time.
    private static void LookBack(
        DateTimeOffset? control, DateTimeOffset proved, CertificatePath path, bool restsOnProof, SignatureFindings now)
    {
        if (proved <= control)
        {
            foreach (var revoked in now.All.Where(f => f.Code == Findings.AuthorityRevoked.Code).ToArray())
                now.Add(Findings.RevokedAfterwards.About(revoked.Detail!));
            now.Remove(IsOfThePresent);
            now.Add(Findings.ValidatedInThePast.About(control.Value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        }
        else if (restsOnProof)
            now.Add(Findings.RevocationMissing.About(path.Leaf.Subject.ToString()));
    }

    // A signer who was revoked before the signature was revoked then as well.
    private static bool IsOfThePresent(Finding finding) =>
        finding.Indication is not null && finding.Code != Findings.RevokedNoProof.Code && finding.Code != Findings.OnHold.Code;

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
