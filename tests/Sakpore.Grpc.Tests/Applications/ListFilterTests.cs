using Grpc.Core;
using Sakpore.Deadlines.V1;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Letters.V1;
using Sakpore.Permits.V1;
using Sakpore.Signing.V1;

namespace Sakpore.Grpc.Tests.Applications;

/// <summary>Filters of the other lists: letters, what waits, what is late.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class ListFilterTests(TestDatabase database)
{
    private TestHub _hub = null!;
    private string _issued = "";
    private string _revoked = "";
    private string _forSignature = "";
    private string _forRecommendation = "";

    private CallInvoker Kesbangpol => _hub.Officer("kesbangpol", "contoh-kesbangpol");

    [OneTimeSetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync(database: database);
        (_issued, _revoked) = (await IssueAsync(), await IssueAsync());
        await new LetterService.LetterServiceClient(_hub.Head).RevokeLetterAsync(
            new RevokeLetterRequest { Name = _revoked, RequestId = Actors.NextRequest, Reason = "FALSE_STATEMENT" });
        _forSignature = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.TakeToSignatureAsync(_forSignature);
        _hub.Time.Advance(TimeSpan.FromDays(1));
        _forRecommendation = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.FrontOffice.CompleteAsync(_forRecommendation);
        await _hub.BackOffice.ForwardAsync(_forRecommendation);
        await _hub.Officer("dpmptsp", "contoh-sub-koordinator").ForwardAsync(_forRecommendation);
        await _hub.Officer("dpmptsp", "contoh-koordinator").ForwardAsync(_forRecommendation);
        _hub.Time.Advance(TimeSpan.FromDays(30));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [TestCase("state = STATE_IN_FORCE", true, false)]
    [TestCase("state != STATE_IN_FORCE", false, true)]
    [TestCase("state = STATE_REVOKED AND letter_date = 2026-11-23", false, true)]
    [TestCase("letter_date > 2026-11-23", false, false)]
    [TestCase("valid_until_date <= 2027-02-26", true, true)]
    [TestCase("sign_time < 2026-11-23T09:00:00+07:00", false, false)]
    public async Task Letters(string filter, bool issued, bool revoked)
    {
        var listed = await new LetterService.LetterServiceClient(_hub.Head).ListLettersAsync(new ListLettersRequest { Filter = filter });
        Assert.That(
            (listed.Letters.Any(letter => letter.Name == _issued), listed.Letters.Any(letter => letter.Name == _revoked)), Is.EqualTo((issued, revoked)));
    }

    [TestCase("permit_type = permitTypes/skp-penelitian AND due_date <= 2026-11-30", true)]
    [TestCase("due_date > 2026-11-30", false)]
    [TestCase("request_time < 2026-11-24T00:00:00+07:00", true)]
    [TestCase("permit_type != permitTypes/skp-penelitian", false)]
    public async Task Waiting_signatures(string filter, bool waits)
    {
        var listed = await new SigningService.SigningServiceClient(_hub.Head).ListPendingSignaturesAsync(new ListPendingSignaturesRequest { Filter = filter });
        Assert.That(listed.PendingSignatures.Any(pending => pending.Application == _forSignature), Is.EqualTo(waits));
    }

    [TestCase("due_date > 2026-11-30", true)]
    [TestCase("due_date <= 2026-11-30", false)]
    public async Task Waiting_recommendations(string filter, bool waits)
    {
        var listed = await new RecommendationService.RecommendationServiceClient(Kesbangpol).ListPendingRecommendationsAsync(
            new ListPendingRecommendationsRequest { Filter = filter });
        Assert.That(listed.PendingRecommendations.Any(pending => pending.Application == _forRecommendation), Is.EqualTo(waits));
    }

    [TestCase("due_date < 2026-12-01", true, false)]
    [TestCase("due_date >= 2026-12-01 AND awaiting_applicant = false", false, true)]
    [TestCase("awaiting_applicant = true", false, false)]
    [TestCase("awaiting_applicant != true AND permit_type = permitTypes/skp-penelitian", true, true)]
    public async Task What_is_late(string filter, bool forSignature, bool forRecommendation)
    {
        var listed = await new DeadlineService.DeadlineServiceClient(_hub.Head).ListOverdueApplicationsAsync(new ListOverdueApplicationsRequest { Filter = filter });
        Assert.That(
            (listed.OverdueApplications.Any(late => late.Application == _forSignature), listed.OverdueApplications.Any(late => late.Application == _forRecommendation)),
            Is.EqualTo((forSignature, forRecommendation)));
    }

    [Test]
    public async Task Filter_that_a_list_does_not_take_and_token_of_another_filter()
    {
        var letters = new LetterService.LetterServiceClient(_hub.Head);
        foreach (var filter in new[] { "holder = Siti", "state < STATE_REVOKED", "state = STATE_LAIN", "letter_date = kemarin", "state : x" })
        {
            await Refused.AsExpectedAsync(_hub, StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await letters.ListLettersAsync(new ListLettersRequest { Filter = filter }));
        }

        await Refused.AsExpectedAsync(_hub, StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await new DeadlineService.DeadlineServiceClient(_hub.Head)
            .ListOverdueApplicationsAsync(new ListOverdueApplicationsRequest { Filter = "awaiting_applicant = mungkin" }));
        var token = (await letters.ListLettersAsync(new ListLettersRequest { PageSize = 1 })).NextPageToken;
        await Refused.AsExpectedAsync(_hub, StatusCode.InvalidArgument, "INVALID_PAGE_TOKEN", async () => await letters.ListLettersAsync(
            new ListLettersRequest { PageToken = token, Filter = "state = STATE_IN_FORCE" }));
    }

    private async Task<string> IssueAsync()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.TakeToSignatureAsync(name);
        return (await _hub.Head.SignAsync(name, _hub.Callers.Passphrase)).Letter.Name;
    }
}
