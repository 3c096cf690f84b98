using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.Ess;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Pkcs;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Cms;

/// <summary>
/// The signed attributes of a CAdES signature in a PDF: content-type, message-digest and the ESS reference to the
/// signing certificate. There is no signing-time: in PAdES the claimed time is M of the signature dictionary.
/// </summary>
// EN 319 142-1, 6.3 (table 1, rows content-type, message-digest, signing-certificate-v2); signing-time: 6.3, requirement d.
internal static class SignedAttributes
{
    /// <param name="chain">Whose first certificate signs.</param>
    /// <param name="algorithm">Its digest is used for the certificate too, save SHAKE256.</param>
    /// <param name="documentDigest">Digest of the signed bytes.</param>
    public static Asn1Set Create(CertificateChain chain, SignatureAlgorithm algorithm, ReadOnlyMemory<byte> documentDigest) => new DerSet(
        // DER sorts a SET OF by encoding (X.690, 11.6); DerSet does.
        Attribute(CmsAttributes.ContentType, PkcsObjectIdentifiers.Data),
        Attribute(CmsAttributes.MessageDigest, new DerOctetString(documentDigest.ToArray())),
        Attribute(PkcsObjectIdentifiers.IdAASigningCertificateV2, SigningCertificate(chain, algorithm)));

    private static SigningCertificateV2 SigningCertificate(CertificateChain chain, SignatureAlgorithm algorithm)
    {
        // Any current digest will do for the certificate; SHAKE256 is not one that .NET computes.
        var own = algorithm == SignatureAlgorithm.Ed448 ? SignatureAlgorithm.Ed25519 : algorithm;
        var digest = own.DigestIdentifier();
        var hash = chain.SignerDigest(own.Hash());
        // SHA-256 is the default and therefore absent in DER (RFC 5035, 4).
        return new SigningCertificateV2(digest.Algorithm.Equals(NistObjectIdentifiers.IdSha256)
            ? new EssCertIDv2(hash)
            : new EssCertIDv2(digest, hash));
    }

    private static Org.BouncyCastle.Asn1.Cms.Attribute Attribute(DerObjectIdentifier type, Asn1Encodable value) => new(type, new DerSet(value));
}
