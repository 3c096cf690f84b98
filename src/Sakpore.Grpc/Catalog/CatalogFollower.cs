using Sakpore.Core.Catalog;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Catalog;

/// <summary>Takes into force what other hub processes publish, within a few seconds.</summary>
internal sealed partial class CatalogFollower(Database database, LiveCatalog live, TimeProvider time, ILogger<CatalogFollower> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Takes into force what is stored and not known to this process.</summary>
    /// <exception cref="StartRefusedException">The files on disk and what was published do not go together; every defect is said.</exception>
    public static async Task FollowAsync(Database database, LiveCatalog live, CancellationToken cancellation)
    {
        var published = await database.ReadAsync(connection => CatalogStore.MissingAsync(connection, live.Current), cancellation);
        if (published.Count == 0)
        {
            return;
        }

        switch (live.With(published))
        {
            case CatalogReadResult.Sound(var catalog):
                live.Replace(catalog);
                break;
            case CatalogReadResult.Defective(var defects):
                throw new StartRefusedException([.. defects.Select(defect => defect.ToString())]);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await FollowAsync(database, live, stoppingToken);
            }
            catch (Exception failed) when (failed is System.Data.Common.DbException or StartRefusedException)
            {
                // The catalog in force stays; the next round tries again.
                CouldNotFollow(failed);
            }
        }
    }

    [LoggerMessage(EventId = 1201, Level = LogLevel.Warning, Message = "The catalog that was published elsewhere could not be taken into force.")]
    private partial void CouldNotFollow(Exception failed);
}
