using System.Data.Common;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>
/// Makes the rows that serve lists and reports anew, once for a database, where an earlier release computed them in another way.
/// The hub serves meanwhile; a renewal that is broken off is begun again by the next start. Two hubs that do so come to the same rows.
/// </summary>
internal sealed partial class RowRenewal(Database database, CatalogParts catalog, TimeProvider time, ILogger<RowRenewal> logger) : BackgroundService
{
    /// <summary>How rows are computed. Raise it when <see cref="ApplicationRows"/> writes other values for the same history.</summary>
    public const long Form = 1;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Whether an earlier release computed the rows.</summary>
    public static async Task<bool> IsDueAsync(DbConnection connection) =>
        await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM installation WHERE rows_form = @Form", new { Form }) == 0;

    /// <summary>Says of a database without applications that its rows are as they should be.</summary>
    public static Task<int> KeepEmptyAsync(DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "UPDATE installation SET rows_form = @Form WHERE rows_form IS NULL AND NOT EXISTS (SELECT 1 FROM applications)", new { Form }, transaction);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                if (await database.ReadOnceAsync(IsDueAsync, stoppingToken))
                {
                    await RenewAsync(stoppingToken);
                }

                return;
            }
            catch (Exception failed) when (failed is DbException or WriteConflictException or InvalidOperationException or UnreadableEventException)
            {
                LogFailed(failed);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RenewAsync(CancellationToken cancellation)
    {
        LogBegun();
        var anew = 0L;
        await RowReplay.RunAsync(database, catalog, rebuild: true, differences => anew += differences.Count, cancellation);
        await database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("UPDATE installation SET rows_form = @Form", new { Form }, transaction), cancellation);
        LogDone(anew);
    }

    [LoggerMessage(EventId = 1303, Level = LogLevel.Information, Message = "An earlier release computed the rows of lists and reports; they are made anew. Reports lack some until then.")]
    private partial void LogBegun();

    [LoggerMessage(EventId = 1304, Level = LogLevel.Information, Message = "The rows of lists and reports are as the histories say; {Count} were made anew.")]
    private partial void LogDone(long count);

    [LoggerMessage(EventId = 1305, Level = LogLevel.Warning, Message = "Making the rows of lists and reports anew was broken off.")]
    private partial void LogFailed(Exception exception);
}
