using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.Pkcs;
using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Cms;

/// <summary>
/// The signed attributes of a CAdES signature in a PDF: content-type, message-digest and the ESS reference to the
/// signing certificate. There is no signing-time: in PAdES the claimed time is M of the signature dictionary.
/// </summary>
// EN 319 142-1, 6.3 (table 1, rows content-type, message-digest, signing-certificate-v2); signing-time: 6.3, requirement d.
internal static class SignedAttributes
{
    /// <summary>The SET OF attributes in DER: what the key signs.</summary>
    /// <param name="chain">Whose first certificate signs.</param>
    /// <param name="algorithm">Its digest is used for the certificate too, save SHAKE256.</param>
    /// <param name="documentDigest">Digest of the signed bytes.</param>
    public static byte[] Create(CertificateChain chain, SignatureAlgorithm algorithm, ReadOnlySpan<byte> documentDigest)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER, 256);
        using (writer.PushSetOf()) // sorted by encoding in DER (X.690, 11.6), which the writer does
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(CmsAttributes.ContentType);
                using (writer.PushSetOf())
                    writer.WriteObjectIdentifier(PkcsObjectIdentifiers.Data.Id);
            }
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(CmsAttributes.MessageDigest);
                using (writer.PushSetOf())
                    writer.WriteOctetString(documentDigest);
            }
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(CmsAttributes.SigningCertificateV2);
                using (writer.PushSetOf())
                    WriteSigningCertificate(writer, chain, algorithm);
            }
        }
        return writer.Encode();
    }

    /// <summary>SigningCertificateV2 with one ESSCertIDv2, by its digest alone (RFC 5035, 3 and 4).</summary>
    private static void WriteSigningCertificate(AsnWriter writer, CertificateChain chain, SignatureAlgorithm algorithm)
    {
        // Any current digest will do for the certificate; SHAKE256 is not one that .NET computes.
        var own = algorithm == SignatureAlgorithm.Ed448 ? SignatureAlgorithm.Ed25519 : algorithm;
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            if (own.Hash() != HashAlgorithmName.SHA256) // the default, and therefore absent in DER
                writer.WriteEncodedValue(own.DigestIdentifier().GetDerEncoded());
            writer.WriteOctetString(chain.SignerDigest(own.Hash()));
        }
    }
}
