using System.Formats.Asn1;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Verification.Revocation;

/// <summary>
/// Revocation status and freshness of every certificate below the anchor (EN 319 102-1, 5.2.5 and 5.2.6), from revocation
/// lists that the caller, the file or the signature brings. OCSP answers are not read yet.
/// </summary>
internal static class RevocationCheck
{
    private const string OcspNoCheck = "1.3.6.1.5.5.7.48.1.5";
    private const string ValidityAssuredShortTerm = "0.4.0.194121.2.1"; // EN 319 412-1, 5.2

    /// <summary>Most lists looked at for one signature.</summary>
    private const int MaximumLists = 100;

    public static void Run(
        ValidationContext context, CertificatePath path, CarriedEvidence carried, DateTimeOffset? proved, SignatureFindings findings)
    {
        if (context.Policy.Revocation == RevocationRequirement.Off)
        {
            findings.Add(Findings.RevocationOff);
            return;
        }

        var lists = context.Policy.RevocationLists.Concat(context.Store.RevocationLists).Concat(carried.Revocation)
            .Take(MaximumLists)
            .Select(bytes => RevocationList.TryParse(bytes, out var list) ? list : null)
            .OfType<RevocationList>()
            .ToArray();
        for (var i = 0; i < path.Certificates.Count; i++)
        {
            var certificate = path.Certificates[i];
            if (path.IssuerOf(i) is not { } issuer || certificate.Equals(path.Anchor?.Certificate) || IsExempt(certificate))
                continue;
            Check(context.Policy, certificate, issuer, lists, proved, i == 0, findings);
        }
    }

    private static void Check(
        VerificationPolicy policy, Certificate certificate, Certificate issuer, RevocationList[] lists, DateTimeOffset? proved,
        bool isLeaf, SignatureFindings findings)
    {
        var isFresh = false;
        foreach (var list in lists)
        {
            // Evidence from after the validation time is ignored.
            if (!list.Issuer.Matches(certificate.Issuer) || list.ThisUpdate > policy.At + policy.ClockSkew
                || !list.IsSignedBy(issuer) || !Covers(list, certificate, out var revoked))
                continue;
            CheckAlgorithm(policy, list, issuer, proved, findings);
            if (revoked is { } since)
            {
                // EN 319 102-1, 5.5.4: proof that the signature is older than the revocation saves it.
                if (!(proved < since) && since <= policy.At)
                    findings.Add(isLeaf ? Findings.RevokedNoProof : Findings.AuthorityRevoked.About(certificate.Subject.ToString()));
                isFresh = true;
            }
            else
                isFresh |= (proved is { } best && list.ThisUpdate > best) || (list.NextUpdate is { } next && policy.At <= next);
        }

        if (!isFresh && policy.Revocation == RevocationRequirement.Required)
            findings.Add(Findings.RevocationMissing.About(certificate.Subject.ToString()));
    }

    private static bool Covers(RevocationList list, Certificate certificate, out DateTimeOffset? revoked)
    {
        revoked = null;
        try
        {
            if (!list.Covers(certificate))
                return false;
            revoked = list.RevocationOf(certificate.Serial);
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static void CheckAlgorithm(
        VerificationPolicy policy, RevocationList list, Certificate issuer, DateTimeOffset? proved, SignatureFindings findings)
    {
        if (list.Scheme is { } scheme)
            CertificateValidation.CheckAlgorithm(policy, scheme, null, issuer, proved ?? policy.At, findings);
    }

    private static bool IsExempt(Certificate certificate) =>
        certificate.Extension(OcspNoCheck) is not null || certificate.Extension(ValidityAssuredShortTerm) is not null;
}
