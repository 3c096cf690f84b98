using System.Data.Common;

namespace Sakpore.Grpc.Storage;

/// <summary>
/// Statements that are sent together: one round trip where the database takes batches (PostgreSQL), one after the other
/// where a round trip is a call in this process (SQLite). None of them answers with rows.
/// </summary>
internal sealed class WriteBatch
{
    private readonly List<Statement> _statements = [];

    /// <summary>Adds a statement.</summary>
    /// <param name="sql">One statement, with parameters as <c>@name</c>.</param>
    /// <param name="parameters">The parameters by name; null is NULL.</param>
    public WriteBatch Add(string sql, params (string Name, object? Value)[] parameters)
    {
        _statements.Add(new Statement(sql, parameters));
        return this;
    }

    /// <summary>Adds the statements of another batch, in their order.</summary>
    public void Add(WriteBatch other) => _statements.AddRange(other._statements);

    /// <summary>Sends the statements.</summary>
    public Task ExecuteAsync(DbTransaction transaction, CancellationToken cancellation = default) =>
        _statements.Count == 0 ? Task.CompletedTask
        : transaction.Connection!.CanCreateBatch ? SendAsync(transaction, cancellation)
        : RunAsync(transaction, cancellation);

    /// <summary>Sends the statements and commits.</summary>
    public async Task CommitAsync(DbTransaction transaction, CancellationToken cancellation)
    {
        if (_statements.Count > 0 && transaction.Connection!.CanCreateBatch)
        {
            // A statement that fails ends the batch before its COMMIT is reached.
            _statements.Add(new Statement("COMMIT", []));
            await SendAsync(transaction, cancellation);
            return;
        }

        await ExecuteAsync(transaction, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task SendAsync(DbTransaction transaction, CancellationToken cancellation)
    {
        await using var batch = transaction.Connection!.CreateBatch();
        batch.Transaction = transaction;
        foreach (var (sql, parameters) in _statements)
        {
            // Parameters by place: with names, the driver would take each statement apart again at each call.
            var statement = PositionalSql.Of(sql);
            var command = batch.CreateBatchCommand();
            command.CommandText = statement.Text;
            foreach (var name in statement.Parameters)
            {
                var parameter = command.CreateParameter();
                parameter.Value = Value(parameters, name) ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private async Task RunAsync(DbTransaction transaction, CancellationToken cancellation)
    {
        foreach (var (sql, parameters) in _statements)
        {
            await using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            foreach (var (name, value) in parameters)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = value ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }

            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static object? Value((string Name, object? Value)[] parameters, string name)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Name == name)
            {
                return parameter.Value;
            }
        }

        throw new InvalidOperationException($"The statement has a parameter @{name} that is not given.");
    }

    private sealed record Statement(string Sql, (string Name, object? Value)[] Parameters);
}
