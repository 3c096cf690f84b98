using System.Data.Common;
using System.Net.Sockets;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Readiness;

/// <summary>Looks every two seconds whether the hub has what calls need: the database, its schema, and the keys.</summary>
internal sealed partial class ReadinessProbe(Database database, HubOptions options, HubReadiness readiness, ILogger<ReadinessProbe> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private string _told = "";

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        IReadOnlyList<string> missing = [.. await DatabaseAsync(cancellation), .. KeyChecks.Unreadable(options)];
        readiness.Found(missing);
        var told = string.Join(" ", missing);
        if (told != _told)
        {
            _told = told;
            Tell(told);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What is waited for is outside: a clock that a test turns does not move it.
        using var timer = new PeriodicTimer(Pause, TimeProvider.System);
        do
        {
            await LookAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<IReadOnlyList<string>> DatabaseAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var missing = await database.MissingMigrationsAsync(patience.Token).WaitAsync(patience.Token);
            return missing.Count == 0 ? [] : [$"The database lacks the migration {missing[0]}."];
        }
        catch (Exception away) when (away is DbException or SocketException or IOException or TimeoutException
            || (away is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return ["The database does not answer."];
        }
    }

    private void Tell(string missing)
    {
        if (missing.Length > 0)
        {
            LogNotReady(missing);
        }
        else
        {
            LogReady();
        }
    }

    [LoggerMessage(EventId = 801, Level = LogLevel.Warning, Message = "Not ready: {Missing}")]
    private partial void LogNotReady(string missing);

    [LoggerMessage(EventId = 802, Level = LogLevel.Information, Message = "Ready.")]
    private partial void LogReady();
}
