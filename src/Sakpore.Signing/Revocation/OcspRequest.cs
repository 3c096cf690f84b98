using System.Formats.Asn1;
using System.Net.Http.Headers;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;

namespace Sakpore.Signing.Revocation;

/// <summary>An OCSP request about one certificate (RFC 6960, 4.1.1), unsigned: when signing and when verifying.</summary>
internal static class OcspRequest
{
    private const string NonceOid = "1.3.6.1.5.5.7.48.1.2";

    /// <param name="certificate">The certificate.</param>
    /// <param name="issuerKey">Its issuer's key.</param>
    /// <param name="digest">What names the issuer.</param>
    /// <param name="nonce">Random (RFC 9654); empty: the request has none.</param>
    public static byte[] Create(Certificate certificate, PublicKey issuerKey, DigestAlgorithm digest, ReadOnlySpan<byte> nonce)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            using (writer.PushSequence())
                WriteCertificateId(writer, certificate, issuerKey, digest);
            if (!nonce.IsEmpty)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
                using (writer.PushSequence())
                    WriteNonce(writer, nonce);
            }
        }

        return writer.Encode();
    }

    /// <summary>The message that carries a request (RFC 6960, A.1).</summary>
    public static HttpRequestMessage Post(Uri address, ReadOnlyMemory<byte> request)
    {
        var content = new ReadOnlyMemoryContent(request);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/ocsp-request");
        var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/ocsp-response"));
        return message;
    }

    private static void WriteCertificateId(AsnWriter writer, Certificate certificate, PublicKey issuerKey, DigestAlgorithm digest)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(digest.Oid);
                writer.WriteNull();
            }

            writer.WriteOctetString(digest.Hash(certificate.Issuer.Encoded.Span));
            writer.WriteOctetString(digest.Hash(issuerKey.KeyBits));
            writer.WriteInteger(certificate.Serial);
        }
    }

    private static void WriteNonce(AsnWriter writer, ReadOnlySpan<byte> nonce)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(NonceOid);
            using (writer.PushOctetString())
                writer.WriteOctetString(nonce);
        }
    }
}
