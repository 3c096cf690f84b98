using System.Data.Common;
using Dapper;
using Npgsql;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Diagnosis;

/// <summary>The database: whether it answers, what it is, what schema it has, and what its clock says.</summary>
internal static class DatabaseDiagnosis
{
    private const int OldestMajor = 14;

    private static readonly string[] NeverOff = ["fsync", "full_page_writes"];
    private static readonly TimeSpan ClocksMayDiffer = TimeSpan.FromSeconds(1);

    /// <summary>Looks at the database that is configured. Nothing is made or changed.</summary>
    public static async Task<IReadOnlyList<Finding>> OfAsync(HubOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var file = Path.Combine(options.DataDirectory, "sakpore.db");
        if (string.IsNullOrEmpty(options.Postgres) && !File.Exists(file))
        {
            return [Finding.Well($"There is no database yet: the first start makes {file} (SQLite, for one hub process).")];
        }

        if (MissingSocket(options.Postgres) is { } socket)
        {
            return [Finding.Wrong($"There is no socket {socket}: PostgreSQL does not run, or listens elsewhere. Look at Host in Sakpore__Postgres and at the server.")];
        }

        try
        {
            await using Dialect dialect = string.IsNullOrEmpty(options.Postgres) ? new SqliteDialect(file) : new PostgresDialect(options.Postgres);
            await using var connection = await dialect.OpenAsync(cancellation);
            return
            [
                .. await SchemaAsync(options, new Database(dialect), connection, cancellation),
                .. connection is NpgsqlConnection postgres ? await PostgresAsync(postgres, time) : [Finding.Well($"The database is {file} (SQLite, for one hub process).")],
            ];
        }
        catch (Exception unread) when (unread is ArgumentException or KeyNotFoundException)
        {
            // That the connection string cannot be read is told with the settings.
            return [];
        }
        catch (Exception away) when (away is DbException or TimeoutException)
        {
            return [Finding.Wrong($"The database does not answer: {Reason(away)} Look at Sakpore__Postgres and at the server.")];
        }
    }

    /// <summary>The Unix socket that a connection string names where it is not there; else null. The system's own word for it misleads.</summary>
    private static string? MissingSocket(string? postgres)
    {
        try
        {
            var server = new NpgsqlConnectionStringBuilder(postgres);
            var socket = $"{server.Host}/.s.PGSQL.{server.Port}";
            return server.Host is ['/', ..] folder && !folder.Contains(',', StringComparison.Ordinal) && !File.Exists(socket) ? socket : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Reason(Exception away)
    {
        var sentence = (away.InnerException ?? away).Message;
        return sentence.EndsWith('.') ? sentence : sentence + ".";
    }

    private static async Task<IEnumerable<Finding>> SchemaAsync(HubOptions options, Database database, DbConnection connection, CancellationToken cancellation)
    {
        IReadOnlyList<string> missing;
        try
        {
            missing = await database.MissingMigrationsAsync(cancellation);
        }
        catch (DbException)
        {
            return [Finding.Well("The database is empty: the first start makes the schema.")];
        }

        var mode = await connection.QuerySingleOrDefaultAsync<string>("SELECT mode FROM installation WHERE id = 1");
        return
        [
            missing.Count == 0 ? Finding.Well("The schema is up to date.")
                : Finding.Warning($"The schema lacks {missing.Count} migrations, from {missing[0]} on. The next start runs them: back up before."),
            .. missing.Count == 0 ? await SerialDiagnosis.OfAsync(options, connection) : [],
            .. missing.Count == 0 && await RowRenewal.IsDueAsync(connection)
                ? [Finding.Warning("An earlier release computed the rows of lists and of the service-level report, which may lack some. A hub that starts makes them anew while it serves; sakpore rows rebuild --check tells how far it is.")]
                : Array.Empty<Finding>(),
            .. mode is "development" ? [Finding.Wrong("The database was made in development mode; its letters are valid nowhere. Use another one.")] : Array.Empty<Finding>(),
        ];
    }

    private static async Task<IEnumerable<Finding>> PostgresAsync(NpgsqlConnection connection, TimeProvider time)
    {
        var before = time.GetUtcNow();
        var told = new DateTimeOffset(await connection.QuerySingleAsync<DateTime>("SELECT clock_timestamp()"), TimeSpan.Zero);
        var after = time.GetUtcNow();
        var settings = (await connection.QueryAsync<(string Name, string Value)>(
            "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'synchronous_standby_names')")).ToDictionary(row => row.Name, row => row.Value);
        var standbys = (await connection.QueryAsync<string>("SELECT COALESCE(sync_state, 'unseen') FROM pg_stat_replication")).ToList();
        return
        [
            connection.PostgreSqlVersion.Major >= OldestMajor ? Finding.Well($"PostgreSQL {connection.PostgreSqlVersion} answers.")
                : Finding.Wrong($"PostgreSQL {connection.PostgreSqlVersion} is too old: {OldestMajor} or newer is needed."),
            Clock("the database's", told, before, after),
            .. Durability(settings),
            Replication(settings["synchronous_standby_names"], standbys),
        ];
    }

    /// <summary>Holds this machine's clock against another one that was asked between two looks at it.</summary>
    internal static Finding Clock(string whose, DateTimeOffset told, DateTimeOffset before, DateTimeOffset after)
    {
        var off = told < before ? before - told : told > after ? told - after : TimeSpan.Zero;
        return off <= ClocksMayDiffer
            ? Finding.Well($"This machine's clock agrees with {whose}.")
            : Finding.Wrong($"This machine's clock is {off.TotalSeconds:0.#} seconds {(told < before ? "ahead of" : "behind")} {whose}. Both should follow the same time servers (NTP).");
    }

    private static IEnumerable<Finding> Durability(Dictionary<string, string> settings)
    {
        foreach (var name in NeverOff.Where(name => settings[name] == "off"))
        {
            yield return Finding.Wrong($"PostgreSQL runs with {name} = off: a power cut may destroy the database. Set it to on.");
        }

        if (settings["synchronous_commit"] is "off" or "local")
        {
            yield return Finding.Wrong($"PostgreSQL runs with synchronous_commit = {settings["synchronous_commit"]}: a letter that was acknowledged may be lost. Set it to on.");
        }
    }

    /// <summary>What a failover would cost.</summary>
    internal static Finding Replication(string synchronousNames, IReadOnlyList<string> standbys)
    {
        var synchronous = standbys.Count(state => state is "sync" or "quorum");
        return synchronous > 0 ? Finding.Well($"Letters are on {synchronous} synchronous standby before they are acknowledged.")
            : standbys.Count > 0 && standbys.All(state => state == "unseen") ? Finding.Warning("There are standbys, and this user may not see whether they are synchronous. Run: GRANT pg_monitor TO the hub's user")
            : standbys.Count > 0 ? Finding.Warning("Letters are issued on asynchronous replication: after a failover, letters that were acknowledged may be missing and numbers given twice. Set synchronous_standby_names (Patroni: synchronous_mode and synchronous_mode_strict).")
            : synchronousNames.Length > 0 ? Finding.Wrong("synchronous_standby_names is set and no standby is connected: every write waits for ever. Start the standby.")
            : Finding.Warning("There is no standby: when this database's disk is lost, only the last backup is left.");
    }
}
