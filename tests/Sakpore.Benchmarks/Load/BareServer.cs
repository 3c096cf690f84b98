using System.Diagnostics;
using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sakpore.Benchmarks.Load;

/// <summary>The framework alone as a process: a call that does nothing, with nothing before it. What no hub can be faster than.</summary>
internal sealed class BareServer : IDisposable
{
    /// <summary>The argument of this program that serves instead of measuring.</summary>
    public const string Argument = "bare-server";

    private readonly Process _process;

    private BareServer(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    public int ProcessId => _process.Id;

    public static BareServer Start()
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(BareServer).Assembly.Location, Argument]) { RedirectStandardOutput = true })!;
        return new BareServer(process, process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The bare server ended."));
    }

    /// <summary>Serves until killed.</summary>
    public static int Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        using var app = builder.Build();
        app.MapGrpcService<Nothing>();
        app.StartAsync().GetAwaiter().GetResult();
        Console.WriteLine(app.Urls.Single());
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private sealed class Nothing : Health.HealthBase
    {
        public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) => Task.FromResult(new HealthCheckResponse());
    }
}
