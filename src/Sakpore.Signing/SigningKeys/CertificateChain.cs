using System.Collections.Concurrent;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.X509;

namespace Sakpore.Signing.SigningKeys;

/// <summary>A signer's certificate and those above it, parsed once. Immutable; use from any thread.</summary>
/// <remarks>Nothing is verified here: whether the chain leads to an anchor is the verifier's question.</remarks>
public sealed class CertificateChain
{
    private readonly ConcurrentDictionary<HashAlgorithmName, byte[]> _signerDigests = [];

    private CertificateChain(ReadOnlyMemory<byte>[] certificates, X509CertificateStructure[] parsed)
    {
        Certificates = certificates;
        Parsed = parsed;
        CertificateSet = new DerTaggedObject(isExplicit: false, 0, new DerSet(parsed)).GetDerEncoded();
        SignerIdentifier = new IssuerAndSerialNumber(parsed[0].Issuer, parsed[0].SerialNumber).GetDerEncoded();
        NaturalAlgorithm = SignatureAlgorithms.For(parsed[0].SubjectPublicKeyInfo, out var longest);
        LongestSignature = longest;
    }

    /// <summary>DER, the signer's first; the rest in the order given.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates { get; }

    /// <summary>The algorithm that goes with the signer's key; null where the library does not sign with such keys.</summary>
    public SignatureAlgorithm? NaturalAlgorithm { get; }

    internal IReadOnlyList<X509CertificateStructure> Parsed { get; }

    /// <summary>An upper bound of a signature value's length, in bytes.</summary>
    internal int LongestSignature { get; }

    /// <summary>The certificates as containers have them (RFC 5652, 5.1), in DER: encoded once.</summary>
    internal byte[] CertificateSet { get; }

    /// <summary>Issuer and serial number of the signer's certificate (10.2.4), in DER.</summary>
    internal byte[] SignerIdentifier { get; }

    /// <summary>Digest of the signer's certificate, computed once for each hash.</summary>
    internal byte[] SignerDigest(HashAlgorithmName hash) =>
        _signerDigests.GetOrAdd(hash, static (name, certificate) => CryptographicOperations.HashData(name, certificate.Span), Certificates[0]);

    /// <summary>Takes certificates as they will be embedded.</summary>
    /// <param name="certificates">DER, the signer's first; at least one. Copied.</param>
    /// <exception cref="ArgumentException">There is none, or one of them is not an X.509 certificate in DER.</exception>
    public static CertificateChain FromDer(IEnumerable<ReadOnlyMemory<byte>> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        ReadOnlyMemory<byte>[] encoded = [.. certificates.Select(certificate => certificate.ToArray())];
        if (encoded.Length == 0)
            throw new ArgumentException("A chain holds at least the signer's certificate.", nameof(certificates));
        return new CertificateChain(encoded, [.. encoded.Select(Parse)]);
    }

    private static X509CertificateStructure Parse(ReadOnlyMemory<byte> certificate)
    {
        X509CertificateStructure parsed;
        try
        {
            parsed = X509CertificateStructure.GetInstance(Asn1Object.FromByteArray(certificate.ToArray()));
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException or InvalidCastException)
        {
            throw new ArgumentException("Not an X.509 certificate.", nameof(certificate), e);
        }
        // The container is built from the parsed form; a certificate that comes out otherwise would no longer be itself.
        if (!certificate.Span.SequenceEqual(parsed.GetEncoded(Asn1Encodable.Der)))
            throw new ArgumentException("The certificate is not in DER.", nameof(certificate));
        return parsed;
    }
}
