using Microsoft.AspNetCore.Builder;
using Sakpore.Grpc;

namespace Sakpore.Contract.Tests;

/// <summary>A development hub on free ports of loopback, as the samples and the examples of the documents meet it.</summary>
internal sealed class RunningHub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _data;

    private RunningHub(WebApplication app, DirectoryInfo data) => (_app, _data) = (app, data);

    /// <summary>The address of HTTP and JSON.</summary>
    public string Http => _app.Urls.First();

    /// <summary>The address of gRPC, without its scheme.</summary>
    public string Grpc => new Uri(_app.Urls.Last()).Authority;

    /// <summary>The file of credentials.</summary>
    public string Callers => Path.Combine(_data.FullName, "development", "callers.json");

    public static async Task<RunningHub> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("sakpore-contract-");
        var app = Hub.Create(new HubOptions { Development = true, DataDirectory = data.FullName, HttpPort = 0, GrpcPort = 0 });
        await app.StartAsync();
        return new RunningHub(app, data);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }
}
