using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Testing;

/// <summary>Turns a <see cref="TestIdentity"/> into a key and a certificate.</summary>
internal static class TestCertificateMaker
{
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    /// <summary>How far the validity reaches back before the PKI's instant, for clocks that differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static TestSigner Make(TestIdentity identity, TestSigner? issuer, DateTimeOffset at, TestPkiOptions options)
    {
        AsymmetricAlgorithm key = identity.Key switch
        {
            TestKey.Rsa2048 => RSA.Create(2048),
            TestKey.P256 => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            TestKey.P384 => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            _ => throw new ArgumentOutOfRangeException(nameof(identity), identity.Key, "Unknown kind of key."),
        };
        var subject = Subject(identity, options);
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        AddExtensions(request, identity, issuer, options);

        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40); // RFC 5280, 4.1.2.2: positive, and here of one length
        var (from, until) = identity.IsExpired
            ? (at - options.Validity - TimeSpan.FromDays(1), at - TimeSpan.FromDays(1))
            : (at - Skew, at + options.Validity);
        var self = new TestSigner(identity.Name, key, subject, serial, [], null);
        using var certificate = request.Create((issuer ?? self).SubjectName, (issuer ?? self).Generator, from, until, serial);
        return new TestSigner(identity.Name, key, subject, serial, certificate.RawData, issuer);
    }

    private static X500DistinguishedName Subject(TestIdentity identity, TestPkiOptions options)
    {
        var name = new X500DistinguishedNameBuilder();
        // The builder encodes what is added last as the first, most general name.
        name.AddCommonName(identity.Name);
        name.AddOrganizationName(identity.Organization ?? options.Organization);
        name.AddCountryOrRegion("ID");
        return name.Build();
    }

    private static void AddExtensions(CertificateRequest request, TestIdentity identity, TestSigner? issuer, TestPkiOptions options)
    {
        var isAuthority = identity.Role == TestRole.Authority;
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            isAuthority, identity.PathLength is not null, identity.PathLength ?? 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(Usages(identity.Role), critical: true));
        if (identity.Role == TestRole.TimestampAuthority)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(TimeStamping)], critical: true));
        var own = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        request.CertificateExtensions.Add(own);
        if (issuer is not null)
        {
            using var certificate = X509CertificateLoader.LoadCertificate(issuer.Certificate.Span);
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
                certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        }

        if (options.IsMarked)
            request.CertificateExtensions.Add(PolicyExtension(DevelopmentMark.PolicyOid));
    }

    private static X509KeyUsageFlags Usages(TestRole role) => role switch
    {
        TestRole.Authority => X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
        TestRole.Signer => X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation,
        TestRole.Encryption => X509KeyUsageFlags.KeyEncipherment,
        TestRole.TimestampAuthority => X509KeyUsageFlags.DigitalSignature,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Unknown role."),
    };

    private static X509Extension PolicyExtension(string policy)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(policy);
        return new X509Extension("2.5.29.32", writer.Encode(), critical: false);
    }
}
