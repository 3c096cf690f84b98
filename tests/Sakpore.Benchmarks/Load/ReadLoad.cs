using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Health.V1;
using Sakpore.Deadlines.V1;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;

namespace Sakpore.Benchmarks.Load;

/// <summary>
/// GetApplication and Track against pgbench with the same SELECTs, and CalculateDueDate against a call that does nothing and
/// passes the same authentication, interceptors and telemetry (a health check).
/// </summary>
internal static class ReadLoad
{
    private const int Turns = 3;
    private const int Calls = 8000;
    private const int Files = 20;

    // Calls before any is measured: until the hub's hot methods are compiled for good, half of its time is the compiler's.
    private const int WarmUp = 40_000;

    public static IEnumerable<Gate> Run(LoadHub hub, IReadOnlyList<LoadClient> clients, string postgres, int postmaster)
    {
        yield return Bare(clients.Count);
        var submitted = new SubmitApplicationResponse[Files];
        ClosedLoop.Run(clients, Files, async (client, number) => submitted[number] = await client.Portal.SubmitAsync());
        var names = Array.ConvertAll(submitted, one => one.Application.Name);
        var tokens = Array.ConvertAll(submitted, one => one.TrackingToken);
        var lean = clients.Select(_ => new LeanClient(hub.Address)).ToList();
        var key = clients[0].Callers.Portal;
        var get = Array.ConvertAll(names, name => new LeanCall("/sakpore.permits.v1.ApplicationService/GetApplication", key, new GetApplicationRequest { Name = name }));
        yield return Against("GetApplication against pgbench", 2, hub, lean, postmaster, get,
            () => PgBench.Run(postgres, [.. names.Select(name => Get(name["applications/".Length..]))], clients.Count, Calls));

        var track = Array.ConvertAll(tokens, token => new LeanCall("/sakpore.permits.v1.TrackingService/Track", key, new TrackRequest { Token = token }));
        yield return Against("Track against pgbench", 2, hub, lean, postmaster, track,
            () => PgBench.Run(postgres, [.. tokens.Select(Track)], clients.Count, Calls));

        var day = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        var due = new LeanCall(
            "/sakpore.deadlines.v1.DeadlineService/CalculateDueDate", key, new CalculateDueDateRequest { PermitType = "permitTypes/skp-penelitian", ReceiveTime = day });
        var health = new LeanCall("/grpc.health.v1.Health/Check", key, new HealthCheckRequest());
        yield return Against("CalculateDueDate against an empty call", 1 / 0.7, hub, lean, postmaster, [due],
            () => ClosedLoop.Run(lean, Calls, _ => health));
        lean.ForEach(client => client.Dispose());

        // What a caller in .NET sees on a machine that it shares with the hub.
        var applications = clients.ToDictionary(client => client, client => client.Portal.Applications());
        Task General(LoadClient client, int number) => applications[client].GetApplicationAsync(new GetApplicationRequest { Name = names[number % Files] }).ResponseAsync;
        ClosedLoop.Run(clients, Calls, General);
        var client0 = ProcessorTime.OfProcess(Environment.ProcessId);
        var rate = ClosedLoop.Run(clients, Calls, General);
        yield return new Gate("GetApplication from Grpc.Net.Client, 8 clients", rate, null, "/s", string.Create(
            CultureInfo.InvariantCulture, $"processor a call: client {(ProcessorTime.OfProcess(Environment.ProcessId) - client0) / Calls:0} us"));
    }

    /// <summary>The same client against a server that is the framework alone.</summary>
    private static Gate Bare(int count)
    {
        using var server = BareServer.Start();
        var clients = Enumerable.Range(0, count).Select(_ => new LeanClient(server.Address)).ToList();
        var call = new LeanCall("/grpc.health.v1.Health/Check", "", new HealthCheckRequest());
        ClosedLoop.Run(clients, WarmUp, _ => call);
        var (server0, client0) = (ProcessorTime.OfProcess(server.ProcessId), ProcessorTime.OfProcess(Environment.ProcessId));
        var rate = ClosedLoop.Run(clients, WarmUp, _ => call);
        var gate = new Gate("a call of the framework alone, 8 clients", rate, null, "/s", string.Create(
            CultureInfo.InvariantCulture,
            $"processor a call: server {(ProcessorTime.OfProcess(server.ProcessId) - server0) / WarmUp:0} us, client {(ProcessorTime.OfProcess(Environment.ProcessId) - client0) / WarmUp:0} us"));
        clients.ForEach(client => client.Dispose());
        return gate;
    }

    private static Gate Against(
        string name, double most, LoadHub hub, IReadOnlyList<LeanClient> clients, int postmaster, IReadOnlyList<LeanCall> calls, Func<double> floor)
    {
        LeanCall Call(int number) => calls[number % calls.Count];
        ClosedLoop.Run(clients, WarmUp, Call);
        floor();
        List<double> hubs = [], floors = [];
        double hubTime = 0, clientTime = 0, databaseTime = 0;
        for (var turn = 0; turn < Turns; turn++)
        {
            var (hub0, client0, database0) = (ProcessorTime.OfProcess(hub.ProcessId), ProcessorTime.OfProcess(Environment.ProcessId), ProcessorTime.OfFamily(postmaster));
            hubs.Add(ClosedLoop.Run(clients, Calls, Call));
            hubTime += ProcessorTime.OfProcess(hub.ProcessId) - hub0;
            clientTime += ProcessorTime.OfProcess(Environment.ProcessId) - client0;
            databaseTime += ProcessorTime.OfFamily(postmaster) - database0;
            floors.Add(floor());
        }

        const double measured = Turns * Calls;
        return Ratio.Of(name + ", 8 clients", hubs, floors, most, string.Create(
            CultureInfo.InvariantCulture,
            $"processor a call: hub {hubTime / measured:0} us, client {clientTime / measured:0} us, PostgreSQL {databaseTime / measured:0} us"));
    }

    // What the hub sends, from where it has it, and as it sends it: one transaction in one go, after the look-up of the caller's key.
    private static string Get(string id) => Together(
        SeenHistory.Of(new Caller("systems/portal", Audience.Portal), id).Query, SubjectVault.SelectNewest("@Owner"))
        .Replace("@application", $"'{id}'", StringComparison.Ordinal)
        .Replace("@caller", "'systems/portal'", StringComparison.Ordinal)
        .Replace("@Owner", $"'applications/{id}'", StringComparison.Ordinal)
        .Replace("@Name", "'form'", StringComparison.Ordinal);

    private static string Track(string token) => Together(TrackingReader.SelectHistory, TrackingReader.SelectForm)
        .Replace("@token", $"'\\x{Convert.ToHexStringLower(TrackingTokens.Hash(token))}'", StringComparison.Ordinal)
        .Replace("@Name", "'form'", StringComparison.Ordinal);

    private static string Together(params IEnumerable<Query> queries) =>
        $"\\startpipeline\nBEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n{string.Join(";\n", queries.Select(query => query.Sql))};\nCOMMIT;\n\\endpipeline\n";
}
