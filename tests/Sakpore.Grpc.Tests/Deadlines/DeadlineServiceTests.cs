using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Sakpore.Deadlines.V1;
using Sakpore.Grpc.Tests.Hosting;
using Date = Google.Type.Date;

namespace Sakpore.Grpc.Tests.Deadlines;

/// <summary>When is it due, what is late and who holds it, and how long did stages take.</summary>
[TestFixture]
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class DeadlineServiceTests(TestDatabase database)
{
    private TestHub _hub = null!;

    private DeadlineService.DeadlineServiceClient Koordinator => new(_hub.Officer("dpmptsp", "contoh-koordinator"));

    [SetUp]
    public async Task Start() => _hub = await TestHub.StartAsync(database: database);

    [TearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Due_date_says_which_holidays_moved_it()
    {
        var due = await new DeadlineService.DeadlineServiceClient(_hub.Public).CalculateDueDateAsync(new CalculateDueDateRequest
        {
            PermitType = "permitTypes/skp-penelitian",
            ReceiveTime = new DateTimeOffset(2026, 12, 23, 9, 0, 0, TimeSpan.FromHours(7)).ToTimestamp(),
        });

        // 24 December is cuti bersama and 25 December a holiday: four working days after Wednesday 23 are 28 to 31.
        Assert.Multiple(() =>
        {
            Assert.That(due.DayZero, Is.EqualTo(new Date { Year = 2026, Month = 12, Day = 23 }));
            Assert.That(due.EarliestDate, Is.EqualTo(new Date { Year = 2026, Month = 12, Day = 31 }));
            Assert.That(due.MovedBy.Select(holiday => holiday.Date.Day), Does.Contain(24).And.Contain(25));
            Assert.That(due.MovedBy.Select(holiday => holiday.Kind), Does.Contain(Holiday.Types.Kind.CutiBersama).And.Contain(Holiday.Types.Kind.National));
        });
    }

    [Test]
    public async Task Due_date_of_a_bare_date_is_that_of_its_cut_off()
    {
        var client = new DeadlineService.DeadlineServiceClient(_hub.Public);
        var byDate = await client.CalculateDueDateAsync(new CalculateDueDateRequest
        {
            PermitType = "permitTypes/skp-penelitian",
            ReceiveDate = new Date { Year = 2026, Month = 11, Day = 23 },
        });
        var afterHours = await client.CalculateDueDateAsync(new CalculateDueDateRequest
        {
            PermitType = "permitTypes/skp-penelitian",
            ReceiveTime = new DateTimeOffset(2026, 11, 23, 23, 0, 0, TimeSpan.FromHours(7)).ToTimestamp(),
        });

        Assert.That(byDate.DayZero.Day, Is.EqualTo(23));
        Assert.That(afterHours.DayZero.Day, Is.EqualTo(24));
    }

    [Test]
    public Task Due_date_beyond_the_horizon() => Refused.AsExpectedAsync(
        _hub, StatusCode.FailedPrecondition, "BEYOND_HORIZON",
        async () => await Koordinator.CalculateDueDateAsync(new CalculateDueDateRequest
        {
            PermitType = "permitTypes/skp-penelitian",
            ReceiveDate = new Date { Year = 2040, Month = 1, Day = 2 },
        }));

    [Test]
    public Task Due_date_of_an_impossible_day() => Refused.AsExpectedAsync(
        _hub, StatusCode.InvalidArgument, "INVALID_REQUEST",
        async () => await Koordinator.CalculateDueDateAsync(new CalculateDueDateRequest
        {
            PermitType = "permitTypes/skp-penelitian",
            ReceiveDate = new Date { Year = 2026, Month = 2, Day = 30 },
        }));

    [Test]
    public async Task Late_applications_come_worst_first_with_their_holders()
    {
        var first = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.FrontOffice.CompleteAsync(first);
        _hub.Time.Advance(TimeSpan.FromDays(1));
        var second = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.FrontOffice.CompleteAsync(second);
        await _hub.BackOffice.ForwardAsync(second);
        _hub.Time.Advance(TimeSpan.FromDays(14));

        var page = await Koordinator.ListOverdueApplicationsAsync(new ListOverdueApplicationsRequest { PageSize = 1 });
        var rest = await Koordinator.ListOverdueApplicationsAsync(new ListOverdueApplicationsRequest { PageSize = 1, PageToken = page.NextPageToken });

        Assert.Multiple(() =>
        {
            Assert.That(page.OverdueApplications.Single().Application, Is.EqualTo(first));
            Assert.That(page.OverdueApplications[0].Holders.Single().Stage, Is.EqualTo("back-office"));
            Assert.That(page.OverdueApplications[0].WorkingDaysLate, Is.GreaterThan(rest.OverdueApplications.Single().WorkingDaysLate));
            Assert.That(rest.OverdueApplications[0].Application, Is.EqualTo(second));
            Assert.That(rest.NextPageToken, Is.Empty);
        });
        var elsewhere = await Koordinator.ListOverdueApplicationsAsync(new ListOverdueApplicationsRequest { Holder = "offices/kesbangpol" });
        Assert.That(elsewhere.OverdueApplications, Is.Empty);
        var uninvolved = await new DeadlineService.DeadlineServiceClient(_hub.Officer("dinkes", "contoh-dinkes")).ListOverdueApplicationsAsync(new());
        Assert.That(uninvolved.OverdueApplications, Is.Empty, "an office without a part in it");
        await Refused.AsExpectedAsync(
            _hub, StatusCode.InvalidArgument, "INVALID_PAGE_TOKEN",
            async () => await Koordinator.ListOverdueApplicationsAsync(new ListOverdueApplicationsRequest { Holder = "offices/bappeda", PageToken = page.NextPageToken }));
    }

    [Test]
    public async Task Report_tells_how_long_stages_took()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        _hub.Time.Advance(TimeSpan.FromMinutes(90));
        await _hub.FrontOffice.CompleteAsync(name);
        _hub.Time.Advance(TimeSpan.FromDays(14));
        await _hub.BackOffice.ForwardAsync(name);

        var report = await Koordinator.GetServiceLevelReportAsync(Span(new(2026, 11, 1), new(2026, 12, 31)));

        var frontOffice = report.ServiceLevels.Single(level => level.Stage == "front-office");
        var backOffice = report.ServiceLevels.Single(level => level.Stage == "back-office");
        Assert.Multiple(() =>
        {
            Assert.That((frontOffice.OnTimeCount, frontOffice.LateCount, frontOffice.MedianMinutes), Is.EqualTo((1, 0, 90)));
            Assert.That((backOffice.OnTimeCount, backOffice.LateCount), Is.EqualTo((0, 1)));
            Assert.That(backOffice.Percentile90Minutes, Is.GreaterThan(9 * 400));
            Assert.That(frontOffice.Sector, Is.EqualTo("penelitian"));
        });
        var before = await Koordinator.GetServiceLevelReportAsync(Span(new(2026, 10, 1), new(2026, 10, 31)));
        Assert.That(before.ServiceLevels, Is.Empty);
    }

    [Test]
    public Task Report_is_for_those_who_lead() => Refused.AsExpectedAsync(
        _hub, StatusCode.PermissionDenied, "NOT_PERMITTED",
        async () => await new DeadlineService.DeadlineServiceClient(_hub.FrontOffice).GetServiceLevelReportAsync(Span(new(2026, 10, 1), new(2026, 10, 31))));

    private static GetServiceLevelReportRequest Span(DateOnly start, DateOnly end) => new()
    {
        StartDate = new Date { Year = start.Year, Month = start.Month, Day = start.Day },
        EndDate = new Date { Year = end.Year, Month = end.Month, Day = end.Day },
    };
}
