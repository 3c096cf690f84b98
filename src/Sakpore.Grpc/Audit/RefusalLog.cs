using System.Data.Common;
using System.Threading.Channels;
using Dapper;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Audit;

/// <summary>
/// The log of what was refused: a chain of this process's own, stored although the call fails. A system's refusals are a row
/// each, and told when they are stored; past sixty in a minute, and for callers without credentials always, like ones of a
/// minute are counted in one row.
/// </summary>
internal sealed partial class RefusalLog(Database database, RandomIdentifiers random, TimeProvider time, ILogger<RefusalLog> logger) : BackgroundService
{
    private const int MostWaiting = 4096;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Channel<(Refusal Refusal, TaskCompletionSource Stored)> _waiting =
        Channel.CreateBounded<(Refusal, TaskCompletionSource)>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly RefusalCounts _counts = new();
    private readonly SemaphoreSlim _storing = new(1);
    private readonly List<RefusalRow> _unsettled = [];
    private ChainEnd _end = new(0, HashChain.Start);

    /// <summary>This process's chain.</summary>
    public string Process { get; } = random.Next();

    /// <summary>Logs a refusal; of a system's the answer waits until it is stored, but no longer than a second.</summary>
    public async Task RecordAsync(Refusal refusal)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_counts.Takes(refusal) || !_waiting.Writer.TryWrite((refusal, stored)))
        {
            return;
        }

        try
        {
            await stored.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            // It is stored when the database is back.
        }
    }

    /// <summary>Stores what was counted so far; while the database is away, it is counted on.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        var counted = _counts.Take();
        var rows = counted.Select(like => Row(like.Key, like.Value)).ToList();
        try
        {
            await StoreAsync(rows, cancellation);
        }
        finally
        {
            if (rows.Count > 0)
            {
                _counts.GoOn(counted);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        try
        {
            await FlushAsync(cancellationToken);
        }
        catch (Exception away) when (away is DbException or WriteConflictException or OperationCanceledException)
        {
            LogLost(away);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await Task.WhenAll(StoreWaitingAsync(stoppingToken), FlushEachMinuteAsync(stoppingToken));

    private async Task StoreWaitingAsync(CancellationToken stopping)
    {
        var batch = new List<(Refusal Refusal, TaskCompletionSource Stored)>();
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (_waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            var rows = batch.ConvertAll(one => Row(one.Refusal, RefusalCount.Once(one.Refusal)));
            while (!await TryAsync(() => StoreAsync(rows, CancellationToken.None)) && !stopping.IsCancellationRequested)
            {
                await Task.Delay(Patience, TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            batch.ForEach(one => one.Stored.TrySetResult());
            batch.Clear();
        }
    }

    private async Task FlushEachMinuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Minute, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await TryAsync(() => FlushAsync(stopping));
            }
        }
        catch (OperationCanceledException)
        {
            // The hub ends; what was counted is stored by StopAsync.
        }
    }

    private async Task<bool> TryAsync(Func<Task> store)
    {
        try
        {
            await store();
            return true;
        }
        catch (Exception away) when (away is DbException or WriteConflictException)
        {
            LogLost(away);
            return false;
        }
    }

    /// <summary>Stores rows after those that are not settled yet. Takes them off the list once they are this log's to settle.</summary>
    private async Task StoreAsync(List<RefusalRow> rows, CancellationToken cancellation)
    {
        await _storing.WaitAsync(cancellation);
        try
        {
            await SettleAsync(cancellation);
            _unsettled.AddRange(rows);
            rows.Clear();
            await SettleAsync(cancellation);
        }
        finally
        {
            _storing.Release();
        }
    }

    /// <summary>Stores what is not settled. A commit that was not answered may have been done all the same: nobody else writes this chain.</summary>
    private async Task SettleAsync(CancellationToken cancellation)
    {
        if (_unsettled.Count > 0)
        {
            _end = await database.CommandAsync(
                async transaction => await EndAsync(transaction) is { } end && end.Sequence > _end.Sequence ? (end, new WriteBatch()) : Append(_unsettled), cancellation);
            _unsettled.Clear();
        }
    }

    private async Task<ChainEnd?> EndAsync(DbTransaction transaction) => await transaction.Connection!.QuerySingleOrDefaultAsync<ChainEnd>(
        "SELECT sequence AS Sequence, head AS Head FROM refusal_chains WHERE process = @Process", new { Process }, transaction);

    private (ChainEnd, WriteBatch) Append(IReadOnlyList<RefusalRow> rows)
    {
        var batch = new WriteBatch();
        var (sequence, head) = _end;
        foreach (var unplaced in rows)
        {
            var row = unplaced with { Sequence = ++sequence };
            head = row.HashAfter(head, sequence);
            row.AddTo(batch, head);
        }

        RefusalRow.AddEndTo(batch, Process, sequence, head, time.GetUtcNow());
        return (new ChainEnd(sequence, head), batch);
    }

    private RefusalRow Row(Refusal refusal, RefusalCount count) => new(
        Process, 0, count.FirstAt, count.LastAt, refusal.Method, refusal.Reason, refusal.Caller, refusal.Officer, count.Calls == 1 ? refusal.Resource : null,
        count.Calls, null);

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _storing.Dispose();
    }

    [LoggerMessage(EventId = 1603, Level = LogLevel.Error, Message = "Refusals could not be stored.")]
    private partial void LogLost(Exception exception);

    private sealed record ChainEnd(long Sequence, byte[] Head);
}

/// <summary>A call that was refused.</summary>
/// <param name="Method">The full method name.</param>
/// <param name="Reason">The reason, UPPER_SNAKE.</param>
/// <param name="Caller">The system; of a caller without credentials the client's address, of IPv6 its network.</param>
/// <param name="Officer">The officer, or null.</param>
/// <param name="Resource">The resource that it was about, by its name; or null.</param>
/// <param name="IsKnown">Whether the caller showed who it is.</param>
/// <param name="At">When, microseconds.</param>
internal sealed record Refusal(string Method, string Reason, string Caller, string? Officer, string? Resource, bool IsKnown, long At);
