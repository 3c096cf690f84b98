using System.Data.Common;

namespace Sakpore.Grpc.Storage;

/// <summary>
/// A SELECT that is asked often. Its text is looked at once: PostgreSQL numbers parameters, and a text with names would be
/// rewritten for it at each call.
/// </summary>
internal sealed class Query
{
    private readonly PositionalSql _byPlace;

    /// <summary>Takes a SELECT with parameters as <c>@name</c>.</summary>
    public Query(string sql)
    {
        Sql = sql;
        _byPlace = PositionalSql.Of(sql);
    }

    /// <summary>The SELECT with names.</summary>
    public string Sql { get; }

    /// <summary>The SELECT with values, in the order in which their names stand in it first.</summary>
    public BoundQuery Of(params object[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _byPlace.Parameters.Count);
        return new(this, values);
    }

    /// <summary>The statement as part of a batch, with numbered parameters.</summary>
    public void AddTo(DbBatch batch, object[] values)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = _byPlace.Text;
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    /// <summary>The statement as one of several in a command, with named parameters; those of one name have one value.</summary>
    public void AddTo(DbCommand command, object[] values)
    {
        command.CommandText += Sql + ";\n";
        for (var at = 0; at < values.Length; at++)
        {
            var name = "@" + _byPlace.Parameters[at];
            if (command.Parameters.Contains(name))
            {
                continue;
            }

            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = values[at];
            command.Parameters.Add(parameter);
        }
    }
}

/// <summary>A query and the values it is asked with.</summary>
/// <param name="Query">The query.</param>
/// <param name="Values">The values, in order.</param>
internal readonly record struct BoundQuery(Query Query, object[] Values);
