using Grpc.Core;
using Sakpore.Calendars.V1;
using Sakpore.Catalog.V1;
using Sakpore.Deadlines.V1;
using Sakpore.Grpc.Tests.Hosting;
using Date = Google.Type.Date;

namespace Sakpore.Grpc.Tests.Catalog;

/// <summary>The rules change while the hub runs: a decree closes a day, a procedure gets a new version.</summary>
[TestFixture]
internal sealed class PublicationTests
{
    private const string Decree = """
        holidays: libur-nasional
        version: 12
        decree: "Contoh keputusan: libur pemungutan suara"
        published: 2026-11-20
        source: "Contoh."
        known_through: 2027-12-31
        adds:
          - {date: 2026-11-25, kind: national, name: Contoh hari pemungutan suara}
        """;

    private TestHub _hub = null!;

    private CalendarService.CalendarServiceClient Calendars => new(_hub.Head);

    private CatalogService.CatalogServiceClient Catalog => new(_hub.Head);

    [SetUp]
    public async Task Start() => _hub = await TestHub.StartAsync();

    [TearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Decree_is_proposed_published_and_moves_due_dates()
    {
        var before = await DueAsync();
        var proposed = await Calendars.ProposeHolidaysAsync(new ProposeHolidaysRequest { File = File(Decree) });
        var change = proposed.Changes.Single(change => change.CalendarRevision.StartsWith("calendars/5-day-cuti-off/", StringComparison.Ordinal));
        Assert.That(proposed.Defects, Is.Empty);
        Assert.That(change.Closed.Single(), Is.EqualTo(new Date { Year = 2026, Month = 11, Day = 25 }));
        Assert.That(await DueAsync(), Is.EqualTo(before), "a proposal changes nothing");

        var request = new PublishHolidaysRequest { File = File(Decree), RequestId = Actors.NextRequest };
        var published = await Calendars.PublishHolidaysAsync(request);
        await Calendars.PublishHolidaysAsync(request);

        Assert.That(published.CalendarRevisions, Does.Contain(change.CalendarRevision));
        var after = await DueAsync();
        Assert.That((after.DueDate_, after.MovedBy.Select(holiday => holiday.Date.Day)), Is.Not.EqualTo((before.DueDate_, before.MovedBy.Select(holiday => holiday.Date.Day))));
        Assert.That(after.MovedBy.Select(holiday => holiday.Title), Does.Contain("Contoh hari pemungutan suara"));
        var revision = await new CalendarService.CalendarServiceClient(_hub.Public).GetCalendarRevisionAsync(new GetCalendarRevisionRequest { Name = change.CalendarRevision });
        Assert.That((revision.Decree, revision.PublishDate.Day), Is.EqualTo(("Contoh keputusan: libur pemungutan suara", 20)));
        Assert.That((await Catalog.ListCatalogPartsAsync(new ListCatalogPartsRequest { PageSize = 100 })).CatalogParts.Select(part => part.Name), Does.Contain("catalogParts/holidays.libur-nasional.12"));
    }

    [Test]
    public async Task Published_version_is_in_force_in_other_processes_before_and_after_their_start()
    {
        await using var running = await _hub.StartAnotherAsync();
        var before = await DueAsync(running);
        await Calendars.PublishHolidaysAsync(new PublishHolidaysRequest { File = File(Decree), RequestId = Actors.NextRequest });
        var published = await DueAsync(_hub);
        Assert.That(published, Is.Not.EqualTo(before));

        await using var started = await _hub.StartAnotherAsync();
        Assert.That(await DueAsync(started), Is.EqualTo(published));
        for (var seconds = 0; seconds < 30 && before.Equals(await DueAsync(running)); seconds++)
        {
            _hub.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(100);
        }

        Assert.That(await DueAsync(running), Is.EqualTo(published));
    }

    [Test]
    public async Task Procedure_without_an_end_is_told_by_file_and_line_and_not_published()
    {
        var procedure = new CatalogFile
        {
            Path = "rusak.yaml",
            Text = """
                procedure: rusak
                version: 1
                effective: 2026-01-01
                name: {id: Rusak, en: Broken}
                first: front-office
                stages:
                  - id: front-office
                    name: {id: Front office, en: Front office}
                    owner: {office: dpmptsp, role: front_office}
                    actions: {declare_complete: front-office}
                """,
        };
        var found = await Catalog.ValidateCatalogAsync(new ValidateCatalogRequest { Files = { procedure } });
        Assert.That(found.Defects, Is.Not.Empty);
        Assert.That(found.Defects.Select(defect => (defect.Path, defect.Line > 0)), Has.All.EqualTo(("rusak.yaml", true)));
        await RefusedAsync(StatusCode.InvalidArgument, "CATALOG_DEFECTIVE", async () => await Catalog.PublishCatalogAsync(
            new PublishCatalogRequest { Files = { procedure }, RequestId = Actors.NextRequest }));
    }

    [Test]
    public async Task Version_that_stands_is_not_published_again() => await RefusedAsync(
        StatusCode.InvalidArgument, "CATALOG_DEFECTIVE", async () => await Calendars.PublishHolidaysAsync(
            new PublishHolidaysRequest { File = File(Decree.Replace("version: 12", "version: 10", StringComparison.Ordinal)), RequestId = Actors.NextRequest }));

    [Test]
    public async Task Publishing_is_the_heads() => await RefusedAsync(
        StatusCode.PermissionDenied, "NOT_PERMITTED", async () => await new CalendarService.CalendarServiceClient(_hub.FrontOffice).PublishHolidaysAsync(
            new PublishHolidaysRequest { File = File(Decree), RequestId = Actors.NextRequest }));

    [Test]
    public async Task Other_files_are_no_decrees() => await RefusedAsync(
        StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await Calendars.ProposeHolidaysAsync(new ProposeHolidaysRequest { File = File("procedure: x") }));

    [Test]
    public async Task Calendar_unknown() => await RefusedAsync(
        StatusCode.NotFound, "UNKNOWN_CALENDAR", async () => await Calendars.GetCalendarRevisionAsync(new GetCalendarRevisionRequest { Name = "calendars/5-day-cuti-off/revisions/9.9" }));

    private static CatalogFile File(string text) => new() { Path = "libur.yaml", Text = text };

    private Task<DueDate> DueAsync() => DueAsync(_hub);

    private static async Task<DueDate> DueAsync(TestHub hub) => await new DeadlineService.DeadlineServiceClient(hub.Public).CalculateDueDateAsync(
        new CalculateDueDateRequest { PermitType = "permitTypes/skp-penelitian", ReceiveDate = new Date { Year = 2026, Month = 11, Day = 23 } });

    private Task RefusedAsync(StatusCode status, string reason, Func<Task> call) => Refused.AsExpectedAsync(_hub, status, reason, call);
}
