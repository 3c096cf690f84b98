using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Letters.V1;
using Sakpore.Permits.V1;
using State = Sakpore.Letters.V1.Letter.Types.State;

namespace Sakpore.Grpc.Tests.Letters;

/// <summary>What becomes of a letter after it was issued, in the register, on its page, and for the next application.</summary>
[TestFixture]
internal sealed class LetterLifecycleTests
{
    private TestHub _hub = null!;
    private Sakpore.Letters.V1.Letter _letter = null!;

    private LetterService.LetterServiceClient Head => new(_hub.Head);

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync();

    [SetUp]
    public async Task Issue() => _letter = await IssueAsync(await _hub.Portal.SubmissionAsync());

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Revoked_letter_says_so_to_anyone()
    {
        Assert.That(_letter.State, Is.EqualTo(State.InForce));
        var revoked = await Head.RevokeLetterAsync(new RevokeLetterRequest { Name = _letter.Name, RequestId = Actors.NextRequest, Reason = "FALSE_STATEMENT" });

        var seen = await new LetterService.LetterServiceClient(_hub.Public).GetLetterAsync(new GetLetterRequest { Name = _letter.Name });
        Assert.That(seen, Is.EqualTo(revoked));
        Assert.That((seen.State, seen.StateTime.ToDateTimeOffset()), Is.EqualTo((State.Revoked, _hub.Time.GetUtcNow())));
        await RefusedAsync(StatusCode.FailedPrecondition, "ALREADY_RECORDED", async () => await Head.RevokeLetterAsync(
            new RevokeLetterRequest { Name = _letter.Name, RequestId = Actors.NextRequest, Reason = "FALSE_STATEMENT" }));
    }

    [Test]
    public async Task Changed_letter_supersedes_the_one_that_it_changes()
    {
        var newer = await IssueAsync(await ChangeAsync(Application.Types.Kind.Perubahan, _letter.Name));

        var older = await new LetterService.LetterServiceClient(_hub.Public).GetLetterAsync(new GetLetterRequest { Name = _letter.Name });
        Assert.That((older.State, older.SupersededBy, newer.State), Is.EqualTo((State.Superseded, newer.Name, State.InForce)));
    }

    [Test]
    public async Task Letter_is_superseded_by_another_one_and_points_to_it()
    {
        var newer = await IssueAsync(await _hub.Portal.SubmissionAsync());
        var request = new SupersedeLetterRequest { Name = _letter.Name, RequestId = Actors.NextRequest, SupersededBy = newer.Name };
        var superseded = await Head.SupersedeLetterAsync(request);
        var seen = await new LetterService.LetterServiceClient(_hub.Public).GetLetterAsync(new GetLetterRequest { Name = _letter.Name });
        Assert.That((seen.State, seen.SupersededBy), Is.EqualTo((State.Superseded, newer.Name)));
        Assert.That((superseded.State, superseded.SupersededBy), Is.EqualTo((State.Superseded, newer.Name)));
        await RefusedAsync(StatusCode.NotFound, "UNKNOWN_LETTER", async () => await Head.SupersedeLetterAsync(
            new SupersedeLetterRequest { Name = newer.Name, RequestId = Actors.NextRequest, SupersededBy = "letters/0000000000000000" }));
    }

    [Test]
    public async Task Extended_letter_stays_in_force()
    {
        await IssueAsync(await ChangeAsync(Application.Types.Kind.Perpanjangan, _letter.Name));

        var older = await new LetterService.LetterServiceClient(_hub.Public).GetLetterAsync(new GetLetterRequest { Name = _letter.Name });
        Assert.That(older.State, Is.EqualTo(State.InForce));
    }

    [Test]
    public async Task Earlier_letter_of_another_person()
    {
        var request = await ChangeAsync(Application.Types.Kind.Perpanjangan, _letter.Name);
        request.Form.Fields["nik"].StringValue = "3375014505990099";
        await RefusedAsync(StatusCode.FailedPrecondition, "EARLIER_LETTER_OF_ANOTHER", async () => await _hub.Portal.Applications().SubmitApplicationAsync(request));
    }

    [Test]
    public async Task Earlier_letter_unknown_or_missing_or_revoked()
    {
        var unknown = await ChangeAsync(Application.Types.Kind.Perpanjangan, "letters/0000000000000000");
        await RefusedAsync(StatusCode.FailedPrecondition, "EARLIER_LETTER_UNKNOWN", async () => await _hub.Portal.Applications().SubmitApplicationAsync(unknown));
        var missing = await ChangeAsync(Application.Types.Kind.Perpanjangan, "");
        await RefusedAsync(StatusCode.InvalidArgument, "EARLIER_LETTER_MISSING", async () => await _hub.Portal.Applications().SubmitApplicationAsync(missing));
        await Head.RevokeLetterAsync(new RevokeLetterRequest { Name = _letter.Name, RequestId = Actors.NextRequest, Reason = "FALSE_STATEMENT" });
        var revoked = await ChangeAsync(Application.Types.Kind.Perpanjangan, _letter.Name);
        await RefusedAsync(StatusCode.FailedPrecondition, "EARLIER_LETTER_REVOKED", async () => await _hub.Portal.Applications().SubmitApplicationAsync(revoked));
    }

