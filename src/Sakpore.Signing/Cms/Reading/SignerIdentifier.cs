using System.Formats.Asn1;
using System.Numerics;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Cms.Reading;

/// <summary>Which certificate the signer names: by issuer and serial number, or by subject key identifier (RFC 5652, 5.3).</summary>
internal sealed record SignerIdentifier(DistinguishedName? Issuer, BigInteger Serial, ReadOnlyMemory<byte> KeyIdentifier)
{
    private static readonly Asn1Tag KeyIdentifierTag = new(TagClass.ContextSpecific, 0);

    public bool Names(Certificate certificate) => Issuer is not null
        ? certificate.Serial == Serial && certificate.Issuer.Matches(Issuer)
        : certificate.SubjectKeyIdentifier is { } own && own.AsSpan().SequenceEqual(KeyIdentifier.Span);

    public static SignerIdentifier Read(AsnReader reader)
    {
        if (reader.PeekTag().HasSameClassAndValue(KeyIdentifierTag))
            return new SignerIdentifier(null, default, reader.ReadOctetString(KeyIdentifierTag));
        var sequence = reader.ReadSequence();
        var issuer = DistinguishedName.Parse(sequence.ReadEncodedValue());
        var serial = sequence.ReadInteger();
        sequence.ThrowIfNotEmpty();
        return new SignerIdentifier(issuer, serial, default);
    }
}
