using System.Formats.Asn1;
using System.Numerics;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;

namespace Sakpore.Signing.Cms.Reading;

/// <summary>
/// The signed reference to the signing certificate: ESS signing-certificate (RFC 2634, 5.4) or its version 2 (RFC 5035, 3).
/// Only its first entry names the signer's own certificate.
/// </summary>
/// <param name="Digest">What the hash was computed with; null when the library does not know it.</param>
/// <param name="Hash">The hash over the whole certificate.</param>
/// <param name="IssuerSerial">IssuerSerial as received; null when absent.</param>
internal sealed record SigningCertificateReference(
    DigestAlgorithm? Digest, ReadOnlyMemory<byte> Hash, ReadOnlyMemory<byte>? IssuerSerial)
{
    /// <summary>The tag of directoryName in GeneralName (RFC 5280, 4.2.1.6).</summary>
    private const int DirectoryName = 4;

    /// <summary>Whether hash, and issuer and serial number where given, are those of the certificate.</summary>
    public bool Matches(Certificate certificate) =>
        Digest is not null
        && Digest.Hash(certificate.Der.Span).AsSpan().SequenceEqual(Hash.Span)
        && (IssuerSerial is not { } named || NamesIssuerOf(named, certificate));

    /// <summary>The references among the attributes: none, one, or one of each version.</summary>
    /// <exception cref="AsnContentException">An attribute has not exactly one well-formed value.</exception>
    public static IReadOnlyList<SigningCertificateReference> ReadAll(CmsAttributes attributes)
    {
        var found = new List<SigningCertificateReference>();
        foreach (var type in new[] { CmsAttributes.SigningCertificate, CmsAttributes.SigningCertificateV2 })
        {
            if (attributes.Has(type))
                found.Add(Read(attributes.Single(type) ?? throw new AsnContentException("Not one value."), type));
        }

        return found;
    }

    private static SigningCertificateReference Read(ReadOnlyMemory<byte> value, string type)
    {
        var attribute = new AsnReader(value, AsnEncodingRules.BER).ReadSequence();
        var first = attribute.ReadSequence().ReadSequence();
        var digest = type == CmsAttributes.SigningCertificate ? DigestAlgorithm.Sha1 : DigestAlgorithm.Sha256;
        if (type == CmsAttributes.SigningCertificateV2 && first.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            digest = DigestAlgorithm.Find(AlgorithmIdentifier.Read(first));
        var hash = first.ReadOctetString();
        // Not by a conditional expression: there null would become empty memory.
        ReadOnlyMemory<byte>? issuerSerial = null;
        if (first.HasData)
            issuerSerial = first.ReadEncodedValue();
        first.ThrowIfNotEmpty();
        return new SigningCertificateReference(digest, hash, issuerSerial);
    }

    private static bool NamesIssuerOf(ReadOnlyMemory<byte> issuerSerial, Certificate certificate)
    {
        try
        {
            var sequence = new AsnReader(issuerSerial, AsnEncodingRules.BER).ReadSequence();
            var names = sequence.ReadSequence();
            BigInteger serial = sequence.ReadInteger();
            var directory = new Asn1Tag(TagClass.ContextSpecific, DirectoryName, isConstructed: true);
            if (!names.PeekTag().HasSameClassAndValue(directory))
                return false;
            var name = DistinguishedName.Parse(names.ReadSequence(directory).ReadEncodedValue());
            return serial == certificate.Serial && name.Matches(certificate.Issuer);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
