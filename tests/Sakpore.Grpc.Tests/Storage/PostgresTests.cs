using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;

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
        var (hub, relay) = await StartRelayedAsync();
        using var between = relay;
        await using var running = hub;
        var name = (await hub.Portal.SubmitAsync()).Application.Name;
        await hub.FrontOffice.CompleteAsync(name);
        relay.TakeRoundTrips();

        await hub.BackOffice.ForwardAsync(name);

        var command = TwoRoundTrips(relay);
        Assert.That(command[0], Does.Contain("FROM receipts").And.Contain("FROM events"));
        Assert.That(command[1], Does.Contain("INSERT INTO events").And.Contain("INSERT INTO receipts").And.EndsWith("COMMIT"));
    }

    [Test]
    public async Task Submission_takes_two_round_trips_and_writes_its_row_once()
    {
        var (hub, relay) = await StartRelayedAsync();
        using var between = relay;
        await using var running = hub;
        await hub.Portal.SubmitAsync();
        var submission = await hub.Portal.SubmissionAsync();
        relay.TakeRoundTrips();

        await hub.Portal.Applications().SubmitApplicationAsync(submission);

        var command = TwoRoundTrips(relay);
        Assert.That(command[0], Does.Contain("FROM receipts").And.Contain("FROM documents"));
        Assert.That(command[1], Does.Contain("INSERT INTO applications").And.Contain("INSERT INTO receipts").And.EndsWith("COMMIT"));
        Assert.That(command[1], Does.Not.Contain("UPDATE applications"));
    }

    [Test]
    public async Task Command_that_others_precede_each_time_is_told_so_after_its_attempts_with_the_etag_of_now()
    {
        await using var hub = await TestHub.StartAsync(database: TestDatabase.Postgres);
        var name = (await hub.Portal.SubmitAsync()).Application.Name;
        var (commands, attempts, first) = (hub.Get<ApplicationCommands>(), 0, "");
        var identity = hub.Get<Receipts>().Identify("test", "", "late", new WithdrawApplicationRequest());
        var call = new ApplicationCall(new Caller("systems/portal", Audience.Portal), identity, ApplicationCalls.IdOf(name), "", "");
        var late = await Assert.ThrowsAsync<FaultException>(() => commands.RunAsync(
            call,
            async scope =>
            {
                // Somebody else's entry is committed between our reading and our writing, every time.
                attempts++;
                first = (await hub.FrontOffice.Applications().ReturnApplicationAsync(
                    new ReturnApplicationRequest { Name = name, RequestId = Actors.NextRequest, OwedRequirements = { "ktp" }, Reason = "UNREADABLE" })).Etag;
                await Submissions.ActForApplicantAsync(scope);
                return new Core.Applications.Withdraw();
            },
            default));
        Assert.That(attempts, Is.EqualTo(Database.Attempts).And.EqualTo(4));
        Assert.That((late!.Fault.Reason, late.Fault.Etag), Is.EqualTo(("WRITE_CONFLICT", first)));
        Assert.That(FaultStatus.Of(FaultReason.WriteConflict), Is.EqualTo(global::Grpc.Core.StatusCode.Aborted));
        var seen = await hub.Portal.Applications().GetApplicationAsync(new GetApplicationRequest { Name = name });
        Assert.That(seen.State, Is.EqualTo(Application.Types.State.AwaitingApplicant));
    }

    [Test]
    public async Task Server_that_is_given_serves_as_the_throwaway_one_does()
    {
        const string variable = "SAKPORE_TEST_POSTGRES";
        var before = Environment.GetEnvironmentVariable(variable);
        var server = PostgresCluster.ConnectionString;
        Environment.SetEnvironmentVariable(variable, server);
        try
        {
            Assert.That(PostgresCluster.Given(), Is.EqualTo(server));
            var database = PostgresCluster.CreateDatabase(PostgresCluster.Given()!);
            await using (var hub = await TestHub.StartAsync(options => options with { Postgres = database }))
            {
                Assert.That((await hub.Portal.SubmitAsync()).Application.Name, Is.Not.Empty);
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }

    private static async Task<(TestHub Hub, PostgresRelay Relay)> StartRelayedAsync()
    {
        PostgresRelay? relay = null;
        var hub = await TestHub.StartAsync(
            options =>
            {
                relay = new PostgresRelay(options.Postgres!);
                return options with { Postgres = relay.ConnectionString };
            },
            TestDatabase.Postgres);
        return (hub, relay!);
    }

    private static List<string> TwoRoundTrips(PostgresRelay relay)
    {
        var all = relay.TakeRoundTrips();
        TestContext.Out.WriteLine(string.Join("\n\n", all));
        var command = all.Where(statements => !IsOfOthers(statements)).ToList();
        Assert.That(command, Has.Count.EqualTo(2), "load; append, effects and commit");
        return command;
    }

    /// <summary>The look-up of the caller, and the sequencer of news, which runs beside.</summary>
    private static bool IsOfOthers(string statements) =>
        statements == "COMMIT" || new[] { "FROM api_keys", "FROM delegations", "FROM news_arrivals", "pg_advisory_xact_lock", "NOTIFY" }
            .Any(of => statements.Contains(of, StringComparison.Ordinal));
}
