using System.Collections.Frozen;

namespace Sakpore.Signing.Trust;

/// <summary>The rules of RFC 5280, 6.1 for a path whose signatures and names are known to chain.</summary>
internal static class PathRules
{
    private const string PolicyMappingsOid = "2.5.29.33";
    private const string PolicyConstraintsOid = "2.5.29.36";
    private const string InhibitAnyPolicyOid = "2.5.29.54";

    // Processed here or in PathNames and PathPolicies, so that they may be critical.
    private static readonly FrozenSet<string> Known = new[]
    {
        CertificateExtension.BasicConstraintsOid, CertificateExtension.KeyUsageOid, CertificateExtension.ExtendedKeyUsageOid,
        CertificateExtension.CertificatePoliciesOid, PathNames.NameConstraintsOid, PathNames.SubjectAlternativeNameOid,
        PolicyMappingsOid, PolicyConstraintsOid, InhibitAnyPolicyOid, CertificatePointers.DistributionPointsOid,
    }.ToFrozenSet();

    // Purposes that by themselves exclude the signing of documents.
    private static readonly FrozenSet<string> NotForDocuments = new[]
    {
        ExtendedKeyUsages.TimeStampingOid, ExtendedKeyUsages.OcspSigningOid,
        "1.3.6.1.5.5.7.3.1", // serverAuth
        "1.3.6.1.5.5.7.3.3", // codeSigning
    }.ToFrozenSet();

    public static PathFault Check(CertificatePath path, DateTimeOffset at, Func<Certificate, PathFault> use)
    {
        var authoritiesBelow = 0;
        for (var i = 1; i <= path.Certificates.Count; i++)
        {
            var issuer = path.IssuerOf(i - 1)!;
            var isAnchor = i == path.Certificates.Count;
            if (!isAnchor && !issuer.IsValidAt(at))
                return PathFault.IssuerOutsideValidity;
            if (CheckIssuer(issuer, isAnchor, authoritiesBelow) is var fault and not PathFault.None)
                return fault;
            // RFC 5280, 6.1.4 l: self-issued certificates do not count.
            if (!isAnchor && !issuer.IsSelfIssued)
                authoritiesBelow++;
        }

        if (!PathNames.ArePermitted(path))
            return PathFault.NameConstraint;
        if (!PathPolicies.ArePermitted(path))
            return PathFault.Policy;
        return use(path.Leaf);
    }

    public static PathFault CheckLeaf(Certificate leaf, AnchorPurposes purpose)
    {
        if (HasUnknownCriticalExtension(leaf))
            return PathFault.UnknownCriticalExtension;
        var use = leaf.ExtendedKeyUsage;
        var serves = purpose == AnchorPurposes.Timestamps
            // RFC 3161, 2.3: timeStamping, alone and critical.
            ? use is { IsPresent: true, IsCritical: true, Purposes.Count: 1 } && use.Purposes.Contains(ExtendedKeyUsages.TimeStampingOid)
            : !use.IsPresent || !use.Purposes.All(NotForDocuments.Contains);
        return serves && (leaf.KeyUsage.DigitalSignature || leaf.KeyUsage.NonRepudiation) ? PathFault.None : PathFault.KeyPurpose;
    }

    /// <summary>Whether a certificate may sign revocation lists (RFC 5280, 6.3.3 f).</summary>
    public static PathFault CheckListIssuer(Certificate leaf) => HasUnknownCriticalExtension(leaf) ? PathFault.UnknownCriticalExtension
        : leaf.KeyUsage.CrlSign ? PathFault.None
        : PathFault.KeyPurpose;

    /// <summary>Whether a certificate may answer for the authority that issued it (RFC 6960, 4.2.2.2).</summary>
    public static PathFault CheckResponder(Certificate leaf) => HasUnknownCriticalExtension(leaf) ? PathFault.UnknownCriticalExtension
        : leaf.ExtendedKeyUsage.Purposes.Contains(ExtendedKeyUsages.OcspSigningOid)
            && (leaf.KeyUsage.DigitalSignature || leaf.KeyUsage.NonRepudiation) ? PathFault.None
        : PathFault.KeyPurpose;

    // An anchor need not be a version 3 authority (RFC 5280, 6.1.1 d), but what it says of itself binds it all the same.
    private static PathFault CheckIssuer(Certificate issuer, bool isAnchor, int authoritiesBelow)
    {
        var constraints = issuer.BasicConstraints;
        var saysNothing = isAnchor && issuer.Extension(CertificateExtension.BasicConstraintsOid) is null;
        if ((!constraints.IsCertificateAuthority && !saysNothing) || !issuer.KeyUsage.KeyCertSign)
            return PathFault.IssuerMayNotIssue;
        if (constraints.PathLength < authoritiesBelow)
            return PathFault.PathTooLong;
        return !isAnchor && HasUnknownCriticalExtension(issuer) ? PathFault.UnknownCriticalExtension : PathFault.None;
    }

    private static bool HasUnknownCriticalExtension(Certificate certificate) =>
        certificate.Extensions.Any(e => e.IsCritical && !Known.Contains(e.Oid));
}
