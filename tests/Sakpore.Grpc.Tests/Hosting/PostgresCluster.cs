using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>
/// The PostgreSQL of the tests: SAKPORE_TEST_POSTGRES where it is set (a connection string whose user may make
/// databases), otherwise a throwaway cluster in a temporary directory, run by an unprivileged user, reached over its Unix
/// socket and over loopback. It ends with the tests, however they end: its shell waits for the end of our pipe.
/// </summary>
internal static class PostgresCluster
{
    private static readonly Lazy<Cluster> Running = new(Start, LazyThreadSafetyMode.ExecutionAndPublication);
    private static int _databases;

    /// <summary>The server that whoever runs the tests gives, or null.</summary>
    public static string? Given() => Environment.GetEnvironmentVariable("SAKPORE_TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    /// <summary>The connection string of the server.</summary>
    public static string ConnectionString => Running.Value.ConnectionString;

    /// <summary>
    /// Whether the cluster writes through to the disk, as in an office. Default: no, since what is killed in tests is hubs,
    /// never the database. To be set before the first database is made.
    /// </summary>
    public static bool Durable { get; set; }

    /// <summary>The connection string of a database that is made now and empty.</summary>
    public static string CreateDatabase() => CreateDatabase(Running.Value.ConnectionString);

    /// <summary>The same on a server of its own.</summary>
    public static string CreateDatabase(string server)
    {
        var name = $"sakpore_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        Execute(server, $"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }

    public static void DropDatabase(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        Execute(Running.Value.ConnectionString, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    /// <summary>The loopback address of the server, for a relay in between.</summary>
    public static IPEndPoint Address()
    {
        var builder = new NpgsqlConnectionStringBuilder(Running.Value.ConnectionString);
        return new IPEndPoint(IPAddress.Loopback, builder.Port);
    }

    public static void Stop()
    {
        if (Running.IsValueCreated)
        {
            Running.Value.Stop();
        }
    }

    private static void Execute(string server, string sql)
    {
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static Cluster Start()
    {
        if (Given() is { } given)
        {
            return new Cluster(given, null, null);
        }

        var directory = Directory.CreateTempSubdirectory("sakpore-pg-");
        var user = ServersUser();
        var port = FreePort();
        var bin = Binaries();
        var (data, script) = (Path.Combine(directory.FullName, "data"), Path.Combine(directory.FullName, "run.sh"));

        var durability = Durable ? "" : "-c fsync=off -c synchronous_commit=off -c full_page_writes=off";
        File.WriteAllText(script, $"""
            set -e
            cd '{directory.FullName}'
            '{bin}/initdb' --pgdata='{data}' --username=sakpore --auth=trust --encoding=UTF8 --locale=C --no-sync >initdb.log 2>&1
            '{bin}/postgres' -D '{data}' -p {port} -k '{directory.FullName}' -c listen_addresses=127.0.0.1 \
              {durability} -c shared_buffers={(Durable ? "512MB" : "64MB")} -c max_connections=200 >postgres.log 2>&1 </dev/null &
            server=$!
            read -r end || true
            kill -INT $server
            wait $server || true
            """);
        var shell = RunAs(user, directory, script);
        var cluster = new Cluster(
            $"Host=127.0.0.1;Port={port};Username=sakpore;Database=postgres;Maximum Pool Size=60;Connection Idle Lifetime=5;Connection Pruning Interval=2", directory, shell);
        cluster.WaitUntilReady();
        return cluster;
    }

    /// <summary>Runs a shell script in a folder that is its user's; null: this user. It ends when its input does.</summary>
    internal static Process RunAs(string? user, DirectoryInfo directory, string script)
    {
        string[] command = user is null ? ["sh", script]
            : ["setpriv", $"--reuid={user}", user == "nobody" ? "--regid=nogroup" : $"--regid={user}", "--init-groups", "sh", script];
        if (user is not null)
        {
            Process.Start("chown", ["-R", user, directory.FullName]).WaitForExit();
        }

        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true })!;
    }

    /// <summary>Who may run a server where the tests run as root; null: the tests' own user.</summary>
    internal static string? ServersUser() => Environment.UserName == "root" ? UnprivilegedUser() : null;

    private static string UnprivilegedUser() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    internal static string Binaries()
    {
        IEnumerable<string> places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            places = places.Concat(Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")));
        }

        return places.FirstOrDefault(place => File.Exists(Path.Combine(place, "initdb")) && File.Exists(Path.Combine(place, "postgres")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed: the tests need initdb and postgres, or SAKPORE_TEST_POSTGRES.");
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Cluster(string ConnectionString, DirectoryInfo? Directory, Process? Shell)
    {
        public void WaitUntilReady()
        {
            for (var waited = Stopwatch.StartNew(); ;)
            {
                try
                {
                    using var connection = new NpgsqlConnection(ConnectionString);
                    connection.Open();
                    return;
                }
                catch (NpgsqlException) when (waited.Elapsed < TimeSpan.FromSeconds(60) && !Shell!.HasExited)
                {
                    Thread.Sleep(50);
                }
                catch (NpgsqlException)
                {
                    var logs = Directory!.EnumerateFiles("*.log").Select(log => File.ReadAllText(log.FullName));
                    throw new InvalidOperationException("PostgreSQL did not start:\n" + string.Join('\n', logs));
                }
            }
        }

        public void Stop()
        {
            NpgsqlConnection.ClearAllPools();
            if (Shell is null)
            {
                return;
            }

            Shell.StandardInput.Close();
            Shell.WaitForExit(TimeSpan.FromSeconds(20));
            Directory!.Delete(recursive: true);
        }
    }
}
