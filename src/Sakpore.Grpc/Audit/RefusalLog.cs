using System.Data.Common;
using System.Threading.Channels;
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
    private const int RowsPerMinute = 60;
    private const int MostCounted = 1000;
    private const int MostWaiting = 4096;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Channel<(Refusal Refusal, TaskCompletionSource Stored)> _waiting =
        Channel.CreateBounded<(Refusal, TaskCompletionSource)>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Lock _counting = new();
    private readonly Dictionary<Refusal, (long Calls, long FirstAt, long LastAt)> _counted = [];
    private readonly Dictionary<string, int> _rows = [];
    private (long Sequence, byte[] Head) _end = (0, HashChain.Start);

    /// <summary>This process's chain.</summary>
    public string Process { get; } = random.Next();

    /// <summary>Logs a refusal; of a system's the answer waits until it is stored, but no longer than a second.</summary>
    public async Task RecordAsync(Refusal refusal)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (IsCounted(refusal) || !_waiting.Writer.TryWrite((refusal, stored)))
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

    /// <summary>Stores what was counted so far.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        List<RefusalRow> rows;
        lock (_counting)
        {
            rows = [.. _counted.Select(count => Row(count.Key, count.Value.Calls, count.Value.FirstAt, count.Value.LastAt))];
            _counted.Clear();
            _rows.Clear();
        }

        await StoreAsync(rows, cancellation);
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

            while (!await TryStoreAsync([.. batch.Select(one => Row(one.Refusal, 1, one.Refusal.At, one.Refusal.At))]) && !stopping.IsCancellationRequested)
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
                await FlushAsync(stopping);
            }
        }
        catch (Exception away) when (away is DbException or WriteConflictException)
        {
            LogLost(away);
        }
        catch (OperationCanceledException)
        {
            // The hub ends; what was counted is stored by StopAsync.
        }
    }

    private async Task<bool> TryStoreAsync(IReadOnlyList<RefusalRow> rows)
    {
        try
        {
            await StoreAsync(rows, CancellationToken.None);
            return true;
        }
        catch (Exception away) when (away is DbException or WriteConflictException)
        {
            LogLost(away);
            return false;
        }
    }

    private readonly SemaphoreSlim _storing = new(1);

    private async Task StoreAsync(IReadOnlyList<RefusalRow> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await _storing.WaitAsync(cancellation);
        try
        {
            _end = await database.CommandAsync(_ => Task.FromResult(Append(rows)), cancellation);
        }
        finally
        {
            _storing.Release();
        }
    }

    private ((long, byte[]), WriteBatch) Append(IReadOnlyList<RefusalRow> rows)
    {
        var batch = new WriteBatch();
        var (sequence, head) = _end;
        foreach (var unplaced in rows)
        {
            var row = unplaced with { Sequence = ++sequence };
            head = row.HashAfter(head, sequence);
            batch.Add(
                """
                INSERT INTO refusals (process, sequence, first_at, last_at, method, reason, caller, officer, resource, calls, chain)
                VALUES (@process, @sequence, @first, @last, @method, @reason, @caller, @officer, @resource, @calls, @chain)
                """,
                ("process", row.Process), ("sequence", row.Sequence), ("first", row.FirstAt), ("last", row.LastAt), ("method", row.Method), ("reason", row.Reason),
                ("caller", row.Caller), ("officer", row.Officer), ("resource", row.Resource), ("calls", row.Calls), ("chain", head));
        }

        batch.Add(
            """
            INSERT INTO refusal_chains (process, sequence, head, updated_at) VALUES (@process, @sequence, @head, @at)
            ON CONFLICT (process) DO UPDATE SET sequence = excluded.sequence, head = excluded.head, updated_at = excluded.updated_at
            """,
            ("process", Process), ("sequence", sequence), ("head", head), ("at", time.GetUtcNow().ToMicroseconds()));
        return ((sequence, head), batch);
    }

    private RefusalRow Row(Refusal refusal, long calls, long first, long last) => new(
        Process, 0, first, last, refusal.Method, refusal.Reason, refusal.Caller, refusal.Officer, calls == 1 ? refusal.Resource : null, calls, null);

    /// <summary>Counts a refusal that gets no row of its own.</summary>
    private bool IsCounted(Refusal refusal)
    {
        lock (_counting)
        {
            if (refusal.IsKnown && (_rows[refusal.Caller] = _rows.GetValueOrDefault(refusal.Caller) + 1) <= RowsPerMinute)
            {
                return false;
            }

            // Without the resource and the instant, which would tell like ones apart; past so many callers, without the caller.
            var like = refusal with { Resource = null, At = 0 };
            like = _counted.ContainsKey(like) || _counted.Count < MostCounted ? like : like with { Caller = "others", Officer = null };
            var (calls, first, _) = _counted.GetValueOrDefault(like, (0, refusal.At, refusal.At));
            _counted[like] = (calls + 1, first, refusal.At);
            return true;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _storing.Dispose();
    }

    [LoggerMessage(EventId = 1603, Level = LogLevel.Error, Message = "Refusals could not be stored.")]
    private partial void LogLost(Exception exception);
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
