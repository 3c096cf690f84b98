using System.Data.Common;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Documents;

/// <summary>Sweeps abandoned uploads and files of content that nobody needs, at the start and every hour.</summary>
/// <param name="services">Asked for the uploads when the hub has started: before that a development hub has no key yet.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class UploadSweep(IServiceProvider services, TimeProvider time, ILogger<UploadSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                await services.GetRequiredService<Uploads>().SweepAsync(stoppingToken);
                await services.GetRequiredService<BlobSweep>().SweepAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is IOException or DbException or WriteConflictException)
            {
                LogFailed(failed);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(EventId = 701, Level = LogLevel.Warning, Message = "Abandoned uploads could not be swept.")]
    private partial void LogFailed(Exception exception);
}
