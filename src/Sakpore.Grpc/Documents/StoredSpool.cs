using System.Data.Common;
using Dapper;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Documents;

/// <summary>Rows in the database: they outlive the call, and any hub of the installation goes on with them.</summary>
internal sealed class StoredSpool(Database database, OpenUpload upload, TimeProvider time) : SpoolRows
{
    /// <inheritdoc/>
    public override int Count => upload.Rows;

    /// <inheritdoc/>
    public override Task<byte[]> ReadAsync(int row, DbTransaction? transaction) => transaction is null
        ? database.ReadOnceAsync(connection => ReadAsync(connection, row, null), CancellationToken.None)
        : ReadAsync(transaction.Connection!, row, transaction);

    /// <inheritdoc/>
    /// <exception cref="FaultException">Another call took the upload over.</exception>
    public override Task WriteAsync(int row, byte[] sealedRow, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var ours = await transaction.Connection!.ExecuteAsync(
                "UPDATE open_uploads SET written_at = @at WHERE uploaded_by = @System AND upload_id = @Id AND fencing = @Fencing",
                new { upload.System, upload.Id, upload.Fencing, at = time.GetUtcNow().ToMicroseconds() },
                transaction);
            if (ours == 0)
            {
                throw Fault.Of(FaultReason.WriteConflict, upload.Id).Thrown();
            }

            return await transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO upload_rows (document_id, position, sealed) VALUES (@Document, @row, @sealedRow)
                ON CONFLICT (document_id, position) DO UPDATE SET sealed = excluded.sealed
                """,
                new { upload.Document, row, sealedRow },
                transaction);
        },
        cancellation);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<byte[]> ReadAsync(DbConnection connection, int row, DbTransaction? transaction) => connection.QuerySingleAsync<byte[]>(
        "SELECT sealed FROM upload_rows WHERE document_id = @Document AND position = @row", new { upload.Document, row }, transaction);
}
