using System.Data.Common;
using DbUp.Engine.Output;

namespace Sakpore.Grpc.Storage;

/// <summary>The hub's database: migrated at start, read by connection, written by transaction.</summary>
internal sealed class Database(Dialect dialect)
{
    /// <summary>Brings the schema up to date. Scripts are numbered and each runs once, in one transaction.</summary>
    /// <exception cref="InvalidOperationException">A script failed; the schema is as that script found it.</exception>
    public void Migrate()
    {
        var result = dialect.Migrations()
            .WithScriptsEmbeddedInAssembly(typeof(Database).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithVariable("blob", dialect.BlobType)
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException($"Migration {result.ErrorScript?.Name} failed.", result.Error);
        }
    }

    /// <summary>Reads on a connection of its own.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = await dialect.OpenAsync(cancellation);
        return await read(connection);
    }

    /// <summary>Writes in one transaction: everything that <paramref name="write"/> does is stored, or nothing.</summary>
    /// <exception cref="WriteConflictException">Another transaction was first; nothing was stored.</exception>
    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation) =>
        InTransactionAsync(write, transaction => transaction.CommitAsync(cancellation), cancellation);

    /// <summary>Does all that a writing does and stores nothing of it: what would come of it is answered.</summary>
    /// <exception cref="WriteConflictException">Another transaction was first.</exception>
    public Task<T> RehearseAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation) =>
        InTransactionAsync(write, transaction => transaction.RollbackAsync(cancellation), cancellation);

    /// <summary>Makes deletions final, also in the files behind the tables.</summary>
    public Task ForgetDeletedAsync(CancellationToken cancellation) => ReadAsync(
        async connection =>
        {
            await dialect.ForgetDeletedAsync(connection, cancellation);
            return true;
        },
        cancellation);

    private async Task<T> InTransactionAsync<T>(
        Func<DbTransaction, Task<T>> write, Func<DbTransaction, Task> end, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await dialect.OpenAsync(cancellation);
            await using var transaction = await dialect.BeginWriteAsync(connection, cancellation);
            var written = await write(transaction);
            await end(transaction);
            return written;
        }
        catch (DbException conflict) when (dialect.IsConflict(conflict))
        {
            throw new WriteConflictException(conflict);
        }
    }
}

/// <summary>Another transaction took the same row or key first. Nothing was stored; the call may be decided anew.</summary>
internal sealed class WriteConflictException(Exception cause) : Exception("Another transaction was first.", cause);
