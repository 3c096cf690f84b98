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

    [Test]
    public async Task Services_that_lie_or_answer_garbage_prove_nothing(
        [Values(TestMisbehavior.Garbage, TestMisbehavior.Empty, TestMisbehavior.Endless, TestMisbehavior.WrongSubject, TestMisbehavior.UnknownRoot, TestMisbehavior.Unavailable)]
        TestMisbehavior misbehavior)
    {
        var report = await MisbehavingAsync(misbehavior);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Untrusted), "evidence is required and there is none that counts");
    }

    [Test]
    public async Task Services_that_hang_are_not_waited_for_long_and_hold_up_nobody()
    {
        var hanging = MisbehavingAsync(TestMisbehavior.Hang);
        for (var call = 0; call < 5; call++)
        {
            Assert.That((await _hub.Portal.SubmitAsync()).Application.Name, Is.Not.Empty, "Others are served meanwhile.");
        }

        // Twice the time of a round of requests, and room for a machine that has other work.
        Assert.That((await hanging.WaitAsync(TimeSpan.FromSeconds(40))).Verdict, Is.EqualTo(Verdict.Untrusted));
    }

    private async Task<Sakpore.Verification.V1.VerificationReport> MisbehavingAsync(TestMisbehavior misbehavior)
    {
        foreach (var service in new[] { TestService.Ocsp, TestService.RevocationLists })
        {
            _pki.Misbehave(service, misbehavior);
        }

        try
        {
            using var verification = Verification(options => options with { RevocationHosts = [_pki.Address.Host], RevocationHostsAreLocal = true });
            return await verification.VerifyAsync(_signed, default);
        }
        finally
        {
            foreach (var service in new[] { TestService.Ocsp, TestService.RevocationLists })
            {
                _pki.Misbehave(service, TestMisbehavior.None);
            }
        }
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
