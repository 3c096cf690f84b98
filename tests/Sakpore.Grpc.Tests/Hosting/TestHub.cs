using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Sakpore.Grpc.Development;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>A real hub on loopback with a database of its own and a clock that the test turns.</summary>
internal sealed class TestHub : HubCallers, IAsyncDisposable
{
    /// <summary>A Monday morning in the office: 2026-11-23T09:00 WIB.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly DirectoryInfo _data;
    private readonly HubOptions _options;
    private readonly bool _owner;

    private TestHub(WebApplication app, HubOptions options, FakeTimeProvider time, bool owner)
        : base(app.Urls.ElementAt(1), DevelopmentCallers.Read(options.DataDirectory)) =>
        (_app, _data, _options, Time, _owner) = (app, new DirectoryInfo(options.DataDirectory), options, time, owner);

    public FakeTimeProvider Time { get; }

    public string Pages => _app.Urls.First();

    public string GrpcAddress => _app.Urls.ElementAt(1);

    /// <summary>The operators' port, of a hub that has one.</summary>
    public string Operations => _app.Urls.ElementAt(2);

    public string DataDirectory => _data.FullName;

    /// <summary>The connection string of its PostgreSQL, or null.</summary>
    public string? Postgres => _options.Postgres;

    public string DatabaseFile => Path.Combine(_data.FullName, "sakpore.db");

    public static async Task<TestHub> StartAsync(
        Func<HubOptions, HubOptions>? configure = null, TestDatabase database = TestDatabase.Sqlite, bool preparedKeys = true)
    {
        var data = Directory.CreateTempSubdirectory("sakpore-test-");

        var time = new FakeTimeProvider(Start);
        var options = new HubOptions
        {
            Development = true,

            // A test turns the clock, and then goes the rounds itself: nothing changes behind its back.
            ClockInterval = TimeSpan.Zero,
            DataDirectory = data.FullName,
            Postgres = database == TestDatabase.Postgres ? PostgresCluster.CreateDatabase() : null,
            HttpPort = 0,
            GrpcPort = 0,
        };
        options = configure?.Invoke(options) ?? options;
        if (preparedKeys)
        {
            await PreparedKeys.CopyToAsync(options);
        }

        return await StartAsync(options, time, owner: true);
    }

    /// <summary>A second hub on the same database, with the same keys and clock.</summary>
    public Task<TestHub> StartAnotherAsync(Func<HubOptions, HubOptions>? configure = null) =>
        StartAsync(configure?.Invoke(_options) ?? _options, Time, owner: false);

    /// <summary>Ends the hub as a signal does; it can still be disposed of.</summary>
    public Task StopAsync()
    {
        Get<IHostApplicationLifetime>().StopApplication();
        return _app.StopAsync();
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>
    /// Every row of every table as text: what must be as before after a refusal. Without the news, which get their
    /// positions from what went before, and without what a refusal itself leaves: counts of wrong passphrases, the log of refusals.
    /// </summary>
    public string Snapshot() => _options.Postgres is null ? SqliteSnapshot() : PostgresSnapshot(_options.Postgres);

    private static async Task<TestHub> StartAsync(HubOptions options, FakeTimeProvider time, bool owner)
    {
        var app = Hub.Create(options, time);
        await app.StartAsync();
        return new TestHub(app, options, time, owner);
    }

    private static string PostgresSnapshot(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        var tables = connection.Query<string>("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE 'news%' AND table_name NOT LIKE 'officer_key%' AND table_name NOT LIKE 'refusal%' ORDER BY table_name");
        return string.Join('\n', tables.SelectMany(table => connection.Query<string>($"SELECT '{table}: ' || t::text FROM {table} t ORDER BY 1")));
    }

    private string SqliteSnapshot()
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Mode=ReadOnly");
        connection.Open();
        using var tables = new SqliteCommand("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'news%' AND name NOT LIKE 'officer_key%' AND name NOT LIKE 'refusal%' ORDER BY name", connection);
        using var names = tables.ExecuteReader();
        var lines = new List<string>();
        while (names.Read())
        {
            using var select = new SqliteCommand($"SELECT * FROM \"{names.GetString(0)}\"", connection);
            using var rows = select.ExecuteReader();
            while (rows.Read())
            {
                lines.Add(names.GetString(0) + ": " + string.Join(
                    " | ", Enumerable.Range(0, rows.FieldCount).Select(column => rows.GetValue(column) switch
                    {
                        byte[] bytes => Convert.ToHexStringLower(bytes),
                        var value => value.ToString(),
                    })));
            }
        }

        return string.Join('\n', lines);
    }

    public async ValueTask DisposeAsync()
    {
        Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (!_owner)
        {
            return;
        }

        SqliteConnection.ClearAllPools();
        if (_options.Postgres is { } postgres)
        {
            PostgresCluster.DropDatabase(postgres);
        }

        _data.Delete(recursive: true);
    }
}
