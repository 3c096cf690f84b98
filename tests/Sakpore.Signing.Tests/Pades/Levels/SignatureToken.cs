using System.Formats.Asn1;

namespace Sakpore.Signing.Tests.Pades.Levels;

/// <summary>Takes the timestamp token out of a container, without our own reader, for others to judge.</summary>
internal static class SignatureToken
{
    private const string Type = "1.2.840.113549.1.9.16.2.14";

    /// <summary>The token and the signature value that it is over; null if there is none.</summary>
    public static (byte[] Token, byte[] Value)? Of(byte[] cms)
    {
        var tag0 = new Asn1Tag(TagClass.ContextSpecific, 0, true);
        var tag1 = new Asn1Tag(TagClass.ContextSpecific, 1, true);
        var info = new AsnReader(cms, AsnEncodingRules.BER).ReadSequence();
        info.ReadObjectIdentifier();
        var data = info.ReadSequence(tag0).ReadSequence();
        ReadOnlyMemory<byte> last = default;
        while (data.HasData)
            last = data.ReadEncodedValue();
        var signer = new AsnReader(last, AsnEncodingRules.BER).ReadSetOf().ReadSequence();
        byte[] value = [];
        while (signer.HasData)
        {
            var tag = signer.PeekTag();
            if (tag == Asn1Tag.PrimitiveOctetString)
                value = signer.ReadOctetString();
            else if (tag == tag1)
            {
                var attribute = signer.ReadSetOf(tag1).ReadSequence();
                Assert.That(attribute.ReadObjectIdentifier(), Is.EqualTo(Type));
                return (attribute.ReadSetOf().ReadEncodedValue().ToArray(), value);
            }
            else
                signer.ReadEncodedValue();
        }

        return null;
    }
}
