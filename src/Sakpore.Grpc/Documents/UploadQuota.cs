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
    /// <exception cref="FaultException">It has none.</exception>
    public async Task DemandAsync(DbConnection connection, string system, long bytes, DbTransaction? transaction = null)
    {
        var used = await connection.ExecuteScalarAsync<long>(
            "SELECT CAST(COALESCE(SUM(size_bytes), 0) AS BIGINT) FROM documents WHERE uploaded_by = @system AND created_at > @since",
            new { system, since = (time.GetUtcNow() - Day).ToMicroseconds() },
            transaction);
        if (used + Math.Max(bytes, 1) > options.UploadBytesPerDay)
        {
            throw Fault.Of(FaultReason.UploadQuotaReached).Thrown();
        }
    }
}
