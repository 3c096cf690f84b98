using System.Data;
using System.Data.Common;
using Dapper;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.Sqlite;

namespace Sakpore.Grpc.Storage;

/// <summary>SQLite in one file: the embedded default. WAL, one writer, deleted pages overwritten.</summary>
/// <param name="path">The database file; made when absent.</param>
internal sealed class SqliteDialect(string path) : Dialect
{
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;
    private const int Busy = 5;

    // SQLite itself makes writers wait by trying again after random pauses on a thread each: many of them starve one another.
    private readonly SemaphoreSlim _writer = new(1, 1);

    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        ForeignKeys = true,
        DefaultTimeout = 10,
    }.ToString();

    /// <inheritdoc/>
    public override string BlobType => "BLOB";

    /// <inheritdoc/>
    public override string ForShare => "";

    /// <inheritdoc/>
    public override string ForUpdate => "";

    /// <inheritdoc/>
    public override string ForUpdateSkipLocked => "";

    /// <inheritdoc/>
    public override async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellation);

        // FULL: an acknowledged letter survives a power cut. secure_delete: an erased key leaves no trace in free pages.
        await connection.ExecuteAsync("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
        return connection;
    }

    /// <inheritdoc/>
    public override Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellation) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    /// <inheritdoc/>
    public override async ValueTask<IDisposable?> TurnToWriteAsync(CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        return new Turn(_writer);
    }

    /// <inheritdoc/>
    public override string? BeginSnapshot => null;

    /// <inheritdoc/>
    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);

    /// <inheritdoc/>
    public override Task<string> HistoryLineAsync(DbTransaction transaction) => Task.FromResult("");

    /// <inheritdoc/>
    public override IDisposable LockMigrations()
    {
        // A second process on the same file is a mistake that must not break the schema: it finds the lock held and fails.
        return new FileStream(path + ".migrating", new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
        });
    }

    /// <inheritdoc/>
    public override UpgradeEngineBuilder Migrations() => DeployChanges.To.SqliteDatabase(_connectionString);

    /// <inheritdoc/>
    public override bool IsConflict(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: ConstraintPrimaryKey or ConstraintUnique } or SqliteException { SqliteErrorCode: Busy };

    /// <inheritdoc/>
    public override Task ForgetDeletedAsync(DbConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition("PRAGMA wal_checkpoint(TRUNCATE);", cancellationToken: cancellation));

    /// <inheritdoc/>
    public override Task LockSequenceAsync(DbTransaction transaction) => Task.CompletedTask;

    /// <inheritdoc/>
    public override Task NotifyAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public override Task ListenAsync(Action heard, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _writer.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }
}
