using System.Data.Common;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>Histories as views need them: without the hashes that only a next entry is chained to, straight from the rows.</summary>
internal static class SeenHistory
{
    /// <summary>What an entry is read from; a SELECT goes on with <c>FROM events e</c>.</summary>
    public const string Columns = "e.sequence, e.type, e.schema_version, e.at, e.actor, e.office, e.principal, e.note, e.payload";

    // Whether the caller may see it is asked in the same statement: what is not there and what is not shown are one answer.
    private static readonly Query OfPortal = Seen("SELECT 1 FROM applications WHERE id = @application AND submitted_by = @caller");
    private static readonly Query OfOffice = Seen("SELECT 1 FROM stage_visits WHERE application_id = @application AND office = @caller");

    /// <summary>The SELECT of an application's entries in order; of none where it is not there or the caller may not see it.</summary>
    public static BoundQuery Of(Caller caller, string application) =>
        caller.Office is null ? OfPortal.Of(application, caller.System) : OfOffice.Of(application, caller.Office);

    /// <summary>Reads the entries of the result that a reader stands at.</summary>
    public static async Task<List<HistoryEntry>> ReadAsync(DbDataReader rows, CancellationToken cancellation)
    {
        var entries = new List<HistoryEntry>();
        while (await rows.ReadAsync(cancellation))
        {
            var stored = new StoredEvent(rows.GetString(1), (int)rows.GetInt64(2), rows.GetFieldValue<byte[]>(8));
            entries.Add(new HistoryEntry(
                rows.GetInt64(0), Instants.FromMicroseconds(rows.GetInt64(3)), rows.GetString(4), Text(rows, 5), Text(rows, 6), Text(rows, 7),
                HistoryCodec.Decode(stored)));
        }

        return entries;
    }

    private static string? Text(DbDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    private static Query Seen(string condition) =>
        new($"SELECT {Columns} FROM events e WHERE e.application_id = @application AND EXISTS ({condition}) ORDER BY e.sequence");
}
