using System.Data.Common;
using Dapper;
using DbUp.Engine.Output;

namespace Sakpore.Grpc.Storage;

/// <summary>The hub's database: migrated at start, read in snapshots, written in transactions.</summary>
internal sealed class Database(Dialect dialect)
{
    /// <summary>How often a write is tried before its conflict is told: once, and three times anew.</summary>
    public const int Attempts = 4;

    /// <summary>Raised after a write of this process has ended. Whoever listens returns at once.</summary>
    public event Action? Written;

    /// <summary>Where SQLite and PostgreSQL differ.</summary>
    public Dialect Dialect => dialect;

    /// <summary>
    /// Brings the schema up to date. Scripts are numbered and each runs once, in one transaction; processes that start
    /// together wait for one another.
    /// </summary>
    /// <exception cref="InvalidOperationException">A script failed; the schema is as that script found it.</exception>
    public void Migrate()
    {
        using var alone = dialect.LockMigrations();
        var result = dialect.Migrations()
            .WithScriptsEmbeddedInAssembly(typeof(Database).Assembly, IsScript)
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

    /// <summary>The scripts of this program that the database has not run, by number; empty: the schema is up to date, or newer.</summary>
    public Task<IReadOnlyList<string>> MissingMigrationsAsync(CancellationToken cancellation) => ReadOnceAsync<IReadOnlyList<string>>(
        async connection =>
        {
            var run = await connection.QueryAsync<string>(new CommandDefinition("SELECT scriptname FROM schemaversions", cancellationToken: cancellation));
            return [.. typeof(Database).Assembly.GetManifestResourceNames().Where(IsScript).Except(run).Order(StringComparer.Ordinal)];
        },
        cancellation);

    /// <summary>Reads on a connection of its own, in one snapshot: all statements see the same committed state.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = await dialect.OpenAsync(cancellation);
        await using var snapshot = await dialect.BeginReadAsync(connection, cancellation);
        return await read(connection);
    }

    /// <summary>Reads with several SELECTs that see one committed state: one round trip where the database can.</summary>
    /// <param name="read">Reads their results in order; the reader stands at the first.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <param name="queries">The SELECTs.</param>
    public async Task<T> ReadTogetherAsync<T>(Func<DbDataReader, Task<T>> read, CancellationToken cancellation, params BoundQuery[] queries)
    {
        await using var connection = await dialect.OpenAsync(cancellation);
        if (dialect.BeginSnapshot is { } begin)
        {
            await using var batch = connection.CreateBatch();
            Add(batch, begin);
            foreach (var (query, values) in queries)
            {
                query.AddTo(batch, values);
            }

            Add(batch, "COMMIT");
            await using var results = await batch.ExecuteReaderAsync(cancellation);
            return await read(results);
        }

        await using var snapshot = await dialect.BeginReadAsync(connection, cancellation);
        await using var command = connection.CreateCommand();
        command.Transaction = snapshot;
        foreach (var (query, values) in queries)
        {
            query.AddTo(command, values);
        }

        await using var one = await command.ExecuteReaderAsync(cancellation);
        return await read(one);
    }

    /// <summary>Reads with one statement, which is a snapshot by itself: one round trip.</summary>
    public async Task<T> ReadOnceAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = await dialect.OpenAsync(cancellation);
        return await read(connection);
    }

    /// <summary>Writes in one transaction: everything that <paramref name="write"/> does is stored, or nothing.</summary>
    /// <param name="write">What is done; run again, in a new transaction, where another one was first.</param>
    /// <param name="cancellation">Cancels the writing; after the commit it has no effect.</param>
    /// <exception cref="WriteConflictException">Others were first, <see cref="Attempts"/> times; nothing was stored.</exception>
    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation) =>
        CommandAsync(async transaction => (await write(transaction), new WriteBatch()), cancellation);

    /// <summary>
    /// Writes as <see cref="WriteAsync"/> does; the statements that <paramref name="write"/> hands back are sent together
    /// with the commit, in one round trip where the database can.
    /// </summary>
    /// <param name="write">What is done, and the statements that end it.</param>
    /// <param name="cancellation">Cancels the writing; after the commit it has no effect.</param>
    /// <exception cref="WriteConflictException">Others were first, <see cref="Attempts"/> times; nothing was stored.</exception>
    public Task<T> CommandAsync<T>(Func<DbTransaction, Task<(T Result, WriteBatch Last)>> write, CancellationToken cancellation) =>
        InTransactionAsync(write, (transaction, last) => last.CommitAsync(transaction, cancellation), cancellation);

    /// <summary>Does all that a writing does and stores nothing of it: what would come of it is answered.</summary>
    /// <exception cref="WriteConflictException">Others were first, <see cref="Attempts"/> times.</exception>
    public Task<T> RehearseAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation) =>
        RehearseCommandAsync(async transaction => (await write(transaction), new WriteBatch()), cancellation);

    /// <summary>Rehearses what <see cref="CommandAsync"/> would do, its last statements included.</summary>
    /// <exception cref="WriteConflictException">Others were first, <see cref="Attempts"/> times.</exception>
    public Task<T> RehearseCommandAsync<T>(Func<DbTransaction, Task<(T Result, WriteBatch Last)>> write, CancellationToken cancellation) =>
        InTransactionAsync(
            write,
            async (transaction, last) =>
            {
                await last.ExecuteAsync(transaction, cancellation);
                await transaction.RollbackAsync(cancellation);
            },
            cancellation);

    /// <summary>Makes deletions final, also in the files behind the tables.</summary>
    public Task ForgetDeletedAsync(CancellationToken cancellation) => ReadOnceAsync(
        async connection =>
        {
            await dialect.ForgetDeletedAsync(connection, cancellation);
            return true;
        },
        cancellation);

    private static void Add(DbBatch batch, string statement)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = statement;
        batch.BatchCommands.Add(command);
    }

    private static bool IsScript(string resource) => resource.EndsWith(".sql", StringComparison.Ordinal);

    private async Task<T> InTransactionAsync<T>(
        Func<DbTransaction, Task<(T Result, WriteBatch Last)>> write, Func<DbTransaction, WriteBatch, Task> end, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var turn = await dialect.TurnToWriteAsync(cancellation);
                await using var connection = await dialect.OpenAsync(cancellation);
                await using var transaction = await dialect.BeginWriteAsync(connection, cancellation);
                var (result, last) = await write(transaction);
                await end(transaction, last);
                Written?.Invoke();
                return result;
            }
            catch (DbException conflict) when (dialect.IsConflict(conflict))
            {
                if (attempt == Attempts)
                {
                    throw new WriteConflictException(conflict);
                }
            }
        }
    }
}

/// <summary>Another transaction took the same row or key first. Nothing was stored; the call may be decided anew.</summary>
internal sealed class WriteConflictException(Exception cause) : Exception("Another transaction was first.", cause);
