using System.Globalization;
using Dapper;
using Npgsql;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Outages;

/// <summary>
/// A hub process is killed with -9 at random points of issuing, and another one takes over: no letter is lost, doubled or
/// numbered twice. A point is a round trip to the database, just before or just after it has gone there, and up to 20 ms more.
/// SAKPORE_KILLS sets how often; ./soak.sh says 200. The seed is printed; SAKPORE_SEED repeats it.
/// </summary>
internal sealed class KillTests
{
    private const int LongestPause = 20;

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("SAKPORE_KILLS") ?? "10", CultureInfo.InvariantCulture);

    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("SAKPORE_SEED") ?? Environment.ProcessId.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private readonly Random _chance = new(Seed);
    private TestHub _made = null!;
    private PostgresRelay _relay = null!;
    private NpgsqlConnection _connection = null!;
    private HubProcess _hub = null!;

    [Test]
    public async Task Letter_is_there_once_wherever_the_hub_is_killed()
    {
        await using var made = _made = await TestHub.StartAsync(database: TestDatabase.Postgres);
        using var relay = _relay = new PostgresRelay(made.Postgres!);
        await using var connection = _connection = new NpgsqlConnection(made.Postgres);
        var day = new Day(() => [_hub], "bunuh");
        _hub = await StartAsync();
        var longest = await CountAsync(day, Kills);
        var found = new List<string?>();
        var next = StartAsync();
        for (var kill = 0; kill < Kills; kill++)
        {
            var (application, id) = await ReadyAsync();
            var killed = KillAt(_chance.Next(1, longest + 1), sent: _chance.Next(2) == 1, _hub);
            var signing = day.SignAsync(kill, application);

            // A point past the end of a signing that took fewer round trips is never reached.
            if (await Task.WhenAny(killed, signing) == signing)
            {
                _hub.Kill();
            }

            await killed.WaitAsync(TimeSpan.FromSeconds(1)).ContinueWith(_ => { }, TaskScheduler.Default);
            _relay.Passing = null;
            found.Add(await connection.QuerySingleOrDefaultAsync<string>("SELECT state FROM signing_intents WHERE application_id = @id ORDER BY created_at DESC LIMIT 1", new { id }));
            var old = _hub;
            _hub = await next;
            next = StartAsync();
            await signing;
            await old.DisposeAsync();
        }

        await (await next).DisposeAsync();
        await _hub.DisposeAsync();
        await AssertOnceAsync(day);
        await TestContext.Out.WriteLineAsync(
            $"seed {Seed}: {Kills} kills within {longest} round trips: {found.Count(state => state is null)} before the intent was stored, " +
            $"{found.Count(state => state == "PENDING")} between intent and letter, {found.Count(state => state == "SIGNED")} after the letter was stored");
    }

    private async Task AssertOnceAsync(Day day)
    {
        await day.AssertWholeAsync(_connection, Kills + 1);
        Assert.That(await RowReplay.RunAsync(_made.Get<Database>(), _made.Get<CatalogParts>(), rebuild: false, default), Is.Empty);
        var letters = (await _connection.QueryAsync<(string Application, string Number)>("SELECT 'applications/' || application_id, number FROM letters")).ToList();
        Assert.That(letters.Select(letter => letter.Application), Is.Unique);
        Assert.That(letters.Select(letter => letter.Number), Is.Unique);
        Assert.That(letters.ToDictionary(letter => letter.Application, letter => letter.Number), Is.EquivalentTo(day.Numbers), "Each letter has the number that was told.");
    }

    /// <summary>How many round trips a signing takes that nobody disturbs.</summary>
    private async Task<int> CountAsync(Day day, int index)
    {
        var (application, _) = await ReadyAsync();
        var count = 0;
        _relay.Passing = (statements, sent) =>
        {
            count += !sent && IsOfSigning(statements) ? 1 : 0;
            return Task.CompletedTask;
        };
        await day.SignAsync(index, application);
        _relay.Passing = null;
        return count;
    }

    private Task KillAt(int point, bool sent, HubProcess victim)
    {
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var count = 0;
        _relay.Passing = async (statements, gone) =>
        {
            if (!IsOfSigning(statements) || (gone ? count : ++count) != point || gone != sent)
            {
                return;
            }

            count = int.MinValue;
            await Task.Delay(_chance.Next(LongestPause));
            victim.Kill();
            killed.TrySetResult();
        };
        return killed.Task;
    }

    private async Task<(string Application, string Id)> ReadyAsync()
    {
        var application = (await _made.Portal.SubmitAsync()).Application.Name;
        await _made.TakeToSignatureAsync(application);
        return (application, application["applications/".Length..]);
    }

    /// <summary>Not what hubs do beside: news, readiness, the catalog of others, sweeps.</summary>
    private static bool IsOfSigning(string statements) => statements.Length > 0 && statements != "COMMIT"
        && !new[] { "news", "schemaversions", "catalog_parts", "NOTIFY", "LISTEN", "pg_", "version()", "seal_status" }.Any(of => statements.Contains(of, StringComparison.OrdinalIgnoreCase));

    private Task<HubProcess> StartAsync() => HubProcess.StartAsync(_made.DataDirectory, _relay.ConnectionString, "SigningLease=00:00:01");
}
