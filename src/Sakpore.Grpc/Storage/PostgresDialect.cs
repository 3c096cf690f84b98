using System.Data;
using System.Data.Common;
using Dapper;
using DbUp;
using DbUp.Builder;
using Npgsql;

namespace Sakpore.Grpc.Storage;

/// <summary>PostgreSQL: for real use and for several hub processes.</summary>
internal sealed class PostgresDialect : Dialect
{
    // "sakpore" in ASCII: one of the database's advisory locks is ours under this key.
    private const long MigrationLock = 0x73616B706F7265;
    private const long NewsLock = MigrationLock + 1;

    private readonly string _connectionString;
    private readonly NpgsqlDataSource _source;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="connectionString">A connection string of Npgsql's; several hosts where there are a primary and standbys.</param>
    public PostgresDialect(string connectionString)
    {
        _connectionString = PostgresConnection.Complete(connectionString);

        // The name stands in metrics, where the connection string has nothing to do.
        _source = new NpgsqlDataSourceBuilder(_connectionString) { Name = "sakpore" }.Build();
    }

    /// <inheritdoc/>
    public override string BlobType => "BYTEA";

    /// <inheritdoc/>
    public override string ForShare => "FOR SHARE";

    /// <inheritdoc/>
    public override string ForUpdate => "FOR UPDATE";

    /// <inheritdoc/>
    public override string ForUpdateSkipLocked => "FOR UPDATE SKIP LOCKED";

    /// <inheritdoc/>
    public override async Task<DbConnection> OpenAsync(CancellationToken cancellation) => await _source.OpenConnectionAsync(cancellation);

    /// <inheritdoc/>
    public override async Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    /// <inheritdoc/>
    public override string? BeginSnapshot => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /// <inheritdoc/>
    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);

    /// <inheritdoc/>
    public override Task<string> HistoryLineAsync(DbTransaction transaction) => transaction.Connection!.QuerySingleAsync<string>(
        // The log is written on the new timeline at once; pg_control_checkpoint() tells it after the checkpoint that follows.
        "SELECT system_identifier || '/' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) FROM pg_control_system()", transaction: transaction);

    /// <inheritdoc/>
    public override IDisposable LockMigrations()
    {
        // A connection outside the pool: the lock is gone with it, also when the process dies.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false }.ToString());
        connection.Open();
        connection.Execute("SELECT pg_advisory_lock(@MigrationLock)", new { MigrationLock }, commandTimeout: 0);
        return connection;
    }

    /// <inheritdoc/>
    public override UpgradeEngineBuilder Migrations() => DeployChanges.To.PostgresqlDatabase(_connectionString);

    /// <inheritdoc/>
    public override bool IsConflict(DbException exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
    };

    /// <inheritdoc/>
    public override Task ForgetDeletedAsync(DbConnection connection, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public override Task LockSequenceAsync(DbTransaction transaction) =>
        transaction.Connection!.ExecuteAsync("SELECT pg_advisory_xact_lock(@NewsLock)", new { NewsLock }, transaction);

    /// <inheritdoc/>
    public override async Task NotifyAsync(CancellationToken cancellation)
    {
        await using var command = _source.CreateCommand("NOTIFY sakpore_news");
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <inheritdoc/>
    public override async Task ListenAsync(Action heard, CancellationToken cancellation)
    {
        // Keepalive finds a peer that is gone without a word; the pool never gets a connection that listens.
        var own = new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false, KeepAlive = 10 };
        await using var connection = new NpgsqlConnection(own.ToString());
        await connection.OpenAsync(cancellation);
        connection.Notification += (_, _) => heard();
        await connection.ExecuteAsync("LISTEN sakpore_news");
        heard();
        while (true)
        {
            await connection.WaitAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _source.DisposeAsync();
}