    [Test]
    public async Task Letter_expires_after_its_last_day()
    {
        // The form's last day is 2027-02-26; the letter is valid on it.
        Assert.That(_letter.ValidUntilDate, Is.EqualTo(new Google.Type.Date { Year = 2027, Month = 2, Day = 26 }));
        await using var later = await TestHub.StartAsync();
        var submitted = await later.Portal.SubmitAsync();
        await later.TakeToSignatureAsync(submitted.Application.Name);
        var letter = (await later.Head.SignAsync(submitted.Application.Name, later.Callers.Passphrase)).Letter;
        var client = new LetterService.LetterServiceClient(later.Public);

        later.Time.SetUtcNow(new DateTimeOffset(2027, 2, 26, 16, 59, 0, TimeSpan.Zero));
        Assert.That((await client.GetLetterAsync(new GetLetterRequest { Name = letter.Name })).State, Is.EqualTo(State.InForce));
        later.Time.SetUtcNow(new DateTimeOffset(2027, 2, 26, 17, 0, 0, TimeSpan.Zero));
        Assert.That((await client.GetLetterAsync(new GetLetterRequest { Name = letter.Name })).State, Is.EqualTo(State.Expired));
    }

    [Test]
    public async Task Obligation_is_reported_with_its_document()
    {
        var front = new LetterService.LetterServiceClient(_hub.FrontOffice);
        var report = await _hub.FrontOffice.UploadAsync(Papers.Pdf("Laporan"), "application/pdf");
        await front.ReportObligationAsync(new ReportObligationRequest { Name = _letter.Name, RequestId = Actors.NextRequest, Obligation = "laporan", Document = report });
        await RefusedAsync(StatusCode.FailedPrecondition, "ALREADY_RECORDED", async () => await front.ReportObligationAsync(
            new ReportObligationRequest { Name = _letter.Name, RequestId = Actors.NextRequest, Obligation = "laporan" }));
    }

    [Test]
    public async Task Letters_are_listed_and_kept_by_their_office_alone()
    {
        var page = await Head.ListLettersAsync(new ListLettersRequest { PageSize = 1 });
        Assert.That(page.Letters.Single().Name, Is.EqualTo(_letter.Name));
        var bappeda = new LetterService.LetterServiceClient(_hub.Officer("bappeda", "contoh-bappeda"));
        Assert.That((await bappeda.ListLettersAsync(new())).Letters, Is.Empty);
        await RefusedAsync(StatusCode.NotFound, "UNKNOWN_LETTER", async () => await bappeda.RevokeLetterAsync(
            new RevokeLetterRequest { Name = _letter.Name, RequestId = Actors.NextRequest, Reason = "FALSE_STATEMENT" }));
        await RefusedAsync(StatusCode.PermissionDenied, "WRONG_ROLE", async () => await new LetterService.LetterServiceClient(_hub.BackOffice).RevokeLetterAsync(
            new RevokeLetterRequest { Name = _letter.Name, RequestId = Actors.NextRequest, Reason = "FALSE_STATEMENT" }));
        await RefusedAsync(StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await Head.RevokeLetterAsync(
            new RevokeLetterRequest { Name = _letter.Name, RequestId = Actors.NextRequest, Reason = "Siti berbohong" }));
    }

    private async Task<SubmitApplicationRequest> ChangeAsync(Application.Types.Kind kind, string earlier)
    {
        var request = await _hub.Portal.SubmissionAsync();
        request.Kind = kind;
        request.EarlierLetter = earlier;
        return request;
    }

    private async Task<Sakpore.Letters.V1.Letter> IssueAsync(SubmitApplicationRequest request)
    {
        _hub.Time.Advance(TimeSpan.FromSeconds(1));
        var submitted = await _hub.Portal.Applications().SubmitApplicationAsync(request);
        await _hub.TakeToSignatureAsync(submitted.Application.Name);
        return (await _hub.Head.SignAsync(submitted.Application.Name, _hub.Callers.Passphrase)).Letter;
    }

    private Task RefusedAsync(StatusCode status, string reason, Func<Task> call) => Refused.AsExpectedAsync(_hub, status, reason, call);
}
