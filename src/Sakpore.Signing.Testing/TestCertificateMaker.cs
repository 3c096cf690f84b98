using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sakpore.Signing.Testing;

/// <summary>Turns a <see cref="TestIdentity"/> into a key and a certificate.</summary>
internal static class TestCertificateMaker
{
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
        foreach (var extension in TestCertificateExtensions.Of(identity, request.PublicKey, issuer, options))
            request.CertificateExtensions.Add(extension);

        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40); // RFC 5280, 4.1.2.2: positive, and here of one length
        var (from, until) = identity.IsExpired
            ? (at - options.Validity - TimeSpan.FromDays(1), at - TimeSpan.FromDays(1))
            : (at - Skew, at + options.Validity * Lifetimes(identity.Role));
        var self = new TestSigner(identity.Name, key, subject, serial, [], null);
        using var certificate = request.Create((issuer ?? self).SubjectName, (issuer ?? self).Generator, from, until, serial);
        return new TestSigner(identity.Name, key, subject, serial, certificate.RawData, issuer);
    }

    // A service outlives the signers that it speaks of, and an authority its services, so that a late timestamp can be good.
    private static int Lifetimes(TestRole role) => role switch
    {
        TestRole.Authority => 4,
        TestRole.TimestampAuthority or TestRole.OcspResponder or TestRole.CrlIssuer => 2,
        _ => 1,
    };

    private static X500DistinguishedName Subject(TestIdentity identity, TestPkiOptions options)
    {
        var name = new X500DistinguishedNameBuilder();
        // The builder encodes what is added last as the first, most general name.
        name.AddCommonName(identity.Name);
        name.AddOrganizationName(identity.Organization ?? options.Organization);
        name.AddCountryOrRegion("ID");
        return name.Build();
    }
}
