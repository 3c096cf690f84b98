using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sakpore.Signing.Testing;

/// <summary>A certificate of a throwaway PKI with its private key and its chain.</summary>
public sealed class TestSigner
{
    internal TestSigner(
        string name, AsymmetricAlgorithm key, X500DistinguishedName subject, byte[] serialNumber, byte[] certificate, TestSigner? issuer)
    {
        Name = name;
        Key = key;
        SubjectName = subject;
        SerialNumber = serialNumber;
        PublicKeyBits = new PublicKey(key).EncodedKeyValue.RawData;
        Certificate = certificate;
        Issuer = issuer;
    }

    /// <summary>The common name.</summary>
    public string Name { get; }

    /// <summary>The private key, of the type <see cref="RSA"/> or <see cref="ECDsa"/>. It lives as long as the PKI.</summary>
    public AsymmetricAlgorithm Key { get; }

    /// <summary>The certificate, DER.</summary>
    public ReadOnlyMemory<byte> Certificate { get; }

    /// <summary>The certificate and its issuers up to and without the root, each DER: what a signature carries.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Chain => Issuer is null ? [] : [Certificate, .. Issuer.Chain];

    /// <summary>Who issued it; null of a self-signed one.</summary>
    internal TestSigner? Issuer { get; }

    internal X500DistinguishedName SubjectName { get; }

    internal byte[] SerialNumber { get; }

    /// <summary>The content of subjectPublicKey, without tag, length and unused bits: what key identifiers hash.</summary>
    internal byte[] PublicKeyBits { get; }

    internal X509SignatureGenerator Generator => Key switch
    {
        RSA rsa => X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1),
        ECDsa ecdsa => X509SignatureGenerator.CreateForECDsa(ecdsa),
        _ => throw new InvalidOperationException($"No signature generator for {Key.GetType()}."),
    };

    /// <summary>The key, its certificate and its chain as PKCS#12 (PBES2, AES-256, SHA-256).</summary>
    /// <param name="passphrase">Protects the key; may be empty.</param>
    public byte[] ToPkcs12(string passphrase)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        using var bare = X509CertificateLoader.LoadCertificate(Certificate.Span);
        using var withKey = Key switch
        {
            RSA rsa => bare.CopyWithPrivateKey(rsa),
            ECDsa ecdsa => bare.CopyWithPrivateKey(ecdsa),
            _ => throw new InvalidOperationException($"No PKCS#12 for {Key.GetType()}."),
        };
        var all = new X509Certificate2Collection(withKey);
        foreach (var issuer in Chain.Skip(1))
            all.Add(X509CertificateLoader.LoadCertificate(issuer.Span));
        return all.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, passphrase);
    }

    /// <summary>The private key as unencrypted PKCS#8 PEM.</summary>
    public string ToPrivateKeyPem() => Key.ExportPkcs8PrivateKeyPem();

    /// <summary>The certificate as PEM.</summary>
    public string ToCertificatePem() => PemEncoding.WriteString("CERTIFICATE", Certificate.Span);
}
