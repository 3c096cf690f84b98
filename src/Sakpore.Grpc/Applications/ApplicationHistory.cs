using System.Data.Common;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>The history of applications: appended to, read whole, never rewritten.</summary>
internal static class ApplicationHistory
{
    /// <summary>The entries of <c>@application</c> up to <c>@upTo</c>.</summary>
    public const string Select =
        """
        SELECT sequence AS Sequence, type AS Type, schema_version AS SchemaVersion, at AS At, actor AS Actor, office AS Office,
               principal AS Principal, note AS Note, payload AS Payload
        FROM events WHERE application_id = @application AND sequence <= @upTo ORDER BY sequence
        """;

    /// <summary>The history of an application in order; empty where there is none.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="application">The registration id.</param>
    /// <param name="upTo">The last sequence to read, inclusive.</param>
    /// <param name="transaction">The transaction, or null.</param>
    public static async Task<IReadOnlyList<HistoryEntry>> ReadAsync(
        DbConnection connection, string application, long upTo = long.MaxValue, DbTransaction? transaction = null)
    {
        var rows = await connection.QueryAsync<EventRow>(Select, new { application, upTo }, transaction);
        return [.. rows.Select(row => row.ToEntry())];
    }

    /// <summary>The same from a query of several statements, one of which is <see cref="Select"/>.</summary>
    public static async Task<IReadOnlyList<HistoryEntry>> ReadAsync(SqlMapper.GridReader results) =>
        [.. (await results.ReadAsync<EventRow>()).Select(row => row.ToEntry())];

    /// <summary>Appends entries. Two writers of one sequence conflict on the primary key; the second stores nothing.</summary>
    public static void Append(WriteBatch batch, string application, IReadOnlyList<HistoryEntry> entries)
    {
        foreach (var entry in entries)
        {
            var stored = HistoryCodec.Encode(entry.Event);
            batch.Add(
                """
                INSERT INTO events (application_id, sequence, type, schema_version, at, actor, office, principal, note, payload)
                VALUES (@application, @sequence, @type, @version, @at, @actor, @office, @principal, @note, @payload)
                """,
                ("application", application),
                ("sequence", entry.Sequence),
                ("type", stored.Type),
                ("version", (long)stored.SchemaVersion),
                ("at", entry.At.ToMicroseconds()),
                ("actor", entry.Actor),
                ("office", entry.Office),
                ("principal", entry.Principal),
                ("note", entry.Note),
                ("payload", stored.Payload.ToArray()));
            batch.Add(
                "INSERT INTO news_arrivals (application_id, sequence) VALUES (@application, @sequence)",
                ("application", application),
                ("sequence", entry.Sequence));
        }
    }

    private sealed record EventRow(
        long Sequence, string Type, long SchemaVersion, long At, string Actor, string? Office, string? Principal, string? Note, byte[] Payload)
    {
        public HistoryEntry ToEntry() => new(
            Sequence, Instants.FromMicroseconds(At), Actor, Office, Principal, Note,
            HistoryCodec.Decode(new StoredEvent(Type, (int)SchemaVersion, Payload)));
    }
}
