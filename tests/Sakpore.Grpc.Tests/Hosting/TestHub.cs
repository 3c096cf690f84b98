using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Grpc.Development;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>A real hub on loopback with a database of its own and a clock that the test turns.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly DirectoryInfo _data;

    private TestHub(WebApplication app, DirectoryInfo data, FakeTimeProvider time)
    {
        (_app, _data, Time) = (app, data, time);
        _channel = GrpcChannel.ForAddress(app.Urls.Last(), new GrpcChannelOptions { MaxReceiveMessageSize = null });
        Callers = DevelopmentCallers.Read(data.FullName);
    }

    public FakeTimeProvider Time { get; }

    public DevelopmentCallers Callers { get; }

    public string Pages => _app.Urls.First();

    public string DataDirectory => _data.FullName;

    public string DatabaseFile => Path.Combine(_data.FullName, "sakpore.db");

    public CallInvoker Public => _channel.CreateCallInvoker();

    public CallInvoker Portal => As(Callers.Portal, null);

    public CallInvoker FrontOffice => Officer("dpmptsp", "contoh-front-office");

    public CallInvoker BackOffice => Officer("dpmptsp", "contoh-back-office");

    public CallInvoker Head => Officer("dpmptsp", "contoh-kepala");

    public static async Task<TestHub> StartAsync(Func<HubOptions, HubOptions>? configure = null)
    {
        var data = Directory.CreateTempSubdirectory("sakpore-test-");

        // A Monday morning in the office: 2026-11-23T09:00 WIB.
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        var options = new HubOptions { Development = true, DataDirectory = data.FullName, HttpPort = 0, GrpcPort = 0 };
        var app = Hub.Create(configure?.Invoke(options) ?? options, time);
        await app.StartAsync();
        return new TestHub(app, data, time);
    }

    public CallInvoker Officer(string office, string officer) => As(Callers.Offices[office], "officers/" + officer);

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Every row of every table as text: what must be as before after a refusal.</summary>
    public string Snapshot()
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Mode=ReadOnly");
        connection.Open();
        using var tables = new SqliteCommand("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", connection);
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
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private CallInvoker As(string key, string? officer) => _channel.Intercept(metadata =>
    {
        metadata.Add("authorization", "Bearer " + key);
        if (officer is not null)
        {
            metadata.Add("sakpore-officer", officer);
        }

        return metadata;
    });
}
