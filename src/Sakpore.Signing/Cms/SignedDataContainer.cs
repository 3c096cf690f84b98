using System.Runtime.CompilerServices;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Cms;

/// <summary>Puts a detached CMS SignedData together from parts made elsewhere (RFC 5652, 5).</summary>
internal static class SignedDataContainer
{
    /// <summary>The container in DER.</summary>
    /// <param name="chain">Certificates to embed; the first is the signer's.</param>
    /// <param name="algorithm">How the value was made.</param>
    /// <param name="signedAttributes">What it signs.</param>
    /// <param name="signatureValue">The value.</param>
    public static byte[] Create(CertificateChain chain, SignatureAlgorithm algorithm, Asn1Set signedAttributes, ReadOnlyMemory<byte> signatureValue)
    {
        var signer = chain.Parsed[0];
        var signerInfo = new SignerInfo(
            new SignerIdentifier(new IssuerAndSerialNumber(signer.Issuer, signer.SerialNumber)),
            algorithm.DigestIdentifier(),
            signedAttributes,
            algorithm.SignatureIdentifier(),
            new DerOctetString(signatureValue.ToArray()),
            unauthenticatedAttributes: null);
        var signedData = new SignedData(
            new DerSet(algorithm.DigestIdentifier()),
            new ContentInfo(CmsObjectIdentifiers.Data, content: null), // detached: no content
            chain.CertificateSet,
            crls: null,
            new DerSet(signerInfo));
        return new ContentInfo(CmsObjectIdentifiers.SignedData, signedData).GetEncoded(Asn1Encodable.Der);
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
