using System.Security.Cryptography;
using Grpc.Core;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Grpc.Tests.Letters;
using Sakpore.Grpc.Tests.Transcoding;
using Sakpore.Letters.V1;
using Sakpore.Signing.Seals;
using Sakpore.Verification.V1;
using Client = Sakpore.Verification.V1.VerificationService.VerificationServiceClient;
using Verdict = Sakpore.Verification.V1.SealReport.Types.Verdict;

namespace Sakpore.Grpc.Tests.Verification;

/// <summary>Is this paper real: asked by the code that a person typed and by the seal that a scanner read, over gRPC and JSON.</summary>
[TestFixture]
internal sealed class CodeAndSealTests
{
    private TestHub _hub = null!;
    private JsonCaller _json = null!;
    private Sakpore.Letters.V1.Letter _letter = null!;
    private string _seal = "";

    private Client Public => new(_hub.Public);

    [OneTimeSetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync();
        _json = JsonCaller.Public(_hub);
        (_letter, _seal) = await IssueAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _json.Dispose();
        await _hub.DisposeAsync();
    }

    [Test]
    public async Task Code_is_found_as_a_person_types_it()
    {
        var code = _letter.Name[ResourceNames.Letters.Length..];
        var typed = $" {code[..4].ToLowerInvariant()}-{code[4..8]} {code[8..]}".Replace('0', 'o').Replace('1', 'l');
        Assert.That(await Public.LookUpCodeAsync(new LookUpCodeRequest { Code = typed }), Is.EqualTo(_letter));
        var over = await _json.GetAsync("/v1/letters:lookUp?code=" + Uri.EscapeDataString(typed));
        Assert.That((string?)over["number"], Is.EqualTo(_letter.Number));
    }

    [TestCase("")]
    [TestCase("0000000000000000")]
    [TestCase("UUUU")]
    public Task Code_that_the_register_does_not_have(string code) => Refused.AsExpectedAsync(
        _hub, StatusCode.NotFound, "UNKNOWN_LETTER", async () => await Public.LookUpCodeAsync(new LookUpCodeRequest { Code = code }));

    [Test]
    public async Task Seal_of_a_letter_in_force_is_genuine()
    {
        var report = await VerifyAsync(_seal);
        Assert.Multiple(() =>
        {
            Assert.That((report.Verdict, report.Reason.Code), Is.EqualTo((Verdict.Genuine, "SEAL_VALID")));
            Assert.That(report.Facts.Number, Is.EqualTo(_letter.Number));
            Assert.That(report.Facts.Title, Is.EqualTo("Surat Keterangan Penelitian"));
            Assert.That(report.Facts.Holder, Is.EqualTo(_letter.HolderMasked));
            Assert.That(report.Facts.ValidUntilDate, Is.EqualTo(_letter.ValidUntilDate));
            Assert.That(report.Letter, Is.EqualTo(_letter));
        });
        var over = await _json.PostAsync("/v1/seals:verify", new() { ["text"] = _seal });
        Assert.That((string?)over["verdict"], Is.EqualTo("VERDICT_GENUINE"));
    }

    [Test]
    public async Task Seal_of_a_revoked_letter_is_not_in_force()
    {
        var (letter, seal) = await IssueAsync();
        await new LetterService.LetterServiceClient(_hub.Head).RevokeLetterAsync(
            new RevokeLetterRequest { Name = letter.Name, RequestId = Actors.NextRequest, Reason = "FALSE_STATEMENT" });
        var report = await VerifyAsync(seal);
        Assert.That((report.Verdict, report.Letter.State), Is.EqualTo((Verdict.NotInForce, Sakpore.Letters.V1.Letter.Types.State.Revoked)));
    }

    [Test]
    public async Task Seal_that_the_register_does_not_know()
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(_hub.Get<HubOptions>().SealKeyFile!));
        var report = await VerifyAsync(new SealSigner(key).Seal(await ClaimsAsync() with { DocumentNumber = "070/SKP-KP/9999/XI/2026" }, "127.0.0.1").Text!);
        Assert.That((report.Verdict, report.Letter), Is.EqualTo((Verdict.Unregistered, (Sakpore.Letters.V1.Letter?)null)));
    }

    [Test]
    public async Task Nothing_forged_is_shown_as_sealed()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var stranger = await VerifyAsync(new SealSigner(key).Seal(await ClaimsAsync(), "127.0.0.1").Text!);
        Assert.That((stranger.Verdict, stranger.Facts, stranger.Letter), Is.EqualTo((Verdict.UnknownIssuer, (SealedFacts?)null, (Sakpore.Letters.V1.Letter?)null)));

        // The tenth character from the end is within the signature.
        var altered = await VerifyAsync(_seal[..^10] + (_seal[^10] == 'A' ? 'B' : 'A') + _seal[^9..]);
        Assert.That((altered.Verdict, altered.Facts, altered.Letter), Is.EqualTo((Verdict.Forged, (SealedFacts?)null, (Sakpore.Letters.V1.Letter?)null)));
    }

    [TestCase("bukan segel")]
    [TestCase("https://example.id/tte/v/AAAA")]
    public async Task Text_that_is_no_seal_is_an_answer(string text) =>
        Assert.That((await VerifyAsync(text)).Verdict, Is.EqualTo(Verdict.Unreadable));

    [TestCase(0)]
    [TestCase(1025)]
    public Task Text_of_no_length_that_is_taken(int length) => Refused.AsExpectedAsync(
        _hub, StatusCode.InvalidArgument, "INVALID_REQUEST", () => VerifyAsync(new string('A', length)));

    private async Task<SealReport> VerifyAsync(string text) => await Public.VerifySealAsync(new VerifySealRequest { Text = text });

    private async Task<SealClaims> ClaimsAsync() => new SealChecker(SealKeyFile.Read(await File.ReadAllTextAsync(_hub.Get<HubOptions>().SealKeySetFile!)).Trust!)
        .Check(_seal, _hub.Time.GetUtcNow()).Claims!;

    private async Task<(Sakpore.Letters.V1.Letter Letter, string Seal)> IssueAsync()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.TakeToSignatureAsync(name);
        var letter = (await _hub.Head.SignAsync(name, _hub.Callers.Passphrase)).Letter;
        var pdf = await _hub.Portal.DownloadAsync(letter.Document);
        var pages = Letters.Letter.WithFile(pdf, path => int.Parse(Letters.Letter.Run("qpdf", "--show-npages", path), null));
        return (letter, LetterQrTests.Decode(pdf, pages, dpi: 200));
    }
}
