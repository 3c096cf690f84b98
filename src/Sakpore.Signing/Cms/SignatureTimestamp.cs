using System.Formats.Asn1;
using Sakpore.Signing.Cms.Reading;

namespace Sakpore.Signing.Cms;

/// <summary>Adds the signature timestamp to a container: an unsigned attribute of its signer (EN 319 122-1, 5.3).</summary>
internal static class SignatureTimestamp
{
    // Attribute, its type, SET, [1] and the longer length fields of all that encloses it.
    private const int Overhead = 64;

    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag UnsignedTag = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>By how much a container grows at most by a token of a length; 0 without token.</summary>
    public static int LongestLength(int token) => token == 0 ? 0 : token + Overhead;

    /// <summary>The container with the token. Nothing in either is re-encoded.</summary>
    /// <param name="container">A SignedData with one signer without unsigned attributes, DER.</param>
    /// <param name="token">The token as received.</param>
    public static byte[] Add(ReadOnlyMemory<byte> container, ReadOnlySpan<byte> token)
    {
        var info = new AsnReader(container, AsnEncodingRules.DER).ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.BER); // BER: the token may be so, and its bytes are kept
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(info.ReadEncodedValue().Span); // id-signedData
            using (writer.PushSequence(Tag0))
                CopyWithToken(info.ReadSequence(Tag0).ReadSequence(), writer, token);
        }

        return writer.Encode();
    }

    private static void CopyWithToken(AsnReader signedData, AsnWriter writer, ReadOnlySpan<byte> token)
    {
        using (writer.PushSequence())
        {
            var part = signedData.ReadEncodedValue();
            for (; signedData.HasData; part = signedData.ReadEncodedValue())
                writer.WriteEncodedValue(part.Span);
            // The last part is the SET of signers, which here has one.
            var signer = new AsnReader(part, AsnEncodingRules.DER).ReadSetOf().ReadSequence();
            using (writer.PushSetOf())
            using (writer.PushSequence())
            {
                while (signer.HasData)
                    writer.WriteEncodedValue(signer.ReadEncodedValue().Span);
                using (writer.PushSetOf(UnsignedTag))
                    WriteAttribute(writer, token);
            }
        }
    }

    private static void WriteAttribute(AsnWriter writer, ReadOnlySpan<byte> token)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(CmsAttributes.SignatureTimestamp);
            using (writer.PushSetOf())
                writer.WriteEncodedValue(token);
        }
    }
}
