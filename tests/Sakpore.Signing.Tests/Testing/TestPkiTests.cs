using System.Security.Cryptography.X509Certificates;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Tests.Testing;

public sealed class TestPkiTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly TestPki Pki = TestPki.Create(At);

    private static readonly string[] Names =
    [
        TestPki.Root, TestPki.Issuing, TestPki.RsaSigner, TestPki.EcdsaSigner, TestPki.ExpiredSigner, TestPki.RevokedSigner,
        TestPki.EncryptionOnly, TestPki.UnknownSigner, TestPki.TimestampAuthority,
    ];

    [TestCaseSource(nameof(Names))]
    public void Certificate_carries_the_development_mark_and_its_organisation(string name)
    {
        Assert.That(Certificate.TryParse(Pki[name].Certificate, out var certificate), Is.True);
        Assert.That(DevelopmentMark.IsMarked(certificate!), Is.True);
        Assert.That(certificate!.Subject.ToString(), Is.EqualTo($"CN={name},O=SAKPORE DEVELOPMENT\\, NOT VALID,C=ID"));
    }

    [Test]
    public void Certificate_is_unmarked_when_the_options_say_so()
    {
        var unmarked = TestPki.Create(At, new TestPkiOptions { IsMarked = false, Organization = "Dinas" });
        Assert.That(DevelopmentMark.IsMarked(unmarked[TestPki.EcdsaSigner].Certificate), Is.False);
    }

    [Test]
    public void Validity_is_90_days_by_default()
    {
        using var certificate = X509CertificateLoader.LoadCertificate(Pki[TestPki.EcdsaSigner].Certificate.Span);
        Assert.That(certificate.NotAfter.ToUniversalTime(), Is.EqualTo(At.UtcDateTime.AddDays(90)));
    }

    [TestCase(TestPki.RsaSigner)]
    [TestCase(TestPki.EcdsaSigner)]
    public void Pkcs12_opens_with_its_passphrase_and_holds_key_and_chain(string name)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(Pki[name].ToPkcs12("rahasia"), "rahasia");
        Assert.That(all, Has.Count.EqualTo(2));
        Assert.That(all.Count(c => c.HasPrivateKey), Is.EqualTo(1));
    }

    [Test]
    public void Chain_is_accepted_by_the_platform()
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(Pki.Anchors[0].Span));
        chain.ChainPolicy.ExtraStore.Add(X509CertificateLoader.LoadCertificate(Pki[TestPki.Issuing].Certificate.Span));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = At.UtcDateTime.AddDays(1);
        using var signer = X509CertificateLoader.LoadCertificate(Pki[TestPki.RsaSigner].Certificate.Span);
        Assert.That(chain.Build(signer), Is.True, string.Join(", ", chain.ChainStatus.Select(s => s.StatusInformation)));
    }

    [Test]
    public void Additional_identity_is_issued_under_the_name_of_its_office()
    {
        var pki = TestPki.Create(At, new TestPkiOptions
        {
            Additional = [new TestIdentity("Kepala Dinas", TestPki.Issuing, TestKey.P256, TestRole.Signer) { Organization = "DPMPTSP" }],
        });
        Assert.That(Certificate.TryParse(pki["Kepala Dinas"].Certificate, out var certificate), Is.True);
        Assert.That(certificate!.Subject.ToString(), Is.EqualTo("CN=Kepala Dinas,O=DPMPTSP,C=ID"));
    }

    [Test]
    public void Additional_identity_without_known_issuer_is_refused() =>
        Assert.That(
            () => TestPki.Create(At, new TestPkiOptions { Additional = [new("A", "Nobody", TestKey.P256, TestRole.Signer)] }),
            Throws.ArgumentException);
}
