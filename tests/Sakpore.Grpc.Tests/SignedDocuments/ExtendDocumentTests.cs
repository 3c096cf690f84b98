using System.Buffers;
using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Tests;
using Sakpore.Signing.V1;
using Sakpore.Verification.V1;
using Level = Sakpore.Signing.V1.ExtendDocumentRequest.Types.Level;

namespace Sakpore.Grpc.Tests.SignedDocuments;

/// <summary>An agency's signed PDFs are brought to a higher PAdES level, by a timestamp authority and responders over HTTP.</summary>
[TestFixture]
internal sealed class ExtendDocumentTests
{
    private TestHub _hub = null!;
    private TestPkiServer _pki = null!;
    private FakeTimeProvider _pkiTime = null!;
    private byte[] _signed = null!;

    private CallInvoker Kesbangpol => _hub.Officer("kesbangpol", "contoh-kesbangpol");

    private DocumentSigningService.DocumentSigningServiceClient Client => new(Kesbangpol);

    [OneTimeSetUp]
    public async Task Start()
    {
        _pkiTime = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        _pki = TestPkiServer.Start(_pkiTime);
        _hub = await TestHub.StartAsync(options => options with { TimestampAuthority = _pki.Timestamps.ToString(), RevocationHostsAreLocal = true });
        await TrustAsync(_hub);
        _pkiTime.Advance(TimeSpan.FromMinutes(10));
        _hub.Time.Advance(TimeSpan.FromMinutes(10));
        _signed = await SignedAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _hub.DisposeAsync();
        await _pki.DisposeAsync();
    }

    [TestCase(Level.T, "T")]
    [TestCase(Level.Lt, "LT")]
    [TestCase(Level.Lta, "LTA")]
    public async Task Signed_document_reaches_the_level(Level level, string reached)
    {
        var source = await Kesbangpol.UploadAsync(_signed, "application/pdf", "rekomendasi.pdf");
        var request = new ExtendDocumentRequest { Document = source, RequestId = Actors.NextRequest, Level = level };

        var extended = await Client.ExtendDocumentAsync(request);

        var pdf = await Kesbangpol.DownloadAsync(extended.Name);
        Assert.That(pdf.AsSpan(0, _signed.Length).SequenceEqual(_signed), "The signed document is the beginning of the extended one.");
        Assert.That((extended.SizeBytes, extended.Sha256), Is.EqualTo(((long)pdf.Length, Convert.ToHexStringLower(SHA256.HashData(pdf)))));
        var report = await _hub.Public.VerifyAsync(pdf);
        Assert.That(report.Verdict, Is.EqualTo(VerificationReport.Types.Verdict.Authentic));
        Assert.That(report.Signatures[0].Level, Is.EqualTo(reached));
        IndependentCheckers.QpdfReportsNothingNew(_signed, pdf);
        if (level == Level.T)
        {
            IndependentCheckers.PdfSigAccepts(pdf, signatures: 1);
        }

        Assert.That(await Client.ExtendDocumentAsync(request), Is.EqualTo(extended), "a repeated request");
        Assert.That(await Kesbangpol.DownloadAsync(source), Is.EqualTo(_signed), "The old one stays as it was.");
    }

