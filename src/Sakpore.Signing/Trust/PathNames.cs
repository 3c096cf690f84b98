using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Pkix;

namespace Sakpore.Signing.Trust;

/// <summary>Name constraints along a path (RFC 5280, 4.2.1.10 and 6.1.3 b, c), computed by BouncyCastle.</summary>
internal static class PathNames
{
    public const string SubjectAlternativeNameOid = "2.5.29.17";
    public const string NameConstraintsOid = "2.5.29.30";

    /// <summary>Whether every name below a constraint keeps to it; a constraint that cannot be read is kept by none.</summary>
    public static bool ArePermitted(CertificatePath path)
    {
        var all = path.Anchor is null ? path.Certificates : [.. path.Certificates, path.Anchor.Certificate];
        if (all.All(c => c.Extension(NameConstraintsOid) is null))
            return true;
        try
        {
            var validator = new PkixNameConstraintValidator();
            for (var i = all.Count - 1; i >= 0; i--)
            {
                var isAnchor = path.Anchor is not null && i == all.Count - 1;
                // 6.1.3 b: a self-issued certificate is exempt unless it is the last.
                if (!isAnchor && (i == 0 || !all[i].IsSelfIssued))
                    CheckNames(validator, all[i]);
                if (all[i].Extension(NameConstraintsOid) is { } extension)
                    Narrow(validator, NameConstraints.GetInstance(Asn1Object.FromByteArray(extension.Value.ToArray())));
            }

            return true;
        }
        catch (Exception e) when (e is PkixNameConstraintValidatorException or ArgumentException or IOException or InvalidCastException)
        {
            return false;
        }
    }

    private static void CheckNames(PkixNameConstraintValidator validator, Certificate certificate)
    {
        if (!certificate.Subject.IsEmpty)
            validator.CheckDN(X509Name.GetInstance(certificate.Subject.Encoded.ToArray()));
        if (certificate.Extension(SubjectAlternativeNameOid) is not { } extension)
            return;
        foreach (var name in GeneralNames.GetInstance(Asn1Object.FromByteArray(extension.Value.ToArray())).GetNames())
            validator.CheckName(name);
    }

    private static void Narrow(PkixNameConstraintValidator validator, NameConstraints constraints)
    {
        if (constraints.PermittedSubtreesValue is { } permitted)
            validator.IntersectPermittedSubtree((Asn1Sequence)permitted.ToAsn1Object());
        if (constraints.ExcludedSubtreesValue is not { } excluded)
            return;
        foreach (var subtree in (Asn1Sequence)excluded.ToAsn1Object())
            validator.AddExcludedSubtree(GeneralSubtree.GetInstance(subtree));
    }
}
