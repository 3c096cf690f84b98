using System.Globalization;
using System.Text;
using Npgsql;

namespace Sakpore.Benchmarks.Load;

/// <summary>
/// What was written to a database between two moments, as a script of pgbench that writes the same rows of the same bytes in
/// one pipelined transaction. They go to copies of the tables that have the same indexes, none of them unique, and no
/// references: the same rows can be written again and again, and checking them is no part of the floor.
/// </summary>
internal sealed class RecordedRows
{
    private const string Copies = "floor";

    private readonly string _postgres;
    private readonly long _since;

    private RecordedRows(string postgres, long since) => (_postgres, _since) = (postgres, since);

    public static RecordedRows Begin(string postgres) =>
        new(postgres, long.Parse(Column(postgres, "SELECT txid_current()::text").Single(), CultureInfo.InvariantCulture));

    /// <summary>The script, and how many rows it writes.</summary>
    public (string Script, int Rows) End()
    {
        Column(_postgres, $"CREATE SCHEMA {Copies}");
        var script = new StringBuilder("\\startpipeline\nBEGIN;\n");
        var count = 0;
        foreach (var table in Column(_postgres, "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"))
        {
            using var connection = new NpgsqlConnection(_postgres);
            connection.Open();
            using var select = new NpgsqlCommand($"SELECT * FROM {table} WHERE xmin::text::bigint > {_since}", connection);
            using var rows = select.ExecuteReader();
            for (var row = 0; rows.Read(); row++, count++)
            {
                if (row == 0)
                    Copy(table);
                var columns = Enumerable.Range(0, rows.FieldCount).Where(column => !rows.IsDBNull(column)).ToList();
                script.Append(CultureInfo.InvariantCulture,
                    $"INSERT INTO {Copies}.{table} ({string.Join(", ", columns.Select(rows.GetName))}) VALUES ({string.Join(", ", columns.Select(column => Literal(rows.GetValue(column))))});\n");
            }
        }

        return (script.Append("COMMIT;\n\\endpipeline\n").ToString(), count);
    }

    private void Copy(string table)
    {
        Column(_postgres, $"CREATE TABLE {Copies}.{table} (LIKE public.{table})");
        foreach (var index in Column(_postgres, $"SELECT indexdef::text FROM pg_indexes WHERE schemaname = 'public' AND tablename = '{table}'"))
        {
            // "CREATE UNIQUE INDEX name ON public.table USING ...": without a name PostgreSQL gives one.
            var on = index.IndexOf(" ON public.", StringComparison.Ordinal);
            Column(_postgres, $"CREATE INDEX ON {Copies}.{index[(on + " ON public.".Length)..]}");
        }
    }

    private static List<string> Column(string postgres, string sql)
    {
        using var connection = new NpgsqlConnection(postgres);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read())
            found.Add(rows.GetString(0));
        return found;
    }

    // pgbench takes a colon before a name for a variable, in quotes too.
    private static string Literal(object value) => value switch
    {
        byte[] bytes => $"'\\x{Convert.ToHexStringLower(bytes)}'",
        string text => "'" + text.Replace("'", "''", StringComparison.Ordinal).Replace(":", "' || chr(58) || '", StringComparison.Ordinal) + "'",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
