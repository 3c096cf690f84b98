using System.Formats.Asn1;

namespace Sakpore.Signing.Trust;

/// <summary>
/// Policy processing (RFC 5280, 6.1) for a caller who asks for no policy: it matters only where an authority requires one.
/// Mappings are not followed; a path that needs one is refused.
/// </summary>
internal static class PathPolicies
{
    private const string AnyPolicyOid = "2.5.29.32.0";
    private const string PolicyConstraintsOid = "2.5.29.36";

    public static bool ArePermitted(CertificatePath path)
    {
        HashSet<string>? common = null; // null: any policy
        int? explicitAfter = null;
        for (var i = path.Certificates.Count - 1; i >= 0; i--)
        {
            var certificate = path.Certificates[i];
            if (!certificate.PolicyOids.Contains(AnyPolicyOid))
                common = common is null ? [.. certificate.PolicyOids] : [.. common.Intersect(certificate.PolicyOids)];
            if (explicitAfter > 0 && !certificate.IsSelfIssued)
                explicitAfter--;
            if (RequireExplicitPolicy(certificate) is { } required)
                explicitAfter = Math.Min(required, explicitAfter ?? int.MaxValue);
        }

        return explicitAfter is not 0 || common is null || common.Count > 0;
    }

    private static int? RequireExplicitPolicy(Certificate certificate)
    {
        if (certificate.Extension(PolicyConstraintsOid) is not { } extension)
            return null;
        try
        {
            var tag = new Asn1Tag(TagClass.ContextSpecific, 0);
            var sequence = extension.Open().ReadSequence();
            if (!sequence.HasData || !sequence.PeekTag().HasSameClassAndValue(tag))
                return null;
            return sequence.TryReadInt32(out var count, tag) && count >= 0 ? count : 0;
        }
        catch (AsnContentException)
        {
            return 0; // unreadable: as strict as can be
        }
    }
}
