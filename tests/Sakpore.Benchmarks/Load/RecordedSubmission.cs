using System.Globalization;
using System.Text;
using Npgsql;

namespace Sakpore.Benchmarks.Load;

/// <summary>
/// What one submission left in the database, as a script of pgbench that writes the same rows of the same bytes into the
/// same tables and indexes, in one pipelined transaction; ids are random. Documents, which a submission updates, are
/// inserted: PostgreSQL writes a whole row in both cases.
/// </summary>
internal static class RecordedSubmission
{
    private const string Id = "\u0001";

    // Parents before children. Each statement finds the rows of one application.
    private static readonly (string Table, string Where)[] Tables =
    [
        ("subjects", "id = @subject"),
        ("subject_keys", "subject_id = @subject"),
        ("documents", "attached_to = @id"),
        ("personal_values", "owner LIKE '%' || @id"),
        ("tracking_tokens", "application_id = @id"),
        ("applications", "id = @id"),
        ("events", "application_id = @id"),
        ("news_arrivals", "application_id = @id"),
        ("stage_visits", "application_id = @id"),
        ("receipts", "resource = @id"),
    ];

    /// <summary>The script, and how many statements write in it.</summary>
    public static (string Script, int Statements) Of(string postgres, string application)
    {
        using var connection = new NpgsqlConnection(postgres);
        connection.Open();
        using var find = new NpgsqlCommand("SELECT subject_id FROM applications WHERE id = @id", connection);
        find.Parameters.AddWithValue("id", application);
        var subject = (string)find.ExecuteScalar()!;
        var script = new StringBuilder("\\set n random(1, 9000000000000000000)\n\\startpipeline\nBEGIN;\n");
        var statements = 0;
        foreach (var (table, where) in Tables)
        {
            using var select = new NpgsqlCommand($"SELECT * FROM {table} WHERE {where}", connection);
            select.Parameters.AddWithValue("id", application);
            select.Parameters.AddWithValue("subject", subject);
            using var rows = select.ExecuteReader();
            for (var row = 0; rows.Read(); row++, statements++)
            {
                var columns = Enumerable.Range(0, rows.FieldCount).Where(column => !rows.IsDBNull(column)).ToList();
                var values = columns.Select(column => (table, rows.GetName(column)) switch
                {
                    ("documents", "id" or "content_id") or ("receipts", "request_id") => $"(:n)::text || '-{row}'",
                    ("tracking_tokens", "token_hash") => "decode(lpad(to_hex((:n)::bigint), 64, '0'), 'hex')",
                    _ => Literal(rows.GetValue(column), application, subject),
                });
                script.Append(CultureInfo.InvariantCulture, $"INSERT INTO {table} ({string.Join(", ", columns.Select(rows.GetName))}) VALUES ({string.Join(", ", values)});\n");
            }
        }

        return (script.Append("COMMIT;\n\\endpipeline\n").ToString(), statements);
    }

    private static string Literal(object value, params ReadOnlySpan<string> ids)
    {
        switch (value)
        {
            case byte[] bytes:
                return $"'\\x{Convert.ToHexStringLower(bytes)}'";
            case string text:
                foreach (var id in ids)
                    text = text.Replace(id, Id, StringComparison.Ordinal);
                // pgbench takes a colon before a name for a variable, in quotes too.
                return "'" + text.Replace("'", "''", StringComparison.Ordinal)
                    .Replace(":", "' || chr(58) || '", StringComparison.Ordinal).Replace(Id, "' || (:n)::text || '", StringComparison.Ordinal) + "'";
            default:
                return string.Create(CultureInfo.InvariantCulture, $"{value}");
        }
    }
}
