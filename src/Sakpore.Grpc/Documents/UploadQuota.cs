using System.Data.Common;
using Dapper;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Documents;

/// <summary>How much one calling system may hand in within a day: a broken or stolen one does not fill the database.</summary>
internal sealed class UploadQuota(AccessOptions options, TimeProvider time)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>Demands that a system has room left for a file.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="system">The uploading system.</param>
    /// <param name="bytes">The file's size; 0 where it is not known yet.</param>
    /// <param name="transaction">The transaction that stores it, or null.</param>
    /// <param name="spooled">The id of the document whose spooled rows are the file itself, or null.</param>
    /// <exception cref="FaultException">It has none.</exception>
    public async Task DemandAsync(DbConnection connection, string system, long bytes, DbTransaction? transaction = null, string? spooled = null)
    {
        var used = await connection.ExecuteScalarAsync<long>(
            """
            SELECT CAST(COALESCE((SELECT SUM(size_bytes) FROM documents WHERE uploaded_by = @system AND created_at > @since), 0) AS BIGINT)
                 + @row * (SELECT COUNT(*) FROM upload_rows r JOIN open_uploads o ON o.document_id = r.document_id WHERE o.uploaded_by = @system AND r.document_id <> @spooled)
            """,
            new { system, since = (time.GetUtcNow() - Day).ToMicroseconds(), row = (long)DocumentContent.ChunkBytes, spooled = spooled ?? "" },
            transaction);
        if (used + Math.Max(bytes, 1) > options.UploadBytesPerDay)
        {
            throw Fault.Of(FaultReason.UploadQuotaReached).Thrown();
        }
    }
}
