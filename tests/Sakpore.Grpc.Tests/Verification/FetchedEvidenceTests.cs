using System.Buffers;
using System.Security.Cryptography;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Grpc.Verification;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Verification;
using Verdict = Sakpore.Verification.V1.VerificationReport.Types.Verdict;

namespace Sakpore.Grpc.Tests.Verification;

/// <summary>The hub asks whether a certificate was revoked only where its operator says whom to ask.</summary>
[TestFixture]
internal sealed class FetchedEvidenceTests
{
    private TestHub _hub = null!;
    private TestPkiServer _pki = null!;
    private byte[] _signed = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync();
        _pki = TestPkiServer.Start(_hub.Time);
        _hub.Time.Advance(TimeSpan.FromMinutes(10));
        _signed = await SignAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _pki.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Test]
    public async Task Configured_host_is_asked_and_its_evidence_counts()
    {
        var before = Asked();
        using var verification = Verification(options => options with { RevocationHosts = [_pki.Address.Host], RevocationHostsAreLocal = true });

        var report = await verification.VerifyAsync(_signed, default);

        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic));
        Assert.That(report.Policy, Does.Contain("online=yes"));
        Assert.That(Asked(), Is.GreaterThan(before));
    }

    private static IEnumerable<TestCaseData> NotConfigured() =>
    [
        new TestCaseData((HubOptions options) => options).SetName("Nobody_is_asked_by_default"),
        new TestCaseData((HubOptions options) => options with { RevocationHosts = ["127.0.0.1", "localhost"] }).SetName("Local_addresses_are_not_asked_unless_it_is_said"),
        new TestCaseData((HubOptions options) => options with { RevocationHosts = ["ocsp.example"], RevocationHostsAreLocal = true }).SetName("Other_hosts_are_not_asked"),
    ];

    [TestCaseSource(nameof(NotConfigured))]
    public async Task Nobody_else_is_asked(Func<HubOptions, HubOptions> configure)
    {
        var before = Asked();
        using var verification = Verification(configure);

        var report = await verification.VerifyAsync(_signed, default);

        Assert.That(report.Verdict, Is.EqualTo(Verdict.Untrusted), "evidence is required and there is none");
        Assert.That(Asked(), Is.EqualTo(before));
    }

    private DocumentVerification Verification(Func<HubOptions, HubOptions> configure)
    {
        var anchors = Path.Combine(_hub.DataDirectory, "anchors-of-the-test.pem");
        File.WriteAllText(anchors, string.Concat(_pki.Pki.Anchors.Select(anchor => PemEncoding.WriteString("CERTIFICATE", anchor.Span) + "\n")));
        var options = configure(new HubOptions { AnchorsFile = anchors, Revocation = RevocationRequirement.Required });
        return new DocumentVerification(_hub.Get<Database>(), _hub.Get<LetterRegister>(), _hub.Get<RegisteredSigners>(), options, _hub.Time);
    }

    private int Asked() => _pki.Requests(TestService.Ocsp) + _pki.Requests(TestService.RevocationLists);

    private async Task<byte[]> SignAsync()
    {
        const string passphrase = "frasa sandi uji";
        Assert.That(LocalSigningKey.FromPkcs12(_pki.Pki[TestPki.RsaSigner].ToPkcs12(passphrase), passphrase.ToCharArray()).TryGetKey(out var key), Is.True);
        Assert.That(PdfDocument.Read(Papers.Pdf("Surat")).TryGetDocument(out var document, out _), Is.True);
        using (key)
        {
            var output = new ArrayBufferWriter<byte>();
            var signed = await PadesSigner.SignAsync(document!, key!, new PadesSignature { SigningTime = _hub.Time.GetUtcNow() }, output, default);
            Assert.That(signed.IsSigned, Is.True);
            return output.WrittenSpan.ToArray();
        }
    }
}
