using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Tests;

/// <summary>Throwaway keys below one throwaway root.</summary>
internal static class TestKeys
{
    private static readonly DateTimeOffset From = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<X509Certificate2> LazyRoot = new(CreateRoot);
    private static readonly Lazy<X509Certificate2> LazyRsa = new(() => IssueRsa("Kepala Dinas RSA", 2048));
    private static readonly Lazy<X509Certificate2> LazyP256 = new(() => IssueEc("Kepala Dinas P-256", ECCurve.NamedCurves.nistP256));
    private static readonly Lazy<X509Certificate2> LazyP384 = new(() => IssueEc("Kepala Dinas P-384", ECCurve.NamedCurves.nistP384));
    private static readonly Lazy<X509Certificate2> LazyP521 = new(() => IssueEc("Kepala Dinas P-521", ECCurve.NamedCurves.nistP521));

    public static X509Certificate2 Root => LazyRoot.Value;

    public static string RootPem => Root.ExportCertificatePem();

    public static X509Certificate2 Rsa => LazyRsa.Value;

    public static X509Certificate2 P256 => LazyP256.Value;

    /// <summary>The algorithms that .NET computes; EdDSA keys are made by openssl in <see cref="SigningKeys.EdDsaTests"/>.</summary>
    public static IEnumerable<SignatureAlgorithm> PlatformAlgorithms =>
        [SignatureAlgorithm.RsaPkcs1Sha256, SignatureAlgorithm.EcdsaP256Sha256, SignatureAlgorithm.EcdsaP384Sha384, SignatureAlgorithm.EcdsaP521Sha512];

    /// <summary>A key of each algorithm.</summary>
    public static X509Certificate2 Of(SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.RsaPkcs1Sha256 => LazyRsa.Value,
        SignatureAlgorithm.EcdsaP256Sha256 => LazyP256.Value,
        SignatureAlgorithm.EcdsaP384Sha384 => LazyP384.Value,
        _ => LazyP521.Value,
    };

    public static LocalSigningKey Key(SignatureAlgorithm algorithm) => Key(Of(algorithm));

    public static LocalSigningKey Key(X509Certificate2 certificate) => LocalSigningKey.FromCertificate(certificate, [Root]).Key!;

    public static X509Certificate2 IssueRsa(string name, int bits)
    {
        using var key = RSA.Create(bits);
        using var certificate = Issue(new CertificateRequest(Subject(name), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return certificate.CopyWithPrivateKey(key);
    }

    public static X509Certificate2 IssueEc(string name, ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        using var certificate = Issue(new CertificateRequest(Subject(name), key, HashAlgorithmName.SHA256));
        return certificate.CopyWithPrivateKey(key);
    }

    private static X509Certificate2 Issue(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        using var rootKey = Root.GetECDsaPrivateKey()!;
        return request.Create(Root.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), From, Until, SHA256.HashData(request.PublicKey.EncodedKeyValue.RawData)[..8]);
    }

    private static X509Certificate2 CreateRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject("Root"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        return request.CreateSelfSigned(From, Until);
    }

    private static X500DistinguishedName Subject(string name) => new($"CN={name}, O=Sakpore tests, C=ID");
}
