using System.Data.Common;
using DbUp;
using DbUp.Builder;
using Npgsql;

namespace Sakpore.Grpc.Storage;

/// <summary>PostgreSQL: for real use and for several hub processes.</summary>
/// <param name="source">Connections, from a configured connection string.</param>
internal sealed class PostgresDialect(NpgsqlDataSource source) : Dialect
{
    /// <inheritdoc/>
    public override string BlobType => "BYTEA";

    /// <inheritdoc/>
    public override async Task<DbConnection> OpenAsync(CancellationToken cancellation) => await source.OpenConnectionAsync(cancellation);

    /// <inheritdoc/>
    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(CommandIsolation, cancellation);

    /// <inheritdoc/>
    public override UpgradeEngineBuilder Migrations() => DeployChanges.To.PostgresqlDatabase(source.ConnectionString);

    /// <inheritdoc/>
    public override bool IsConflict(DbException exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
    };

    /// <inheritdoc/>
    public override Task ForgetDeletedAsync(DbConnection connection, CancellationToken cancellation) => Task.CompletedTask;
}
