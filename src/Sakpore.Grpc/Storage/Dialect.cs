using System.Data.Common;
using DbUp.Builder;

namespace Sakpore.Grpc.Storage;

/// <summary>The few places where SQLite and PostgreSQL differ. All other SQL is shared text.</summary>
internal abstract class Dialect : IAsyncDisposable
{
    /// <summary>The database of a hub: PostgreSQL where it is configured, else a file in the data directory.</summary>
    public static Dialect Of(HubOptions options) => string.IsNullOrEmpty(options.Postgres)
        ? new SqliteDialect(Path.Combine(options.DataDirectory, "sakpore.db"))
        : new PostgresDialect(options.Postgres);

    /// <summary>The column type of canonical and sealed bytes.</summary>
    public abstract string BlobType { get; }

    /// <summary>
    /// Ends a SELECT so that its rows stay as they are until the transaction ends. Empty on SQLite, where a writer is alone.
    /// </summary>
    public abstract string ForShare { get; }

    /// <summary>
    /// Ends a SELECT whose rows the transaction will write, so that nobody writes them in between. Empty on SQLite.
    /// </summary>
    public abstract string ForUpdate { get; }

    /// <summary>Ends a SELECT that claims rows: those that another transaction has claimed are left out. Empty on SQLite.</summary>
    public abstract string ForUpdateSkipLocked { get; }

    /// <summary>A connection that is open and set up.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellation);

    /// <summary>Begins a transaction whose statements all read the same committed state.</summary>
    public abstract Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>Waits until it is this writer's turn, and holds it until disposed. Where several may write at once it is at once.</summary>
    public virtual ValueTask<IDisposable?> TurnToWriteAsync(CancellationToken cancellation) => ValueTask.FromResult<IDisposable?>(null);

    /// <summary>Begins a transaction that reads one committed state, as a statement that travels with its SELECTs; null where that gains nothing.</summary>
    public abstract string? BeginSnapshot { get; }

    /// <summary>
    /// Names the line of history that the database is on: another one after a standby was promoted, a backup was rolled forward
    /// or another cluster took its place. Empty on SQLite, whose file is put back while no hub runs.
    /// </summary>
    public abstract Task<string> HistoryLineAsync(DbTransaction transaction);

    /// <summary>
    /// Begins a transaction that will write. On SQLite it takes the one writer's place at once (BEGIN IMMEDIATE). On
    /// PostgreSQL it is READ COMMITTED: what a command decides on is one application, two writers of which conflict on the
    /// key of its next entry; a stricter isolation would only make strangers fail, above all those who wait for a serial.
    /// </summary>
    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>Keeps other processes from migrating the same database until disposed.</summary>
    public abstract IDisposable LockMigrations();

    /// <summary>Where migrations are written to.</summary>
    public abstract UpgradeEngineBuilder Migrations();

    /// <summary>Whether another transaction took the same key or row first: the caller may read again and decide anew.</summary>
    public abstract bool IsConflict(DbException exception);

    /// <summary>Leaves nothing of deleted rows in the file, where the database keeps them by default.</summary>
    public abstract Task ForgetDeletedAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>Makes giving positions to news one at a time until the transaction ends.</summary>
    public abstract Task LockSequenceAsync(DbTransaction transaction);

    /// <summary>Tells other processes that there are news. Never within a transaction of a command: there it serialises commits.</summary>
    public abstract Task NotifyAsync(CancellationToken cancellation);

    /// <summary>Hears of other processes' news until cancelled. Returns at once where there are no other processes.</summary>
    public abstract Task ListenAsync(Action heard, CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
