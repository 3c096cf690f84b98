using System.Globalization;
using Grpc.Health.V1;
using Npgsql;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;

namespace Sakpore.Benchmarks.Load;

/// <summary>
/// SubmitApplication against pgbench writing the same rows: client, hub and database share the processors in the one, pgbench
/// and database in the other. They take turns.
/// </summary>
internal static class SubmitLoad
{
    private const int Turns = 3;
    private const int Calls = 1500;

    // A process compiles its busiest code a second time while it works; what that costs once is no part of a submission.
    private const int WarmUp = 3 * Calls;
    private const int EmptyCalls = 8000;
    private const double MostTimesSlower = 2;
    private const double MostHubMicroseconds = 150;

    public static IEnumerable<Gate> Run(LoadHub hub, IReadOnlyList<LoadClient> clients, string postgres, int postmaster)
    {
        // Uploads are not measured: a submission names documents that are there.
        var requests = new SubmitApplicationRequest[WarmUp + Turns * Calls];
        ClosedLoop.Run(clients, requests.Length, async (client, number) => requests[number] = await client.Portal.SubmissionAsync());
        var portals = clients.ToDictionary(client => client, client => client.Portal.Applications());
        var first = "";
        ClosedLoop.Run(clients, WarmUp, async (client, number) =>
        {
            var submitted = await portals[client].SubmitApplicationAsync(requests[number]);
            if (number == 0)
                first = submitted.Application.Name["applications/".Length..];
        });
        var (script, statements) = RecordedSubmission.Of(postgres, first);
        PgBench.Run(postgres, script, clients.Count, Calls);

        // As autovacuum does in an office: until then plans stand that were made for empty tables.
        Analyze(postgres);
        List<double> hubs = [], floors = [];
        double hubTime = 0, clientTime = 0, databaseTime = 0;
        for (var turn = 0; turn < Turns; turn++)
        {
            var (hub0, client0, database0) = (ProcessorTime.OfProcess(hub.ProcessId), ProcessorTime.OfProcess(Environment.ProcessId), ProcessorTime.OfFamily(postmaster));
            var offset = WarmUp + turn * Calls;
            hubs.Add(ClosedLoop.Run(clients, Calls, async (client, number) => await portals[client].SubmitApplicationAsync(requests[offset + number])));
            hubTime += ProcessorTime.OfProcess(hub.ProcessId) - hub0;
            clientTime += ProcessorTime.OfProcess(Environment.ProcessId) - client0;
            databaseTime += ProcessorTime.OfFamily(postmaster) - database0;
            floors.Add(PgBench.Run(postgres, script, clients.Count, Calls));
        }

        const double measured = Turns * Calls;
        yield return Ratio.Of("SubmitApplication against pgbench, 8 clients", hubs, floors, MostTimesSlower, $"{statements} rows a submission");
        yield return new Gate("hub's processor time a submission", hubTime / measured, MostHubMicroseconds, "us", string.Create(
            CultureInfo.InvariantCulture, $"client {clientTime / measured:0} us, PostgreSQL {databaseTime / measured:0} us"));
        yield return EmptyCall(hub, clients);
    }

    /// <summary>What the hub takes for a call with credentials in which nothing is done.</summary>
    private static Gate EmptyCall(LoadHub hub, IReadOnlyList<LoadClient> clients)
    {
        var health = clients.ToDictionary(client => client, client => new Health.HealthClient(client.Portal));
        Task Call(LoadClient client, int number) => health[client].CheckAsync(new HealthCheckRequest()).ResponseAsync;
        ClosedLoop.Run(clients, EmptyCalls, Call);
        var before = ProcessorTime.OfProcess(hub.ProcessId);
        var rate = ClosedLoop.Run(clients, EmptyCalls, Call);
        return new Gate("hub's processor time an empty call with credentials", (ProcessorTime.OfProcess(hub.ProcessId) - before) / EmptyCalls, null, "us", string.Create(
            CultureInfo.InvariantCulture, $"{rate:0} /s"));
    }

    private static void Analyze(string postgres)
    {
        using var connection = new NpgsqlConnection(postgres);
        connection.Open();
        using var command = new NpgsqlCommand("ANALYZE", connection);
        command.ExecuteNonQuery();
    }
}
