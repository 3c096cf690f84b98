using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Health.V1;
using Sakpore.Deadlines.V1;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.PersonalData;
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

    public static IEnumerable<Gate> Run(LoadHub hub, IReadOnlyList<LoadClient> clients, string postgres)
    {
        var submitted = new SubmitApplicationResponse[Files];
        ClosedLoop.Run(clients, Files, async (client, number) => submitted[number] = await client.Portal.SubmitAsync());
        var names = Array.ConvertAll(submitted, one => one.Application.Name);
        var tokens = Array.ConvertAll(submitted, one => one.TrackingToken);

        var applications = clients.ToDictionary(client => client, client => client.Portal.Applications());
        yield return Against("GetApplication against pgbench", 2, hub, clients,
            async (client, number) => await applications[client].GetApplicationAsync(new GetApplicationRequest { Name = names[number % Files] }),
            () => PgBench.Run(postgres, [.. names.Select(name => Get(name["applications/".Length..]))], clients.Count, Calls));

        var trackings = clients.ToDictionary(client => client, client => new Permits.V1.TrackingService.TrackingServiceClient(client.Public));
        yield return Against("Track against pgbench", 2, hub, clients,
            async (client, number) => await trackings[client].TrackAsync(new TrackRequest { Token = tokens[number % Files] }),
            () => PgBench.Run(postgres, [.. tokens.Select(Track)], clients.Count, Calls));

        var deadlines = clients.ToDictionary(client => client, client => new DeadlineService.DeadlineServiceClient(client.Portal));
        var health = clients.ToDictionary(client => client, client => new Health.HealthClient(client.Portal));
        var day = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        yield return Against("CalculateDueDate against an empty call", 1 / 0.7, hub, clients,
            async (client, _) => await deadlines[client].CalculateDueDateAsync(new CalculateDueDateRequest { PermitType = "permitTypes/skp-penelitian", ReceiveTime = day }),
            () => ClosedLoop.Run(clients, Calls, async (client, _) => await health[client].CheckAsync(new HealthCheckRequest())));
    }

    private static Gate Against(string name, double most, LoadHub hub, IReadOnlyList<LoadClient> clients, Func<LoadClient, int, Task> call, Func<double> floor)
    {
        ClosedLoop.Run(clients, Calls, call);
        floor();
        List<double> hubs = [], floors = [];
        double hubTime = 0, clientTime = 0;
        for (var turn = 0; turn < Turns; turn++)
        {
            var (hub0, client0) = (ProcessorTime.OfProcess(hub.ProcessId), ProcessorTime.OfProcess(Environment.ProcessId));
            hubs.Add(ClosedLoop.Run(clients, Calls, call));
            hubTime += ProcessorTime.OfProcess(hub.ProcessId) - hub0;
            clientTime += ProcessorTime.OfProcess(Environment.ProcessId) - client0;
            floors.Add(floor());
        }

        return Ratio.Of(name + ", 8 clients", hubs, floors, most, string.Create(
            CultureInfo.InvariantCulture, $"processor a call: hub {hubTime / (Turns * Calls):0} us, client {clientTime / (Turns * Calls):0} us"));
    }

    // What the hub sends, from where it has it, and as it sends it: one transaction in one go, after the look-up of the caller's key.
    private static string Get(string id) => Together(
        ApplicationReader.MaySee(new Caller("systems/portal", Audience.Portal)),
        ApplicationHistory.Select,
        SubjectVault.SelectNewest("@Owner"))
        .Replace("@application", $"'{id}'", StringComparison.Ordinal)
        .Replace("@System", "'systems/portal'", StringComparison.Ordinal)
        .Replace("@upTo", "9223372036854775807", StringComparison.Ordinal)
        .Replace("@Owner", $"'applications/{id}'", StringComparison.Ordinal)
        .Replace("@Name", "'form'", StringComparison.Ordinal);

    private static string Track(string token) => Together(TrackingReader.Select)
        .Replace("@token", $"'\\x{Convert.ToHexStringLower(TrackingTokens.Hash(token))}'", StringComparison.Ordinal)
        .Replace("@Name", "'form'", StringComparison.Ordinal);

    private static string Together(params ReadOnlySpan<string> selects) =>
        $"\\startpipeline\nBEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n{string.Join(";\n", selects)};\nCOMMIT;\n\\endpipeline\n";
}
