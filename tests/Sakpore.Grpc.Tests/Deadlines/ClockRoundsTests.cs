using Dapper;
using Sakpore.Calendars.V1;
using Sakpore.Catalog.V1;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Deadlines;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;
using Date = Google.Type.Date;

namespace Sakpore.Grpc.Tests.Deadlines;

/// <summary>What time alone brings about is recorded once, by any hub; a decree moves what is promised, and both dates are told.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class ClockRoundsTests(TestDatabase database)
{
    private const string Decree = """
        holidays: libur-nasional
        version: 12
        decree: "Keputusan Presiden (contoh), hari pemungutan suara"
        published: 2026-11-24
        source: "A decree made up for this test."
        known_through: 2027-12-31
        adds:
          - {date: 2026-11-27, kind: national, name: Hari pemungutan suara}
        """;

    private TestHub _hub = null!;

    [SetUp]
    public async Task Start() => _hub = await TestHub.StartAsync(database: database);

    [TearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Rungs_and_deemed_approval_are_recorded_once_each()
    {
        var name = await CompleteAsync();
        Assert.That(await RoundAsync(_hub), Is.Zero, "nothing is due on the first day");
        for (var day = 0; day < 14; day++)
        {
            _hub.Time.Advance(TimeSpan.FromDays(1));
            await RoundAsync(_hub);
            await RoundAsync(_hub);
        }

        var clock = (await HistoryAsync(name)).Where(type => type is "rung-reached" or "deemed-approved");
        Assert.That(clock, Is.EqualTo(new[] { "rung-reached", "rung-reached", "rung-reached", "deemed-approved", "rung-reached" }));
        Assert.That(await RowReplay.RunAsync(_hub.Get<Database>(), _hub.Get<CatalogParts>(), rebuild: false, default), Is.Empty);
    }

    [Test]
    public async Task Hubs_that_go_the_round_at_once_record_once()
    {
        await using var other = await _hub.StartAnotherAsync();
        var names = new List<string>();
        for (var index = 0; index < 6; index++)
        {
            names.Add(await CompleteAsync());
        }

        _hub.Time.Advance(TimeSpan.FromDays(3));
        var rounds = await Task.WhenAll(RoundAsync(_hub), RoundAsync(other));
        Assert.That(rounds.Sum(), Is.EqualTo(6));
        foreach (var name in names)
        {
            Assert.That((await HistoryAsync(name)).Count(type => type == "rung-reached"), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Decree_moves_each_promise_once_by_whichever_hub_and_however_often_broken_off()
    {
        await using var other = await _hub.StartAnotherAsync();
        var promised = new List<string>();
        for (var index = 0; index < 6; index++)
        {
            promised.Add(await CompleteAsync());
        }

        var open = (await _hub.Portal.SubmitAsync()).Application.Name;
        var gone = await CompleteAsync();
        await _hub.Portal.Applications().WithdrawApplicationAsync(new WithdrawApplicationRequest { Name = gone, RequestId = Actors.NextRequest });
        _hub.Time.Advance(TimeSpan.FromDays(1));
        await RoundAsync(_hub);
        await new CalendarService.CalendarServiceClient(_hub.Head).PublishHolidaysAsync(
            new PublishHolidaysRequest { File = new CatalogFile { Path = "libur.yaml", Text = Decree }, RequestId = Actors.NextRequest });

        // The other hub does not know the decree yet: what it writes is out of date, and is found.
        await other.BackOffice.ForwardAsync(promised[0]);
        Assert.That(await RoundAsync(other), Is.Zero, "a hub that lags computes nothing backwards");
        await BreakOffAsync(after: 2);

        await CatalogFollower.FollowAsync(other.Get<Database>(), other.Get<LiveCatalog>(), default);
        await Task.WhenAll(RoundAsync(_hub), RoundAsync(other));

        foreach (var name in promised)
        {
            Assert.That((await HistoryAsync(name)).Count(type => type == "promise-moved"), Is.EqualTo(1), name);
        }

        Assert.That(await HistoryAsync(open), Has.None.EqualTo("promise-moved"));
        Assert.That(await HistoryAsync(gone), Has.None.EqualTo("promise-moved"));
        Assert.That(await TextsAsync("SELECT DISTINCT due_on FROM applications WHERE due_on IS NOT NULL AND status = 'InProgress'"), Is.EqualTo(new[] { "2026-12-01" }));
        Assert.That(await TextsAsync("SELECT DISTINCT calendar FROM applications WHERE calendar IS NOT NULL"), Is.EqualTo(new[] { "5-day-cuti-off@1.12" }));
        Assert.That(await RoundAsync(_hub), Is.Zero);
        Assert.That(await RowReplay.RunAsync(_hub.Get<Database>(), _hub.Get<CatalogParts>(), rebuild: false, default), Is.Empty);
    }

    [Test]
    public async Task Applicant_is_told_both_dates()
    {
        var submitted = await _hub.Portal.SubmitAsync();
        await _hub.FrontOffice.CompleteAsync(submitted.Application.Name);
        _hub.Time.Advance(TimeSpan.FromDays(1));
        var tracking = new Permits.V1.TrackingService.TrackingServiceClient(_hub.Public);
        Assert.That((await tracking.TrackAsync(new TrackRequest { Token = submitted.TrackingToken })).FirstDueDate, Is.Null);
        await new CalendarService.CalendarServiceClient(_hub.Head).PublishHolidaysAsync(
            new PublishHolidaysRequest { File = new CatalogFile { Path = "libur.yaml", Text = Decree }, RequestId = Actors.NextRequest });
        var tracked = await tracking.TrackAsync(new TrackRequest { Token = submitted.TrackingToken });
        Assert.That((tracked.FirstDueDate, tracked.DueDate), Is.EqualTo((Day(11, 30), Day(12, 1))));
    }

    [Test]
    public async Task Applicant_who_owes_is_reminded_before_the_application_may_be_closed()
    {
        var name = await CompleteAsync();
        await _hub.BackOffice.Applications().ReturnApplicationAsync(
            new ReturnApplicationRequest { Name = name, RequestId = Actors.NextRequest, OwedRequirements = { "ktp" }, Reason = "UNREADABLE" });
        for (var day = 0; day < 50; day++)
        {
            _hub.Time.Advance(TimeSpan.FromDays(1));
            await RoundAsync(_hub);
        }

        Assert.That((await HistoryAsync(name)).Count(type => type == "correction-reminded"), Is.EqualTo(2));
        Assert.That(await HistoryAsync(name), Has.None.EqualTo("rung-reached"), "the clock stands still");
    }

    [Test]
    public async Task Hub_goes_the_rounds_by_itself()
    {
        await using var hub = await TestHub.StartAsync(options => options with { ClockInterval = TimeSpan.FromSeconds(30) }, database);
        var name = (await hub.Portal.SubmitAsync()).Application.Name;
        await hub.FrontOffice.CompleteAsync(name);
        hub.Time.Advance(TimeSpan.FromDays(3));
        for (var waited = 0; waited < 600; waited++)
        {
            if ((await HistoryAsync(name, hub)).Contains("rung-reached"))
            {
                return;
            }

            hub.Time.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(50);
        }

        Assert.Fail("No rung was recorded.");
    }

    /// <summary>A round that ends in the middle, as that of a process that is killed between two transactions.</summary>
    private async Task BreakOffAsync(int after)
    {
        using var broken = new CancellationTokenSource();
        void Count()
        {
            if (Interlocked.Decrement(ref after) == 0)
            {
                broken.Cancel();
            }
        }

        _hub.Get<Database>().Written += Count;
        await Assert.CatchAsync<OperationCanceledException>(() => _hub.Get<ClockRounds>().RunAsync(broken.Token));
        _hub.Get<Database>().Written -= Count;
    }

    private static Date Day(int month, int day) => new() { Year = 2026, Month = month, Day = day };

    private static Task<int> RoundAsync(TestHub hub) => hub.Get<ClockRounds>().RunAsync(default);

    private async Task<string> CompleteAsync()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.FrontOffice.CompleteAsync(name);
        return name;
    }

    private Task<IReadOnlyList<string>> HistoryAsync(string name, TestHub? hub = null) => TextsAsync(
        "SELECT type FROM events WHERE application_id = @id ORDER BY sequence", new { id = ApplicationCalls.IdOf(name) }, hub);

    private Task<IReadOnlyList<string>> TextsAsync(string sql, object? parameters = null, TestHub? hub = null) => (hub ?? _hub).Get<Database>().ReadAsync<IReadOnlyList<string>>(
        async connection => [.. await connection.QueryAsync<string>(sql, parameters)], default);
}