    [Test]
    public async Task Question_stores_nothing()
    {
        var request = new ExtendDocumentRequest
        {
            Document = await Kesbangpol.UploadAsync(_signed, "application/pdf"),
            RequestId = Actors.NextRequest,
            Level = Level.T,
            ValidateOnly = true,
        };
        var before = _hub.Snapshot();
        var asked = await Client.ExtendDocumentAsync(request);
        Assert.That((asked.Name, asked.SizeBytes > _signed.Length), Is.EqualTo(("", true)));
        Assert.That(_hub.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task Unsigned_document() =>
        await RefusedAsync("NOT_SIGNED", StatusCode.FailedPrecondition, await Kesbangpol.UploadAsync(Papers.Pdf(), "application/pdf"), Level.T);

    [Test]
    public async Task Altered_document()
    {
        var altered = (byte[])_signed.Clone();
        altered[altered.AsSpan().IndexOf("(Rekomendasi)"u8) + 1] = (byte)'r';
        await RefusedAsync("DIGEST_MISMATCH", StatusCode.FailedPrecondition, await Kesbangpol.UploadAsync(altered, "application/pdf"), Level.T);
    }

    [Test]
    public async Task Level_that_is_not_said() =>
        await RefusedAsync("INVALID_REQUEST", StatusCode.InvalidArgument, await Kesbangpol.UploadAsync(_signed, "application/pdf"), Level.Unspecified);

    [Test]
    public async Task Document_of_another_system() =>
        await RefusedAsync("UNKNOWN_DOCUMENT", StatusCode.NotFound, await _hub.BackOffice.UploadAsync(_signed, "application/pdf"), Level.T);

    [Test]
    public async Task Authority_that_answers_another_request()
    {
        var source = await Kesbangpol.UploadAsync(_signed, "application/pdf");
        _pki.Misbehave(TestService.Timestamps, TestMisbehavior.WrongNonce);
        try
        {
            await RefusedAsync("TIMESTAMP_WRONG_NONCE", StatusCode.FailedPrecondition, source, Level.T);
        }
        finally
        {
            _pki.Misbehave(TestService.Timestamps, TestMisbehavior.None);
        }
    }

    [TestCase(TestMisbehavior.Garbage, "TIMESTAMP_MALFORMED")]
    [TestCase(TestMisbehavior.Empty, "TIMESTAMP_MALFORMED")]
    [TestCase(TestMisbehavior.Endless, "TIMESTAMP_UNREACHABLE")]
    [TestCase(TestMisbehavior.Unavailable, "TIMESTAMP_UNREACHABLE")]
    [TestCase(TestMisbehavior.Refusal, "TIMESTAMP_REFUSED")]
    [TestCase(TestMisbehavior.WrongSubject, "TIMESTAMP_WRONG_IMPRINT")]
    [TestCase(TestMisbehavior.UnknownRoot, "TIMESTAMP_UNTRUSTED")]
    [TestCase(TestMisbehavior.Late, "TIMESTAMP_WRONG_TIME")]
    public async Task Authority_that_lies_or_answers_garbage_stores_nothing_and_the_same_request_goes_through_later(TestMisbehavior misbehavior, string reason)
    {
        var request = new ExtendDocumentRequest { Document = await Kesbangpol.UploadAsync(_signed, "application/pdf"), RequestId = Actors.NextRequest, Level = Level.T };
        _pki.Misbehave(TestService.Timestamps, misbehavior);
        try
        {
            var status = reason == "TIMESTAMP_UNREACHABLE" ? StatusCode.Unavailable : StatusCode.FailedPrecondition;
            await Refused.AsExpectedAsync(_hub, status, reason, async () => await Client.ExtendDocumentAsync(request));
        }
        finally
        {
            _pki.Misbehave(TestService.Timestamps, TestMisbehavior.None);
        }

        Assert.That((await Client.ExtendDocumentAsync(request)).SizeBytes, Is.GreaterThan(_signed.Length));
    }

    [Test]
    public async Task Responders_that_lie_or_answer_garbage_make_no_long_term_document()
    {
        // A hub of its own: evidence that was good once is kept as long as it lasts.
        await using var hub = await TestHub.StartAsync(options => options with { TimestampAuthority = _pki.Timestamps.ToString(), RevocationHostsAreLocal = true });
        hub.Time.Advance(TimeSpan.FromMinutes(10));
        await TrustAsync(hub);
        var agency = hub.Officer("kesbangpol", "contoh-kesbangpol");
        var client = new DocumentSigningService.DocumentSigningServiceClient(agency);
        var request = new ExtendDocumentRequest { Document = await agency.UploadAsync(_signed, "application/pdf"), RequestId = Actors.NextRequest, Level = Level.Lt };
        var before = hub.Snapshot();
        foreach (var misbehavior in new[] { TestMisbehavior.Garbage, TestMisbehavior.Endless, TestMisbehavior.WrongSubject, TestMisbehavior.UnknownRoot })
        {
            Misbehave(misbehavior);
            Assert.That(await Refused.ReasonAsync(async () => await client.ExtendDocumentAsync(request)), Is.Not.Null, $"{misbehavior}");
            Assert.That(hub.Snapshot(), Is.EqualTo(before), $"{misbehavior}");
        }

        Misbehave(TestMisbehavior.None);
        Assert.That((await client.ExtendDocumentAsync(request)).SizeBytes, Is.GreaterThan(_signed.Length), "The same request goes through later.");
    }

    [Test]
    public async Task Authority_that_hangs_holds_up_nobody_and_is_asked_again()
    {
        var request = new ExtendDocumentRequest { Document = await Kesbangpol.UploadAsync(_signed, "application/pdf"), RequestId = Actors.NextRequest, Level = Level.T };
        _pki.Misbehave(TestService.Timestamps, TestMisbehavior.Hang, times: 1);
        var extending = Client.ExtendDocumentAsync(request).ResponseAsync;
        for (var call = 0; call < 5; call++)
        {
            Assert.That((await _hub.Portal.SubmitAsync()).Application.Name, Is.Not.Empty, "Others are served meanwhile, and write.");
        }

        Assert.That((await extending.WaitAsync(TimeSpan.FromMinutes(1))).SizeBytes, Is.GreaterThan(_signed.Length));
    }

    [TearDown]
    public void Behave() => Misbehave(TestMisbehavior.None);

    private Task TrustAsync(TestHub hub) => File.AppendAllTextAsync(
        hub.Get<HubOptions>().AnchorsFile!, string.Concat(_pki.Pki.Anchors.Select(anchor => PemEncoding.WriteString("CERTIFICATE", anchor.Span) + "\n")));

    private void Misbehave(TestMisbehavior misbehavior)
    {
        _pki.Misbehave(TestService.Ocsp, misbehavior);
        _pki.Misbehave(TestService.RevocationLists, misbehavior);
    }

    [Test]
    public async Task Hub_without_a_timestamp_authority()
    {
        await using var hub = await TestHub.StartAsync();
        var agency = hub.Officer("kesbangpol", "contoh-kesbangpol");
        var source = await agency.UploadAsync(_signed, "application/pdf");
        await Refused.AsExpectedAsync(hub, StatusCode.FailedPrecondition, "NO_TIMESTAMP_AUTHORITY", async () => await new DocumentSigningService.DocumentSigningServiceClient(agency)
            .ExtendDocumentAsync(new ExtendDocumentRequest { Document = source, RequestId = Actors.NextRequest, Level = Level.T }));
    }

    private Task RefusedAsync(string reason, StatusCode status, string document, Level level) => Refused.AsExpectedAsync(_hub, status, reason, async () =>
        await Client.ExtendDocumentAsync(new ExtendDocumentRequest { Document = document, RequestId = Actors.NextRequest, Level = level }));

    private async Task<byte[]> SignedAsync()
    {
        const string passphrase = "frasa sandi uji";
        Assert.That(LocalSigningKey.FromPkcs12(_pki.Pki[TestPki.RsaSigner].ToPkcs12(passphrase), passphrase.ToCharArray()).TryGetKey(out var key), Is.True);
        Assert.That(PdfDocument.Read(Papers.Pdf("Rekomendasi")).TryGetDocument(out var document, out _), Is.True);
        using (key)
        {
            var output = new ArrayBufferWriter<byte>();
            var signed = await PadesSigner.SignAsync(document!, key!, new PadesSignature { SigningTime = _hub.Time.GetUtcNow() }, output, default);
            Assert.That(signed.IsSigned, Is.True);
            return output.WrittenSpan.ToArray();
        }
    }
}
