using System.Diagnostics;
using Npgsql;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Outages;

/// <summary>A primary and its synchronous standby on loopback, as Patroni runs them: a commit is acknowledged when both have it.</summary>
internal sealed class ReplicatedPostgres : IDisposable
{
    private const string Standby = "standby";

    private readonly DirectoryInfo _directory;
    private readonly Process _shell;
    private readonly (int Primary, int Standby) _ports;

    private ReplicatedPostgres(DirectoryInfo directory, Process shell, (int, int) ports) => (_directory, _shell, _ports) = (directory, shell, ports);

    /// <summary>Names both; the hub finds the primary.</summary>
    public string ConnectionString => $"Host=127.0.0.1:{_ports.Primary},127.0.0.1:{_ports.Standby};Username=sakpore;Database=sakpore;Maximum Pool Size=40";

    public string StandbyAlone => Alone(_ports.Standby);

    public string PrimaryAlone => Alone(_ports.Primary);

    public static async Task<ReplicatedPostgres> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("sakpore-replicated-");
        var bin = PostgresCluster.Binaries();
        var (at, primary, standby) = (directory.FullName, PostgresCluster.FreePort(), PostgresCluster.FreePort());
        var script = Path.Combine(at, "run.sh");

        // fsync off: what is killed here is processes, never the machine. The standby asks nobody to wait for it once it is primary.
        var common = $"-k '{at}' -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c shared_buffers=32MB -c max_connections=120 -c wal_level=replica -c hot_standby=on -c synchronous_commit=on";
        await File.WriteAllTextAsync(script, $"""
            set -e
            cd '{at}'
            '{bin}/initdb' --pgdata='{at}/primary' --username=sakpore --auth=trust --encoding=UTF8 --locale=C --no-sync >initdb.log 2>&1
            '{bin}/postgres' -D '{at}/primary' -p {primary} {common} -c synchronous_standby_names={Standby} >primary.log 2>&1 </dev/null &
            first=$!
            until pg_isready -q -h 127.0.0.1 -p {primary}; do sleep 0.1; done
            pg_basebackup -h 127.0.0.1 -p {primary} -U sakpore -D '{at}/standby' --no-sync --checkpoint=fast >basebackup.log 2>&1
            touch '{at}/standby/standby.signal'
            echo "primary_conninfo = 'host=127.0.0.1 port={primary} user=sakpore application_name={Standby}'" >>'{at}/standby/postgresql.auto.conf'
            '{bin}/postgres' -D '{at}/standby' -p {standby} {common} >standby.log 2>&1 </dev/null &
            second=$!
            read -r end || true
            kill -INT $first $second || true
            wait || true
            """);
        var replicated = new ReplicatedPostgres(directory, PostgresCluster.RunAs(PostgresCluster.ServersUser(), directory, script), (primary, standby));
        await replicated.WaitUntilSynchronousAsync();
        await ExecuteAsync(new NpgsqlConnectionStringBuilder(replicated.PrimaryAlone) { Database = "postgres" }.ToString(), "CREATE DATABASE sakpore");
        return replicated;
    }

    /// <summary>kill -9: the primary gets to say nothing.</summary>
    public void KillPrimary()
    {
        var id = File.ReadLines(Path.Combine(_directory.FullName, "primary", "postmaster.pid")).First();
        Process.Start("kill", ["-9", id]).WaitForExit();
    }

    /// <summary>From here on the standby hears nothing of the primary, which acknowledges without it: what asynchronous replication amounts to.</summary>
    public async Task CutOffStandbyAsync()
    {
        await ExecuteAsync(PrimaryAlone, "ALTER SYSTEM SET synchronous_standby_names = ''");
        await ExecuteAsync(PrimaryAlone, "SELECT pg_reload_conf()");
        await ExecuteAsync(StandbyAlone, "ALTER SYSTEM SET primary_conninfo = ''");
        await ExecuteAsync(StandbyAlone, "SELECT pg_reload_conf()");
        for (var waited = Stopwatch.StartNew(); await ScalarAsync(StandbyAlone, "SELECT COUNT(*) FROM pg_stat_wal_receiver") != 0;)
        {
            if (waited.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException("The standby still listens to the primary.");
            }

            await Task.Delay(50);
        }
    }

    public Task PromoteAsync() => ExecuteAsync(new NpgsqlConnectionStringBuilder(StandbyAlone) { Database = "postgres" }.ToString(), "SELECT pg_promote()");

    private async Task WaitUntilSynchronousAsync()
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            try
            {
                await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(PrimaryAlone) { Database = "postgres", Pooling = false }.ToString());
                await connection.OpenAsync();
                await using var command = new NpgsqlCommand("SELECT COUNT(*) FROM pg_stat_replication WHERE sync_state = 'sync'", connection);
                if (await command.ExecuteScalarAsync() is 1L)
                {
                    return;
                }
            }
            catch (NpgsqlException) when (waited.Elapsed < TimeSpan.FromSeconds(60))
            {
                // It has not come up yet.
            }

            if (waited.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException("The standby did not come up:\n" + string.Join('\n', _directory.EnumerateFiles("*.log").Select(log => File.ReadAllText(log.FullName))));
            }

            await Task.Delay(100);
        }
    }

    private static string Alone(int port) => $"Host=127.0.0.1;Port={port};Username=sakpore;Database=sakpore;Pooling=false";

    private static async Task<long> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        _shell.StandardInput.Close();
        _shell.WaitForExit(TimeSpan.FromSeconds(20));
        _directory.Delete(recursive: true);
    }
}
