using System.Data.Common;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>The history of applications: appended to, read whole, never rewritten.</summary>
internal static class ApplicationHistory
{
    /// <summary>What an entry is read from; a SELECT goes on with <c>FROM events</c>.</summary>
    public const string Columns =
        """
        application_id AS Application, sequence AS Sequence, type AS Type, schema_version AS SchemaVersion, at AS At, actor AS Actor,
        office AS Office, principal AS Principal, note AS Note, payload AS Payload, chain AS Hash
        """;

    /// <summary>The entries of <c>@application</c> up to <c>@upTo</c>.</summary>
    public const string Select = $"SELECT {Columns} FROM events WHERE application_id = @application AND sequence <= @upTo ORDER BY sequence";

    /// <summary>The history of an application in order; empty where there is none.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="application">The registration id.</param>
    /// <param name="upTo">The last sequence to read, inclusive.</param>
    /// <param name="transaction">The transaction, or null.</param>
    public static async Task<History> ReadAsync(
        DbConnection connection, string application, long upTo = long.MaxValue, DbTransaction? transaction = null)
    {
        var rows = await connection.QueryAsync<StoredRow>(Select, new { application, upTo }, transaction);
        return Of(rows);
    }

    /// <summary>The histories of several applications, by application.</summary>
    public static async Task<ILookup<string, HistoryEntry>> ReadAllAsync(DbConnection connection, IEnumerable<string> applications)
    {
        var parameters = new DynamicParameters();
        var rows = await connection.QueryAsync<StoredRow>(
            $"""
            SELECT {Columns}
            FROM events WHERE application_id IN {SqlList.Of("application", applications, parameters)} ORDER BY application_id, sequence
            """,
            parameters);
        return rows.ToLookup(row => row.Application, row => row.ToEntry());
    }

    /// <summary>The same from a query of several statements, one of which is <see cref="Select"/>.</summary>
    public static async Task<History> ReadAsync(SqlMapper.GridReader results) => Of(await results.ReadAsync<StoredRow>());

    /// <summary>Appends entries. Two writers of one sequence conflict on the primary key; the second stores nothing.</summary>
    /// <param name="batch">Where the statements go.</param>
    /// <param name="application">The registration id.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="head">The hash of the last entry before them.</param>
    /// <returns>The hash of the last of them.</returns>
    public static byte[] Append(WriteBatch batch, string application, IReadOnlyList<HistoryEntry> entries, byte[] head)
    {
        foreach (var entry in entries)
        {
            var stored = HistoryCodec.Encode(entry.Event);
            var row = new EventRow(
                application, entry.Sequence, stored.Type, stored.SchemaVersion, entry.At.ToMicroseconds(), entry.Actor, entry.Office, entry.Principal,
                entry.Note, stored.Payload.ToArray(), null);
            head = row.HashAfter(head, row.Sequence);
            batch.Add(
                """
                INSERT INTO events (application_id, sequence, type, schema_version, at, actor, office, principal, note, payload, chain)
                VALUES (@application, @sequence, @type, @version, @at, @actor, @office, @principal, @note, @payload, @chain)
                """,
                ("application", application),
                ("sequence", row.Sequence),
                ("type", row.Type),
                ("version", row.SchemaVersion),
                ("at", row.At),
                ("actor", row.Actor),
                ("office", row.Office),
                ("principal", row.Principal),
                ("note", row.Note),
                ("payload", row.Payload),
                ("chain", head));
            batch.Add(
                "INSERT INTO news_arrivals (application_id, sequence) VALUES (@application, @sequence)",
                ("application", application),
                ("sequence", entry.Sequence));
        }

        return head;
    }

    private static History Of(IEnumerable<StoredRow> rows)
    {
        var read = rows.AsList();
        return new History([.. read.Select(row => row.ToEntry())], read.Count == 0 ? HashChain.Start : read[^1].Hash);
    }

    private sealed record StoredRow(
        string Application, long Sequence, string Type, long SchemaVersion, long At, string Actor, string? Office, string? Principal, string? Note, byte[] Payload,
        byte[] Hash)
    {
        public HistoryEntry ToEntry() => new(
            Sequence, Instants.FromMicroseconds(At), Actor, Office, Principal, Note,
            HistoryCodec.Decode(new StoredEvent(Type, (int)SchemaVersion, Payload)));
    }
}

/// <summary>The entries of an application in order, and the hash of the last one, to which the next is chained.</summary>
/// <param name="entries">The entries.</param>
/// <param name="head">The hash.</param>
internal sealed class History(IReadOnlyList<HistoryEntry> entries, byte[] head) : IReadOnlyList<HistoryEntry>
{
    /// <summary>The history of an application that is not there yet.</summary>
    public static readonly History None = new([], HashChain.Start);

    /// <summary>The hash of the last entry.</summary>
    public byte[] Head { get; } = head;

    /// <inheritdoc/>
    public int Count => entries.Count;

    /// <inheritdoc/>
    public HistoryEntry this[int index] => entries[index];

    /// <inheritdoc/>
    public IEnumerator<HistoryEntry> GetEnumerator() => entries.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
