using System.Data.Common;
using System.Text.RegularExpressions;

namespace Sakpore.Grpc.Storage;

/// <summary>
/// A SELECT that is asked often. Its text is looked at once: PostgreSQL numbers parameters, and a text with names would be
/// rewritten for it at each call.
/// </summary>
internal sealed partial class Query
{
    private readonly string[] _names;
    private readonly string _numbered;

    /// <summary>Takes a SELECT with parameters as <c>@name</c>.</summary>
    public Query(string sql)
    {
        Sql = sql;
        _names = [.. Names().Matches(sql).Select(match => match.Value).Distinct()];
        _numbered = Names().Replace(sql, match => $"${Array.IndexOf(_names, match.Value) + 1}");
    }

    /// <summary>The SELECT with names.</summary>
    public string Sql { get; }

    /// <summary>The SELECT with values, in the order in which their names stand in it first.</summary>
    public BoundQuery Of(params object[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _names.Length);
        return new(this, values);
    }

    /// <summary>The statement as part of a batch, with numbered parameters.</summary>
    public void AddTo(DbBatch batch, object[] values)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = _numbered;
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
        for (var at = 0; at < _names.Length; at++)
        {
            if (command.Parameters.Contains(_names[at]))
            {
                continue;
            }

            var parameter = command.CreateParameter();
            parameter.ParameterName = _names[at];
            parameter.Value = values[at];
            command.Parameters.Add(parameter);
        }
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Names();
}

/// <summary>A query and the values it is asked with.</summary>
/// <param name="Query">The query.</param>
/// <param name="Values">The values, in order.</param>
internal readonly record struct BoundQuery(Query Query, object[] Values);
