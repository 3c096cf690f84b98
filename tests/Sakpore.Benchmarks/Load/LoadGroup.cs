using Npgsql;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Benchmarks.Load;

/// <summary>The hub as a process under load, on a PostgreSQL that keeps what it says it kept (fsync, synchronous commit).</summary>
internal static class LoadGroup
{
    private const int Clients = 8;
    private const double MostSecondsToStart = 2;

    public static IReadOnlyList<Gate> Submissions() => Run((hub, clients, postgres) => SubmitLoad.Run(hub, clients, postgres, Postmaster(postgres)));

    public static IReadOnlyList<Gate> Readings() => Run((hub, clients, postgres) => ReadLoad.Run(hub, clients, postgres, Postmaster(postgres)));

    public static IReadOnlyList<Gate> Streams() => Run((hub, clients, _) => StreamLoad.Run(hub, clients[0]));

    public static IReadOnlyList<Gate> Signing() => Run((hub, clients, postgres) => SignLoad.Run(hub, clients, postgres));

    public static IReadOnlyList<Gate> Pages() => Run((_, clients, postgres) => PageLoad.Run(clients[0], postgres));

    private static List<Gate> Run(Func<LoadHub, IReadOnlyList<LoadClient>, string, IEnumerable<Gate>> measure)
    {
        PostgresCluster.Durable = true;
        var gates = new List<Gate>();
        var postgres = PostgresCluster.CreateDatabase();
        try
        {
            // The first start makes the schema and development keys.
            using var hub = LoadHub.Start(postgres).Again(postgres);
            Tell(gates, [new Gate("start to listening", hub.Started.TotalSeconds, MostSecondsToStart, "s")]);
            var clients = Enumerable.Range(0, Clients).Select(_ => hub.Client()).ToList();
            Tell(gates, measure(hub, clients, postgres));
            clients.ForEach(client => client.Dispose());
            return gates;
        }
        finally
        {
            PostgresCluster.DropDatabase(postgres);
        }
    }

    private static void Tell(List<Gate> gates, IEnumerable<Gate> measured)
    {
        foreach (var gate in measured)
        {
            Console.Error.WriteLine(gate);
            gates.Add(gate);
        }
    }

    private static int Postmaster(string postgres)
    {
        using var connection = new NpgsqlConnection(postgres);
        connection.Open();
        using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        var backend = (int)command.ExecuteScalar()!;
        var line = File.ReadAllText($"/proc/{backend}/stat");
        return int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
