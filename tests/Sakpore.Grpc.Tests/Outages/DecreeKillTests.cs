using System.Globalization;
using Dapper;
using Npgsql;
using Sakpore.Calendars.V1;
using Sakpore.Catalog.V1;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Outages;

/// <summary>A hub process is killed with -9 while it moves the promises that a decree touches; another one goes on, and each moves once.</summary>
internal sealed class DecreeKillTests
{
    private const int Promised = 6;

    /// <summary>The hub is killed when this promise is on its way into the database.</summary>
    private const int Fatal = 3;

    [Test]
    public async Task Each_promise_moves_once()
    {
        // The keys and the database are made by a hub of this process, whose clock stands still; that of the others does not.
        await using var made = await TestHub.StartAsync(database: TestDatabase.Postgres);
        using var relay = new PostgresRelay(made.Postgres!);
        await using var connection = new NpgsqlConnection(made.Postgres);
        await using (var killed = await HubProcess.StartAsync(made.DataDirectory, relay.ConnectionString, "ClockInterval=00:00:01"))
        {
            for (var index = 0; index < Promised; index++)
            {
                var name = (await killed.Portal.SubmitAsync()).Application.Name;
                await killed.FrontOffice.CompleteAsync(name);
            }

            var dead = KillAt(relay, killed);
            await new CalendarService.CalendarServiceClient(killed.Head).PublishHolidaysAsync(
                new PublishHolidaysRequest { File = new CatalogFile { Path = "libur.yaml", Text = Decree(made.Get<LiveCatalog>()) }, RequestId = Actors.NextRequest });
            await dead.WaitAsync(TimeSpan.FromMinutes(1));
            relay.Passing = null;
        }

        var moved = await MovedAsync(connection);
        Assert.That(moved.Sum(), Is.InRange(Fatal - 1, Fatal), "It was killed in the middle; what was on its way came to be, or not.");

        await using var next = await HubProcess.StartAsync(made.DataDirectory, made.Postgres, "ClockInterval=00:00:01");
        for (var waited = 0; waited < 600 && (moved = await MovedAsync(connection)).Count < Promised; waited++)
        {
            await Task.Delay(100);
        }

        Assert.That(moved, Is.EqualTo(Enumerable.Repeat(1L, Promised)));
        await CatalogFollower.FollowAsync(made.Get<Database>(), made.Get<LiveCatalog>(), default);
        Assert.That(await RowReplay.RunAsync(made.Get<Database>(), made.Get<CatalogParts>(), rebuild: false, default), Is.Empty);
    }

    /// <summary>From now on the hub appends to histories only what the decree moves: nobody calls it.</summary>
    private static Task KillAt(PostgresRelay relay, HubProcess hub)
    {
        var dead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var count = 0;
        relay.Passing = (statements, sent) =>
        {
            if (sent || !statements.Contains("INSERT INTO events", StringComparison.Ordinal) || Interlocked.Increment(ref count) != Fatal)
            {
                return Task.CompletedTask;
            }

            hub.Kill();
            dead.TrySetResult();

            // The connection ends with it: nothing more of the round trip goes on.
            throw new EndOfStreamException();
        };
        return dead.Task;
    }

    private static async Task<IReadOnlyList<long>> MovedAsync(NpgsqlConnection connection) =>
        [.. await connection.QueryAsync<long>("SELECT COUNT(*) FROM events WHERE type = 'promise-moved' GROUP BY application_id")];

    /// <summary>A decree of today that takes the next five working days away.</summary>
    private static string Decree(LiveCatalog live)
    {
        var today = OfficeClock.DateOf(TimeProvider.System.GetUtcNow());
        var known = live.Current.FindCalendar("5-day-cuti-off")!.Holidays.Select(holiday => holiday.Date).ToHashSet();
        var days = Enumerable.Range(1, 60).Select(today.AddDays)
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !known.Contains(day)).Take(5);
        return $$"""
            holidays: libur-nasional
            version: 12
            decree: "Keputusan Presiden (contoh)"
            published: {{Text(today)}}
            source: "A decree made up for this test."
            known_through: 2027-12-31
            adds:
            {{string.Join('\n', days.Select(day => $"  - {{date: {Text(day)}, kind: national, name: Hari libur contoh}}"))}}
            """;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
