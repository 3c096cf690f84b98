using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Grpc;

namespace Sakpore.Cli.Tests;

/// <summary>A hub that runs on a data directory of its own, beside which commands are tried as an administrator would.</summary>
internal sealed class HubOnDisk : IAsyncDisposable
{
    private readonly DirectoryInfo _data;
    private readonly WebApplication _app;

    private HubOnDisk(DirectoryInfo data, WebApplication app) => (_data, _app) = (data, app);

    public string Data => _data.FullName;

    public string Development => Path.Combine(Data, "development");

    public static async Task<HubOnDisk> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("sakpore-test-");
        var app = Hub.Create(new HubOptions { Development = true, DataDirectory = data.FullName, HttpPort = 0, GrpcPort = 0 }, new FakeTimeProvider(CommandLine.Now));
        await app.StartAsync();
        return new HubOnDisk(data, app);
    }

    /// <summary>Runs a command on the hub's database.</summary>
    public Task<CommandLine> RunAsync(params string[] words) => CommandLine.RunAsync([.. words, "--data", Data]);

    /// <summary>Runs SQL as who rules the database.</summary>
    public async Task<object?> AsSuperuserAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "sakpore.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Ends the hub as a signal does; its data stay.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }
}
