using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Sakpore.Grpc.Development;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>A hub as a process of its own, as an installation runs it: it can be killed with -9.</summary>
internal sealed partial class HubProcess : HubCallers, IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _printed;
    private readonly Task _telling;

    private HubProcess(Process process, List<string> addresses, ConcurrentQueue<string> printed, DevelopmentCallers callers)
        : base(addresses[1], callers)
    {
        (_process, Pages, GrpcAddress, _printed) = (process, addresses[0], addresses[1], printed);

        // What it prints later must not fill the pipe, and tells why a test failed.
        _telling = Task.WhenAll(TellAsync(process.StandardOutput), TellAsync(process.StandardError));
    }

    public string Pages { get; }

    public string GrpcAddress { get; }

    public int Id => _process.Id;

    /// <summary>Starts a hub and waits until it answers.</summary>
    /// <param name="dataDirectory">Its data directory; hubs on one database share it, for it holds the development keys.</param>
    /// <param name="postgres">Its database.</param>
    /// <param name="settings">Further settings, <c>name=value</c>; of the framework under their whole name, <c>Logging__...</c>.</param>
    public static async Task<HubProcess> StartAsync(string dataDirectory, string? postgres, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Hub).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] all =
        [
            "Development=true", "HttpPort=0", "GrpcPort=0", $"DataDirectory={dataDirectory}", $"Postgres={postgres}",
            "Logging__LogLevel__Default=Warning", "Logging__LogLevel__Microsoft.Hosting.Lifetime=Information", .. settings,
        ];
        foreach (var setting in all)
        {
            var (name, value) = (setting[..setting.IndexOf('=', StringComparison.Ordinal)], setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            start.Environment[name.StartsWith("Logging__", StringComparison.Ordinal) ? name : "Sakpore__" + name] = value;
        }

        var process = Process.Start(start)!;
        var addresses = new List<string>();
        var printed = new ConcurrentQueue<string>();
        while (addresses.Count < 2)
        {
            var line = await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException($"The hub ended: {string.Join(Environment.NewLine, printed)}{await process.StandardError.ReadToEndAsync()}");
            printed.Enqueue(line);
            if (Listening().Match(line) is { Success: true } listening)
            {
                addresses.Add(listening.Groups[1].Value);
            }
        }

        return new HubProcess(process, addresses, printed, DevelopmentCallers.Read(dataDirectory));
    }

    /// <summary>Ends it as systemd does (SIGTERM) and waits until all that it printed is read.</summary>
    /// <returns>What it printed, from its start to its end.</returns>
    public async Task<IReadOnlyCollection<string>> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        await _telling;
        return _printed;
    }

    /// <summary>kill -9: nothing in the process gets to run again.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    // The first entries of the log are lines of text or of JSON.
    [GeneratedRegex("Now listening on: (http://[0-9.]+:[0-9]+)")]
    private static partial Regex Listening();

    private async Task TellAsync(StreamReader printed)
    {
        while (await printed.ReadLineAsync() is { } line)
        {
            _printed.Enqueue(line);
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
