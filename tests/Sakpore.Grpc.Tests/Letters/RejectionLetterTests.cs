using Grpc.Core;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.PublicPages;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Letters.V1;
using Sakpore.Permits.V1;
using Sakpore.Signing.Tests;
using Sakpore.Signing.V1;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.Tests.Letters;

/// <summary>A refusal is a signed letter: its reason, the way to object, a number of its own; tracking offers it.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class RejectionLetterTests(TestDatabase database)
{
    private TestHub _hub = null!;

    private SigningService.SigningServiceClient Signing => new(_hub.Head);

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync(database: database);

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Refusal_waits_for_the_head_is_signed_and_offered_to_the_applicant()
    {
        var submitted = await RefusedAsync();
        var name = submitted.Application.Name;
        Assert.That(await WaitsAsync(name), Is.True);
        await Hosting.Refused.AsExpectedAsync(_hub, StatusCode.PermissionDenied, "WRONG_ROLE", () => _hub.BackOffice.SignAsync(name, _hub.Callers.Passphrase));

        var signed = await _hub.Head.SignAsync(name, _hub.Callers.Passphrase);

        Assert.That(signed.Application.State, Is.EqualTo(Application.Types.State.Rejected));
        Assert.That((signed.Application.RejectionLetter, signed.Application.Letter), Is.EqualTo((signed.Letter.Name, "")));
        Assert.That(signed.Letter.Number, Does.StartWith("503/TOLAK/").And.EndWith("/XI/2026"));
        Assert.That(signed.Letter.Title, Does.StartWith("Surat Penolakan"));
        Assert.That(await WaitsAsync(name), Is.False);

        var pdf = await _hub.Portal.DownloadAsync(signed.Letter.Document);
        IndependentCheckers.PdfSigAccepts(pdf, signatures: 1);
        Assert.That((await _hub.Public.VerifyAsync(pdf)).Verdict, Is.EqualTo(VerificationReport.Types.Verdict.Authentic));
        var text = Letter.WithFile(pdf, path => Letter.Run("pdftotext", path, "-")).ReplaceLineEndings(" ");
        Assert.That(text, Does.Contain("Pemohon tidak memenuhi syarat").And.Contain("21 (dua puluh satu) hari kerja").And.Contain(Papers.Name));

        var tracked = await new Permits.V1.TrackingService.TrackingServiceClient(_hub.Public).TrackAsync(new TrackRequest { Token = submitted.TrackingToken });
        Assert.That((tracked.RejectionReason.Id, tracked.RejectionLetterUri, tracked.LetterUri), Is.EqualTo(("Pemohon tidak memenuhi syarat", signed.Letter.Uri, "")));
        var page = await _hub.Get<ITrackedApplications>().FindAsync(submitted.TrackingToken, default);
        Assert.That((page!.LetterNumber, page.MayTakeLetter), Is.EqualTo((signed.Letter.Number, true)));
        var desk = _hub.Get<IApplicantDesk>();
        Assert.That(await desk.TakeLetterAsync(submitted.TrackingToken, "0000", default), Is.TypeOf<LetterDelivery.Refused>());
        var given = (LetterDelivery.Given)await desk.TakeLetterAsync(submitted.TrackingToken, Papers.Phone[^4..], default);
        Assert.That(given.SizeBytes, Is.EqualTo(pdf.Length));
        Assert.That(await RowReplay.RunAsync(_hub.Get<Database>(), _hub.Get<CatalogParts>(), rebuild: false, default), Is.Empty);
    }

    [Test]
    public async Task Refusal_grants_nothing_that_could_be_extended_or_revoked()
    {
        var name = (await RefusedAsync()).Application.Name;
        var letter = (await _hub.Head.SignAsync(name, _hub.Callers.Passphrase)).Letter.Name;
        await Hosting.Refused.AsExpectedAsync(_hub, StatusCode.NotFound, "UNKNOWN_LETTER", async () => await new Sakpore.Letters.V1.LetterService.LetterServiceClient(_hub.Head)
            .RevokeLetterAsync(new RevokeLetterRequest { Name = letter, RequestId = Actors.NextRequest, Reason = "FALSE_STATEMENT" }));
        var extension = await _hub.Portal.SubmissionAsync();
        (extension.Kind, extension.EarlierLetter) = (Application.Types.Kind.Perpanjangan, letter);
        await Hosting.Refused.AsExpectedAsync(
            _hub, StatusCode.FailedPrecondition, "EARLIER_LETTER_UNKNOWN", async () => await _hub.Portal.Applications().SubmitApplicationAsync(extension));
    }

    private async Task<SubmitApplicationResponse> RefusedAsync()
    {
        var submitted = await _hub.Portal.SubmitAsync();
        await _hub.FrontOffice.Applications().RejectApplicationAsync(
            new RejectApplicationRequest { Name = submitted.Application.Name, RequestId = Actors.NextRequest, Reason = "NOT_ELIGIBLE" });
        return submitted;
    }

    private async Task<bool> WaitsAsync(string name) =>
        (await Signing.ListPendingSignaturesAsync(new ListPendingSignaturesRequest { PageSize = 100 })).PendingSignatures.Any(pending => pending.Application == name);
}
