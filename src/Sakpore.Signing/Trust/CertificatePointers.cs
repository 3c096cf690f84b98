using System.Formats.Asn1;

namespace Sakpore.Signing.Trust;

/// <summary>Where a certificate says that its status is told. Unreadable extensions point nowhere.</summary>
internal static class CertificatePointers
{
    public const string DistributionPointsOid = "2.5.29.31";

    private const string AuthorityInformationAccessOid = "1.3.6.1.5.5.7.1.1";
    private const string OcspAccessOid = "1.3.6.1.5.5.7.48.1";

    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);
    private static readonly Asn1Tag DirectoryNameTag = new(TagClass.ContextSpecific, 4, isConstructed: true);

    /// <summary>Addresses of OCSP responders (authorityInfoAccess, RFC 5280, 4.2.2.1), in the certificate's order.</summary>
    public static IReadOnlyList<Uri> OcspResponders(Certificate certificate)
    {
        var found = new List<Uri>();
        if (certificate.Extension(AuthorityInformationAccessOid) is not { } extension)
            return found;
        try
        {
            var list = extension.Open().ReadSequence();
            while (list.HasData)
            {
                var description = list.ReadSequence();
                if (description.ReadObjectIdentifier() == OcspAccessOid)
                    AddUri(description, found);
            }
        }
        catch (AsnContentException)
        {
            found.Clear();
        }

        return found;
    }

    /// <summary>Addresses of revocation lists (cRLDistributionPoints, RFC 5280, 4.2.1.13), in the certificate's order.</summary>
    public static IReadOnlyList<Uri> RevocationLists(Certificate certificate)
    {
        var found = new List<Uri>();
        foreach (var name in DistributionPoints(certificate).SelectMany(p => p.Names))
        {
            var reader = new AsnReader(name, AsnEncodingRules.BER);
            if (reader.PeekTag().HasSameClassAndValue(UriTag))
                AddUri(reader, found);
        }

        return found;
    }

    /// <summary>The distribution points of a certificate.</summary>
    public static IReadOnlyList<DistributionPoint> DistributionPoints(Certificate certificate)
    {
        var found = new List<DistributionPoint>();
        if (certificate.Extension(DistributionPointsOid) is not { } extension)
            return found;
        try
        {
            var list = extension.Open().ReadSequence();
            while (list.HasData)
                found.Add(DistributionPoint.Read(list.ReadSequence()));
        }
        catch (AsnContentException)
        {
            found.Clear();
        }

        return found;
    }

    /// <summary>The directory names among encoded general names.</summary>
    public static IEnumerable<DistinguishedName> DirectoryNames(IEnumerable<ReadOnlyMemory<byte>> names)
    {
        foreach (var name in names)
        {
            var reader = new AsnReader(name, AsnEncodingRules.BER);
            if (reader.PeekTag().HasSameClassAndValue(DirectoryNameTag))
                yield return DistinguishedName.Parse(reader.ReadSequence(DirectoryNameTag).ReadEncodedValue());
        }
    }

    private static void AddUri(AsnReader reader, List<Uri> found)
    {
        if (reader.PeekTag().HasSameClassAndValue(UriTag)
            && Uri.TryCreate(reader.ReadCharacterString(UniversalTagNumber.IA5String, UriTag), UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
            found.Add(uri);
    }
}

/// <summary>A DistributionPoint (RFC 5280, 4.2.1.13).</summary>
/// <param name="Names">Its full names, each an encoded GeneralName.</param>
/// <param name="Issuers">Who issues the list where that is not the certificate's issuer (cRLIssuer), each an encoded GeneralName.</param>
internal sealed record DistributionPoint(IReadOnlyList<ReadOnlyMemory<byte>> Names, IReadOnlyList<ReadOnlyMemory<byte>> Issuers)
{
    /// <summary>Reads the parts of a point; names relative to the issuer are left out.</summary>
    /// <exception cref="AsnContentException">Malformed.</exception>
    public static DistributionPoint Read(AsnReader point)
    {
        IReadOnlyList<ReadOnlyMemory<byte>> names = [];
        IReadOnlyList<ReadOnlyMemory<byte>> issuers = [];
        while (point.HasData)
        {
            var tag = point.PeekTag();
            if (tag.TagValue == 0)
                names = ReadName(point.ReadSequence(tag));
            else if (tag.TagValue == 2)
                issuers = ReadNames(point.ReadSequence(tag));
            else
                point.ReadEncodedValue(); // reasons: lists for some reasons only are told by the list itself
        }

        return new DistributionPoint(names, issuers);
    }

    /// <summary>Reads a DistributionPointName that has been opened: its full names.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> ReadName(AsnReader name)
    {
        var tag = name.PeekTag();
        return tag.TagValue == 0 ? ReadNames(name.ReadSequence(tag)) : [];
    }

    private static List<ReadOnlyMemory<byte>> ReadNames(AsnReader names)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        while (names.HasData)
            found.Add(names.ReadEncodedValue());
        return found;
    }
}
