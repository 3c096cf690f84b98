using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Testing;

/// <summary>The extensions of a certificate, by its role.</summary>
internal static class TestCertificateExtensions
{
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    private const string OcspSigning = "1.3.6.1.5.5.7.3.9";
    private const string OcspNoCheck = "1.3.6.1.5.5.7.48.1.5";

    public static IEnumerable<X509Extension> Of(TestIdentity identity, PublicKey key, TestSigner? issuer, TestPkiOptions options)
    {
        yield return new X509BasicConstraintsExtension(
            identity.Role == TestRole.Authority, identity.PathLength is not null, identity.PathLength ?? 0, critical: true);
        yield return new X509KeyUsageExtension(Usages(identity.Role), critical: true);
        if (identity.Role == TestRole.TimestampAuthority)
            yield return new X509EnhancedKeyUsageExtension([new Oid(TimeStamping)], identity.HasCriticalPurpose);
        if (identity.Role == TestRole.OcspResponder)
            yield return new X509EnhancedKeyUsageExtension([new Oid(OcspSigning)], critical: false);
        if (identity.HasNoCheck)
            yield return new X509Extension(OcspNoCheck, [0x05, 0x00], critical: false); // its value is NULL
        yield return new X509SubjectKeyIdentifierExtension(key, critical: false);
        if (issuer is not null)
        {
            using var certificate = X509CertificateLoader.LoadCertificate(issuer.Certificate.Span);
            yield return X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
                certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false);
        }

        if (issuer is not null && options.ServiceAddress is { } address)
        {
            var revocation = identity.Revocation ?? UsualRevocation(identity);
            yield return AuthorityInformation(address, issuer.Name, revocation);
            if (revocation.HasFlag(TestRevocation.Crl))
            {
                yield return CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(
                    [TestServicePaths.Of(address, TestServicePaths.Crl, issuer.Name).AbsoluteUri]);
            }
        }

        if (options.IsMarked)
            yield return Policy(DevelopmentMark.PolicyOid);
    }

    private static X509AuthorityInformationAccessExtension AuthorityInformation(Uri address, string issuer, TestRevocation revocation) => new(
        revocation.HasFlag(TestRevocation.Ocsp) ? [TestServicePaths.Of(address, TestServicePaths.Ocsp, issuer).AbsoluteUri] : null,
        [TestServicePaths.Of(address, TestServicePaths.Certificate, issuer).AbsoluteUri]);

    private static TestRevocation UsualRevocation(TestIdentity identity) => identity switch
    {
        { HasNoCheck: true } => TestRevocation.None,
        // A responder is not asked about itself.
        { Role: TestRole.Authority or TestRole.OcspResponder or TestRole.CrlIssuer } => TestRevocation.Crl,
        _ => TestRevocation.Ocsp | TestRevocation.Crl,
    };

    private static X509KeyUsageFlags Usages(TestRole role) => role switch
    {
        TestRole.Authority => X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
        TestRole.Signer => X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation,
        TestRole.Encryption => X509KeyUsageFlags.KeyEncipherment,
        TestRole.TimestampAuthority or TestRole.OcspResponder => X509KeyUsageFlags.DigitalSignature,
        TestRole.CrlIssuer => X509KeyUsageFlags.CrlSign,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Unknown role."),
    };

    private static X509Extension Policy(string policy)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(policy);
        return new X509Extension("2.5.29.32", writer.Encode(), critical: false);
    }
}
