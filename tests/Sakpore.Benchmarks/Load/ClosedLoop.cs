using System.Diagnostics;

namespace Sakpore.Benchmarks.Load;

/// <summary>Clients that each wait for an answer before they ask again.</summary>
internal static class ClosedLoop
{
    /// <summary>Does a number of calls, divided among the clients as they come free.</summary>
    /// <param name="clients">The clients.</param>
    /// <param name="calls">How many calls altogether.</param>
    /// <param name="call">One call of a client; the number says which of all calls it is.</param>
    /// <returns>Calls a second.</returns>
    public static double Run(IReadOnlyList<LoadClient> clients, int calls, Func<LoadClient, int, Task> call) =>
        RunAsync(clients, calls, call).GetAwaiter().GetResult();

    /// <summary>The same with a thread for each client.</summary>
    public static double Run(IReadOnlyList<LeanClient> clients, int calls, Func<int, LeanCall> call)
    {
        var next = -1;
        var begun = Stopwatch.GetTimestamp();
        Task.WaitAll([.. clients.Select(client => Task.Factory.StartNew(
            () =>
            {
                for (var number = Interlocked.Increment(ref next); number < calls; number = Interlocked.Increment(ref next))
                    client.Call(call(number));
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))]);
        return calls / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<double> RunAsync(IReadOnlyList<LoadClient> clients, int calls, Func<LoadClient, int, Task> call)
    {
        var next = -1;
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            for (var number = Interlocked.Increment(ref next); number < calls; number = Interlocked.Increment(ref next))
                await call(client, number);
        })));
        return calls / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }
}
