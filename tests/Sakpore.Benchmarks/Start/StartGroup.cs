using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sakpore.Benchmarks.Start;

/// <summary>How long a hub process takes from its start until calls may be sent to it: keys and schema are there, as after a restart.</summary>
internal static class StartGroup
{
    private const double MostSeconds = 2;
    private const int Runs = 5;

    public static IReadOnlyList<Gate> Run()
    {
        var data = Directory.CreateTempSubdirectory("sakpore-start-");
        try
        {
            // The first start makes keys and schema, and is not counted.
            var first = Measure(data.FullName);
            var seconds = Enumerable.Range(0, Runs).Select(_ => Measure(data.FullName)).Order().ToArray();
            var all = string.Join(" ", seconds.Select(run => run.ToString("0.00", CultureInfo.InvariantCulture)));
            return [new Gate("start to ready", seconds[Runs / 2], MostSeconds, "s", string.Create(CultureInfo.InvariantCulture, $"runs {all}; the first of all {first:0.00}"))];
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static double Measure(string data)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Sakpore.Grpc.dll")]) { RedirectStandardOutput = true };
        foreach (var (name, value) in new[] { ("Development", "true"), ("DataDirectory", data), ("HttpPort", "0"), ("GrpcPort", "0"), ("OperationsPort", port.ToString(CultureInfo.InvariantCulture)) })
        {
            start.Environment["Sakpore__" + name] = value;
        }

        start.Environment["Logging__LogLevel__Default"] = "None";
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        while (!IsReady(client, port))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException("The hub did not become ready.");
            }

            Thread.Sleep(5);
        }

        var elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        process.Kill();
        process.WaitForExit();
        return elapsed;
    }

    private static bool IsReady(HttpClient client, int port)
    {
        try
        {
            using var answer = client.Send(new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
