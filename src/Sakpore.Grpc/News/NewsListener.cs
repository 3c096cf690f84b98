using System.Data.Common;
using System.Net.Sockets;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.News;

/// <summary>
/// Hears of news that other processes made (LISTEN). Without it, while its connection is cut, watchers find them by polling.
/// </summary>
internal sealed partial class NewsListener(Dialect dialect, NewsSignal signal, ILogger<NewsListener> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await dialect.ListenAsync(signal.Raise, stoppingToken);
                return;
            }
            catch (Exception cut) when (cut is DbException or SocketException or IOException or TimeoutException)
            {
                LogCut(cut);
                await Task.Delay(Again, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(EventId = 602, Level = LogLevel.Warning, Message = "The connection that listens for news was cut; watchers poll until it is back.")]
    private partial void LogCut(Exception exception);
}
