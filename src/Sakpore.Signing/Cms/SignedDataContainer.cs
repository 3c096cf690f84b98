using System.Formats.Asn1;
using System.Runtime.CompilerServices;
using Org.BouncyCastle.Asn1.Cms;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Cms;

/// <summary>Puts a detached CMS SignedData together from parts made elsewhere (RFC 5652, 5).</summary>
internal static class SignedDataContainer
{
    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>The container in DER.</summary>
    /// <param name="chain">Certificates to embed; the first is the signer's.</param>
    /// <param name="algorithm">How the value was made.</param>
    /// <param name="signedAttributes">What it signs: the SET OF attributes in DER.</param>
    /// <param name="signatureValue">The value.</param>
    public static byte[] Create(CertificateChain chain, SignatureAlgorithm algorithm, ReadOnlySpan<byte> signedAttributes, ReadOnlySpan<byte> signatureValue)
    {
        var digest = algorithm.DigestIdentifier().GetDerEncoded();
        var writer = new AsnWriter(AsnEncodingRules.DER, chain.CertificateSet.Length + signedAttributes.Length + signatureValue.Length + 256);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(CmsObjectIdentifiers.SignedData.Id);
            using (writer.PushSequence(Tag0))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1); // only X.509 certificates, and content of type data (5.1)
                using (writer.PushSetOf())
                    writer.WriteEncodedValue(digest);
                using (writer.PushSequence())
                    writer.WriteObjectIdentifier(CmsObjectIdentifiers.Data.Id); // detached: no content
                writer.WriteEncodedValue(chain.CertificateSet);
                using (writer.PushSetOf())
                    WriteSigner(writer, chain, algorithm, digest, signedAttributes, signatureValue);
            }
        }
        return writer.Encode();
    }

    private static void WriteSigner(
        AsnWriter writer, CertificateChain chain, SignatureAlgorithm algorithm, byte[] digest, ReadOnlySpan<byte> signedAttributes, ReadOnlySpan<byte> signatureValue)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1); // the signer is told by issuer and serial number (5.3)
            writer.WriteEncodedValue(chain.SignerIdentifier);
            writer.WriteEncodedValue(digest);
            // Signed as a SET OF, embedded under an implicit tag (5.4).
            Span<byte> tagged = stackalloc byte[signedAttributes.Length];
            signedAttributes.CopyTo(tagged);
            tagged[0] = 0xA0;
            writer.WriteEncodedValue(tagged);
            writer.WriteEncodedValue(algorithm.SignatureIdentifier().GetDerEncoded());
            writer.WriteOctetString(signatureValue);
        }
    }

    /// <summary>The longest the container can become, whatever the value. Computed once for each chain.</summary>
    public static int LongestLength(CertificateChain chain, SignatureAlgorithm algorithm) =>
        (int)LongestLengths.GetValue(chain, certificates =>
        {
            var attributes = SignedAttributes.Create(certificates, algorithm, new byte[algorithm.DigestLength()]);
            return Create(certificates, algorithm, attributes, new byte[certificates.LongestSignature]).Length;
        });

    // A chain has one algorithm, so it suffices as the key.
    private static readonly ConditionalWeakTable<CertificateChain, object> LongestLengths = [];
}
