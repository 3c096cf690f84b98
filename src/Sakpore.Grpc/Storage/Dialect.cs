using System.Data;
using System.Data.Common;
using DbUp.Builder;

namespace Sakpore.Grpc.Storage;

/// <summary>The few places where SQLite and PostgreSQL differ. All other SQL is shared text.</summary>
internal abstract class Dialect
{
    /// <summary>The column type of canonical and sealed bytes.</summary>
    public abstract string BlobType { get; }

    /// <summary>A connection that is open and set up.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellation);

    /// <summary>Begins a transaction that will write. On SQLite it takes the one writer's place at once (BEGIN IMMEDIATE).</summary>
    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>Where migrations are written to.</summary>
    public abstract UpgradeEngineBuilder Migrations();

    /// <summary>Whether another transaction took the same key or row first: the caller may read again and decide anew.</summary>
    public abstract bool IsConflict(DbException exception);

    /// <summary>Leaves nothing of deleted rows in the file, where the database keeps them by default.</summary>
    public abstract Task ForgetDeletedAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>The isolation in which commands decide.</summary>
    protected const IsolationLevel CommandIsolation = IsolationLevel.Serializable;
}
