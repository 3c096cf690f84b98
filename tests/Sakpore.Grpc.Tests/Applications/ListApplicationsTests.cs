using System.Text;
using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Tests.Applications;

/// <summary>Pages and filters of the list (AIP-158, and a part of AIP-160).</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class ListApplicationsTests(TestDatabase database)
{
    private TestHub _hub = null!;
    private string[] _names = [];

    [OneTimeSetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync(database: database);
        _names = new string[5];
        for (var index = 0; index < _names.Length; index++)
        {
            _names[index] = (await _hub.Portal.SubmitAsync()).Application.Name;
            _hub.Time.Advance(TimeSpan.FromMinutes(1));
        }

        // The first has a promise, the second was taken back; both at 09:05 and later.
        await _hub.FrontOffice.CompleteAsync(_names[0]);
        await _hub.Portal.Applications().WithdrawApplicationAsync(new WithdrawApplicationRequest { Name = _names[1], RequestId = Actors.NextRequest });
    }

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [TestCase("", "43210")]
    [TestCase("   ", "43210")]
    [TestCase("state = STATE_WITHDRAWN", "1")]
    [TestCase("state=STATE_IN_PROGRESS", "4320")]
    [TestCase("state != STATE_IN_PROGRESS", "1")]
    [TestCase("""state = "STATE_WITHDRAWN" """, "1")]
    [TestCase("permit_type = permitTypes/skp-penelitian", "43210")]
    [TestCase("permit_type = permitTypes/skp", "")]
    [TestCase("permit_type != permitTypes/skp-penelitian", "")]
    [TestCase("submit_time >= 2026-11-23T02:02:00Z", "432")]
    [TestCase("submit_time > 2026-11-23T09:02:00+07:00", "43")]
    [TestCase("submit_time < 2026-11-23T02:02:00Z AND state = STATE_IN_PROGRESS", "0")]
    [TestCase("promise.due_date <= 2026-12-31", "0")]
    [TestCase("promise.due_date > 2026-12-31", "")]
    [TestCase("promise.due_date != 2026-12-31", "0")]
    [TestCase("state = STATE_IN_PROGRESS   AND  submit_time >= 2026-11-23T02:03:00Z AND submit_time <= 2026-11-23T02:03:00Z", "3")]
    public async Task Filter_lists_what_it_says(string filter, string listed)
    {
        var page = await _hub.FrontOffice.Applications().ListApplicationsAsync(new ListApplicationsRequest { Filter = filter });
        Assert.That(page.Applications.Select(application => application.Name), Is.EqualTo(listed.Select(index => _names[index - '0'])));
    }

    [TestCase("state = STATE_ISSUED OR state = STATE_REJECTED")]
    [TestCase("NOT state = STATE_ISSUED")]
    [TestCase("-state = STATE_ISSUED")]
    [TestCase("(state = STATE_ISSUED)")]
    [TestCase("state : STATE_ISSUED")]
    [TestCase("state")]
    [TestCase("issued")]
    [TestCase("state = STATE_ISSUED state = STATE_ISSUED")]
    [TestCase("state = STATE_ISSUED AND")]
    [TestCase("AND state = STATE_ISSUED")]
    [TestCase("state = STATE_ISSUED and state = STATE_ISSUED")]
    [TestCase("state < STATE_ISSUED")]
    [TestCase("state = STATE_MELAYANG")]
    [TestCase("state = STATE_UNSPECIFIED")]
    [TestCase("state = 4")]
    [TestCase("state = \"STATE_ISSUED")]
    [TestCase("permit_type = skp-penelitian")]
    [TestCase("permit_type = permitTypes/%")]
    [TestCase("permit_type > permitTypes/a")]
    [TestCase("submit_time > 2026-11-23")]
    [TestCase("submit_time > 2026-11-23T09:00:00")]
    [TestCase("submit_time > 2026-13-23T09:00:00Z")]
    [TestCase("promise.due_date < 01-12-2026")]
    [TestCase("promise.due_date = *")]
    [TestCase("promise.calendar = x")]
    [TestCase("applicant = siti")]
    [TestCase("state = STATE_ISSUED'; DROP TABLE applications; --")]
    public Task Filter_that_is_something_else(string filter) => RefusedAsync("INVALID_REQUEST", new ListApplicationsRequest { Filter = filter });

    [Test]
    public Task Filter_longer_than_taken() => RefusedAsync(
        "INVALID_REQUEST", new ListApplicationsRequest { Filter = string.Join(" AND ", Enumerable.Repeat("state = STATE_IN_PROGRESS", 20)) });

    [Test]
    public async Task Pages_join_to_the_whole_list()
    {
        var listed = new List<string>();
        var token = "";
        do
        {
            var page = await _hub.FrontOffice.Applications().ListApplicationsAsync(
                new ListApplicationsRequest { PageSize = 2, PageToken = token, Filter = "state = STATE_IN_PROGRESS" });
            listed.AddRange(page.Applications.Select(application => application.Name));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.That(listed, Is.EqualTo(new[] { _names[4], _names[3], _names[2], _names[0] }));
    }

    [Test]
    public async Task Page_token_is_of_no_use_for_another_query()
    {
        var token = (await _hub.FrontOffice.Applications().ListApplicationsAsync(new ListApplicationsRequest { PageSize = 1 })).NextPageToken;
        await RefusedAsync("INVALID_PAGE_TOKEN", new ListApplicationsRequest { PageToken = token, Filter = "state = STATE_IN_PROGRESS" });
        await RefusedAsync("INVALID_PAGE_TOKEN", new ListApplicationsRequest { PageToken = token, WaitingOnly = true });
        await Refused.AsExpectedAsync(_hub, StatusCode.InvalidArgument, "INVALID_PAGE_TOKEN", async () =>
            await _hub.Officer("bappeda", "contoh-bappeda").Applications().ListApplicationsAsync(new ListApplicationsRequest { PageToken = token }));
        await Refused.AsExpectedAsync(_hub, StatusCode.InvalidArgument, "INVALID_PAGE_TOKEN", async () =>
            await new RecommendationService.RecommendationServiceClient(_hub.FrontOffice).ListPendingRecommendationsAsync(
                new ListPendingRecommendationsRequest { PageToken = token }));
    }

    [TestCase("bukan token")]
    [TestCase("!!!!")]
    [TestCase("bnVsbA==")]
    [TestCase("W10=")]
    [TestCase("eyJRdWVyeSI6MX0=")]
    public Task Page_token_that_is_none(string token) => RefusedAsync("INVALID_PAGE_TOKEN", new ListApplicationsRequest { PageToken = token });

    [Test]
    public Task Page_token_whose_place_is_no_row() => RefusedAsync("INVALID_PAGE_TOKEN", new ListApplicationsRequest
    {
        PageToken = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"Query":"applications/dpmptsp/False/","Last":{"x":1}}""")),
    });

    [Test]
    public Task Page_size_below_nothing() => RefusedAsync("INVALID_REQUEST", new ListApplicationsRequest { PageSize = -1 });

    private Task RefusedAsync(string reason, ListApplicationsRequest request) => Refused.AsExpectedAsync(
        _hub, StatusCode.InvalidArgument, reason, async () => await _hub.FrontOffice.Applications().ListApplicationsAsync(request));
}
