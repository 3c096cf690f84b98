using System.Data.Common;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Deadlines;

/// <summary>Goes the rounds of the clocks, as often as the operator sets. Each round does all that is due.</summary>
/// <param name="services">Asked for the rounds when the hub has started: before that a development hub has no key yet.</param>
/// <param name="options">How often.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class ClockKeeper(IServiceProvider services, HubOptions options, TimeProvider time, ILogger<ClockKeeper> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.ClockInterval == TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.ClockInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await services.GetRequiredService<ClockRounds>().RunAsync(stoppingToken);
                await services.GetRequiredService<RenewalRounds>().RunAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is DbException or WriteConflictException or FaultException or InvalidOperationException or UnreadableEventException)
            {
                // The rows stay due; the next round tries again.
                LogFailed(failed);
            }
        }
    }

    [LoggerMessage(EventId = 1301, Level = LogLevel.Warning, Message = "A round of the clocks was broken off.")]
    private partial void LogFailed(Exception exception);
}
