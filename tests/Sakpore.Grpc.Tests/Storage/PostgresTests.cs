using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Storage;

/// <summary>What only PostgreSQL has: several hubs on one database, and a network in between.</summary>
internal sealed class PostgresTests
{
    [Test]
    public async Task Two_hubs_start_on_an_empty_database_at_once()
    {
        await using var prepared = await TestHub.StartAsync();
        var empty = PostgresCluster.CreateDatabase();
        try
        {
            var starts = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => prepared.StartAnotherAsync(options => options with { Postgres = empty }))));
            foreach (var hub in starts)
            {
                Assert.That(hub.Snapshot(), Does.Contain("catalog_parts: "));
                await hub.DisposeAsync();
            }
        }
        finally
        {
            PostgresCluster.DropDatabase(empty);
        }
    }

    [Test]
    public async Task Command_takes_two_round_trips()
    {
        PostgresRelay? relay = null;
        await using var hub = await TestHub.StartAsync(
            options =>
            {
                relay = new PostgresRelay(options.Postgres!);
                return options with { Postgres = relay.ConnectionString };
            },
            TestDatabase.Postgres);
        var name = (await hub.Portal.SubmitAsync()).Application.Name;
        await hub.FrontOffice.CompleteAsync(name);
        relay!.TakeRoundTrips();

        await hub.BackOffice.ForwardAsync(name);

        var roundTrips = relay.TakeRoundTrips();
        TestContext.Out.WriteLine(string.Join("\n\n", roundTrips));
        var command = roundTrips.Where(statements => !IsOfOthers(statements)).ToList();
        Assert.That(command, Has.Count.EqualTo(2), "load; append, effects and commit");
        Assert.That(command[0], Does.Contain("FROM receipts").And.Contain("FROM events"));
        Assert.That(command[1], Does.Contain("INSERT INTO events").And.Contain("INSERT INTO receipts").And.EndsWith("COMMIT"));
        relay.Dispose();
    }

    /// <summary>The look-up of the caller, and the sequencer of news, which runs beside.</summary>
    private static bool IsOfOthers(string statements) =>
        statements == "COMMIT" || new[] { "FROM api_keys", "FROM delegations", "FROM news_arrivals", "pg_advisory_xact_lock", "NOTIFY" }
            .Any(of => statements.Contains(of, StringComparison.Ordinal));
}
