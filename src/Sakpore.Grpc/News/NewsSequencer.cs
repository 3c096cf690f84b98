using System.Data.Common;
using Dapper;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.News;

/// <summary>
/// Gives news their positions after their commit. Any process may do it for all; a lock that ends with the transaction
/// makes it one at a time, so that no position ever appears behind one that was read. Then it wakes the other processes:
/// outside command transactions, and at most once in <see cref="Pause"/>.
/// </summary>
internal sealed partial class NewsSequencer(Database database, NewsSignal signal, ILogger<NewsSequencer> logger) : BackgroundService
{
    /// <summary>The least time between two runs, and so between two notifications, of a process.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>How often a process looks for news that another one left without position.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _written = new(0, 1);

    /// <summary>Gives positions to all that have none.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> SequenceAsync(CancellationToken cancellation) =>
        await database.ReadOnceAsync(AnyAsync, cancellation) ? await database.WriteAsync(NumberAsync, cancellation) : 0;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        database.Written += Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await _written.WaitAsync(Poll, stoppingToken);
                await RunAsync(stoppingToken);
                await Task.Delay(Pause, TimeProvider.System, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The hub stops; what has no position yet gets it from the next process.
        }
        finally
        {
            database.Written -= Wake;
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            if (await SequenceAsync(cancellation) > 0)
            {
                signal.Raise();
                await database.Dialect.NotifyAsync(cancellation);
            }
        }
        catch (Exception exception) when (exception is DbException or WriteConflictException)
        {
            LogPostponed(exception);
        }
    }

    private static async Task<bool> AnyAsync(DbConnection connection) =>
        await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM (SELECT 1 FROM news_arrivals LIMIT 1) AS one") > 0;

    private async Task<int> NumberAsync(DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        await database.Dialect.LockSequenceAsync(transaction);
        var numbered = await connection.ExecuteAsync(
            """
            INSERT INTO news (position, application_id, sequence)
            SELECT (SELECT COALESCE(MAX(position), 0) FROM news) + ROW_NUMBER() OVER (ORDER BY application_id, sequence), application_id, sequence
            FROM news_arrivals
            """,
            transaction: transaction);
        await connection.ExecuteAsync(
            """
            DELETE FROM news_arrivals WHERE EXISTS (
                SELECT 1 FROM news n WHERE n.application_id = news_arrivals.application_id AND n.sequence = news_arrivals.sequence)
            """,
            transaction: transaction);
        return numbered;
    }

    private void Wake()
    {
        // Under load it nearly always is awake already, and an exception a write costs more than the write's own statements.
        if (_written.CurrentCount > 0)
        {
            return;
        }

        try
        {
            _written.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another write was first by a moment.
        }
    }

    [LoggerMessage(EventId = 601, Level = LogLevel.Warning, Message = "News get their positions later: the database did not answer.")]
    private partial void LogPostponed(Exception exception);
}
