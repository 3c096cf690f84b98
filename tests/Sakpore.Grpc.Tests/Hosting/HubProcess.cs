using System.Diagnostics;
using Sakpore.Grpc.Development;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>A hub as a process of its own, as an installation runs it: it can be killed with -9.</summary>
internal sealed class HubProcess : HubCallers, IAsyncDisposable
{
    private readonly Process _process;

    private HubProcess(Process process, string pages, string grpc, DevelopmentCallers callers)
        : base(grpc, callers) => (_process, Pages) = (process, pages);

    public string Pages { get; }

    /// <summary>Starts a hub and waits until it answers.</summary>
    /// <param name="dataDirectory">Its data directory; hubs on one database share it, for it holds the development keys.</param>
    /// <param name="postgres">Its database.</param>
    /// <param name="settings">Further settings, <c>name=value</c>.</param>
    public static async Task<HubProcess> StartAsync(string dataDirectory, string postgres, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Hub).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] all =
        [
            "Development=true", "HttpPort=0", "GrpcPort=0", $"DataDirectory={dataDirectory}", $"Postgres={postgres}", .. settings,
        ];
        foreach (var setting in all)
        {
            var (name, value) = (setting[..setting.IndexOf('=', StringComparison.Ordinal)], setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            start.Environment["Sakpore__" + name] = value;
        }

        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        var process = Process.Start(start)!;
        var addresses = new List<string>();
        var printed = new List<string>();
        while (addresses.Count < 2)
        {
            var line = await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException($"The hub ended: {string.Join(Environment.NewLine, printed)}{await process.StandardError.ReadToEndAsync()}");
            printed.Add(line);
            var at = line.IndexOf("Now listening on: ", StringComparison.Ordinal);
            if (at >= 0)
            {
                addresses.Add(line[(at + "Now listening on: ".Length)..]);
            }
        }

        // What it prints later must not fill the pipe, and tells why a test failed.
        _ = TellAsync(process.StandardOutput);
        _ = TellAsync(process.StandardError);
        return new HubProcess(process, addresses[0], addresses[1], DevelopmentCallers.Read(dataDirectory));
    }

    /// <summary>kill -9: nothing in the process gets to run again.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    private static async Task TellAsync(StreamReader printed)
    {
        while (await printed.ReadLineAsync() is { } line)
        {
            await TestContext.Progress.WriteLineAsync(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
