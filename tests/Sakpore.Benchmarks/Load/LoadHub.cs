using System.Diagnostics;
using Sakpore.Grpc;
using Sakpore.Grpc.Development;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Benchmarks.Load;

/// <summary>A hub as a process of its own, as an installation runs it, so that its processor time can be told from the callers'.</summary>
internal sealed class LoadHub : IDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _data;
    private readonly DevelopmentCallers _callers;
    private readonly string _pages;
    private readonly string _address;

    private LoadHub(Process process, DirectoryInfo data, string pages, string address, TimeSpan started)
    {
        (_process, _data, _pages, _address, Started) = (process, data, pages, address, started);
        _callers = DevelopmentCallers.Read(data.FullName);
    }

    /// <summary>From the start of the process to the line that says where it listens.</summary>
    public TimeSpan Started { get; }

    public int ProcessId => _process.Id;

    /// <summary>Where it takes gRPC.</summary>
    public string Address => _address;

    public string Passphrase => _callers.Passphrase;

    /// <summary>A client with a connection of its own.</summary>
    public LoadClient Client() => new(_address, _callers);

    /// <summary>A client of the pages and of what is over HTTP.</summary>
    public HttpClient Http() => new() { BaseAddress = new Uri(_pages) };

    public static LoadHub Start(string postgres) => Start(postgres, Directory.CreateTempSubdirectory("sakpore-load-"));

    /// <summary>Ends this process and starts another one with the same keys and database.</summary>
    public LoadHub Again(string postgres)
    {
        End();
        return Start(postgres, _data);
    }

    public void Dispose()
    {
        End();
        _data.Delete(recursive: true);
    }

    private void End()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static LoadHub Start(string postgres, DirectoryInfo data)
    {
        var begun = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo("dotnet", [typeof(Hub).Assembly.Location]) { RedirectStandardOutput = true };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
            [("Development", "true"), ("HttpPort", "0"), ("GrpcPort", "0"), ("DataDirectory", data.FullName), ("Postgres", postgres), ("DocumentBytes", "268435456")])
        {
            start.Environment["Sakpore__" + name] = value;
        }

        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        var process = Process.Start(start)!;
        var addresses = new List<string>();
        while (addresses.Count < 2)
        {
            var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The hub ended before it listened.");
            var at = line.IndexOf("http://", StringComparison.Ordinal);
            if (line.Contains("Now listening on: ", StringComparison.Ordinal) && at >= 0)
                addresses.Add(line[at..].TrimEnd('"', '}', ' '));
        }

        var started = Stopwatch.GetElapsedTime(begun);
        // What it prints later must not fill the pipe.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return new LoadHub(process, data, addresses[0], addresses[1], started);
    }
}

/// <summary>Those who call, over one connection.</summary>
internal sealed class LoadClient(string address, DevelopmentCallers callers) : HubCallers(address, callers);
