using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Verification.Revocation;

/// <summary>Who signed a piece of revocation evidence, and whether it was theirs to sign.</summary>
internal static class EvidenceSigners
{
    /// <summary>Most certificates tried for one piece of evidence.</summary>
    private const int MaximumTried = 16;

    /// <summary>
    /// The path of whoever signed the evidence, if authorised to speak of the certificate; null otherwise. A path of one
    /// certificate without anchor stands for the issuer itself, whose path is known already.
    /// </summary>
    /// <param name="context">Policy and helpers.</param>
    /// <param name="evidence">The evidence.</param>
    /// <param name="subject">The certificate of which it speaks, with its issuer and the anchor above.</param>
    /// <param name="carried">Certificates that came with the signature.</param>
    public static CertificatePath? Authorise(ValidationContext context, RevocationEvidence evidence, EvidenceSubject subject, CarriedEvidence carried) =>
        evidence switch
        {
            RevocationList list => Authorise(context, list, subject, carried),
            OcspAnswer answer => Authorise(context, answer, subject, carried),
            _ => throw new ArgumentOutOfRangeException(nameof(evidence), evidence.Kind, "Unknown kind."),
        };

    // RFC 5280, 6.3.3 f: the list's issuer must have a valid path, to the very anchor that the certificate's path ends at.
    private static CertificatePath? Authorise(ValidationContext context, RevocationList list, EvidenceSubject subject, CarriedEvidence carried)
    {
        var issuer = subject.Issuer;
        if (list.Issuer.Matches(issuer.Subject) && issuer.KeyUsage.CrlSign && list.IsSignedBy(issuer))
            return Itself(issuer);
        var pool = carried.Certificates.Concat(context.Helpers).ToArray();
        var builder = new PathBuilder(TrustAnchors.Of([subject.Anchor]), pool, context.Signatures);
        foreach (var candidate in pool.Where(c => list.Issuer.Matches(c.Subject)).Distinct().Take(MaximumTried))
        {
            if (!candidate.Equals(issuer) && candidate.KeyUsage.CrlSign && candidate.IsValidAt(list.ThisUpdate) && list.IsSignedBy(candidate)
                && builder.Build(candidate, subject.Purpose, list.ThisUpdate, PathRules.CheckListIssuer) is { Fault: PathFault.None } path)
                return path;
        }

        return null;
    }

    // RFC 6960, 4.2.2.2: the issuer itself, or one whom this issuer, by the same key, has certified for it. Responders that
    // an operator would trust for all are not provided for.
    private static CertificatePath? Authorise(ValidationContext context, OcspAnswer answer, EvidenceSubject subject, CarriedEvidence carried)
    {
        var issuer = subject.Issuer;
        if (answer.Names(issuer) && answer.IsSignedBy(issuer))
            return Itself(issuer);
        foreach (var candidate in answer.Certificates.Concat(carried.Certificates).Concat(context.Helpers).Distinct().Where(answer.Names).Take(MaximumTried))
        {
            if (PathRules.CheckResponder(candidate) == PathFault.None && candidate.IsValidAt(answer.ProducedAt)
                && PathBuilder.MayHaveIssued(issuer, candidate) && context.Signatures.IsSignedBy(candidate, issuer)
                && answer.IsSignedBy(candidate))
                return new CertificatePath([candidate, issuer], null, PathFault.None);
        }

        return null;
    }

    private static CertificatePath Itself(Certificate issuer) => new([issuer], null, PathFault.None);
}

/// <summary>A certificate whose status is asked for.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Issuer">Its issuer's certificate in its path.</param>
/// <param name="Anchor">The anchor of its path.</param>
/// <param name="Purpose">What the path is for.</param>
internal sealed record EvidenceSubject(Certificate Certificate, Certificate Issuer, TrustAnchor Anchor, AnchorPurposes Purpose);
