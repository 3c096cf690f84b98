using System.Data.Common;
using Dapper;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Documents;

/// <summary>
/// Uploads over HTTP that are not complete. Whoever opens one last has it: a call whose connection hangs must not hold up the
/// one that goes on (draft-ietf-httpbis-resumable-upload asks the same).
/// </summary>
internal sealed class OpenUploads(Database database, InstallationKey installation, RandomIdentifiers random, TimeProvider time)
{
    private const string Where = "WHERE uploaded_by = @system AND upload_id = @id";

    /// <summary>Begins an upload anew; what was kept of it is thrown away.</summary>
    public Task<(OpenUpload Upload, SealingKey Key)> BeginAsync(string system, string id, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;
            var (document, key) = (random.Next(), new SealingKey(random.Bytes(SealingKey.KeyBytes)));
            await connection.ExecuteAsync(
                $"DELETE FROM upload_rows WHERE document_id IN (SELECT document_id FROM open_uploads {Where})", new { system, id }, transaction);
            var fencing = await connection.ExecuteScalarAsync<long>(
                """
                INSERT INTO open_uploads (uploaded_by, upload_id, document_id, wrapped_key, fencing, written_at)
                VALUES (@system, @id, @document, @wrapped, 1, @at)
                ON CONFLICT (uploaded_by, upload_id) DO UPDATE SET document_id = excluded.document_id, wrapped_key = excluded.wrapped_key,
                    fencing = open_uploads.fencing + 1, written_at = excluded.written_at
                RETURNING fencing
                """,
                new { system, id, document, wrapped = installation.Key.Wrap(key, KeyContext(document), random), at = time.GetUtcNow().ToMicroseconds() },
                transaction);
            return (new OpenUpload(system, id, document, fencing, 0), key);
        },
        cancellation);

    /// <summary>Goes on with an upload, if exactly so many bytes of it are kept.</summary>
    /// <returns>The upload and its key; null where it is not there, or kept up to another offset.</returns>
    /// <exception cref="FaultException">Another call opened it at the same time.</exception>
    public Task<(OpenUpload Upload, SealingKey Key)?> ResumeAsync(string system, string id, long offset, CancellationToken cancellation) =>
        database.WriteAsync<(OpenUpload, SealingKey)?>(
            async transaction =>
            {
                var connection = transaction.Connection!;
                var known = await connection.QuerySingleOrDefaultAsync<Row>(
                    $"SELECT document_id AS Document, wrapped_key AS WrappedKey, fencing AS Fencing FROM open_uploads {Where}", new { system, id }, transaction);
                if (known is null || await RowsAsync(connection, known.Document, transaction) is var rows && (long)rows * DocumentContent.ChunkBytes != offset)
                {
                    return null;
                }

                var ours = await connection.ExecuteAsync(
                    $"UPDATE open_uploads SET fencing = fencing + 1, written_at = @at {Where} AND fencing = @Fencing",
                    new { system, id, known.Fencing, at = time.GetUtcNow().ToMicroseconds() },
                    transaction);
                return ours == 1
                    ? (new OpenUpload(system, id, known.Document, known.Fencing + 1, rows), installation.Key.Unwrap(known.WrappedKey, KeyContext(known.Document)))
                    : throw Fault.Of(FaultReason.WriteConflict, id).Thrown();
            },
            cancellation);

    /// <summary>How many bytes of an upload are kept, 0 for one that is not there.</summary>
    public Task<long> KeptAsync(string system, string id, CancellationToken cancellation) => database.ReadOnceAsync(
        async connection => DocumentContent.ChunkBytes * await connection.ExecuteScalarAsync<long>(
            $"SELECT COUNT(*) FROM upload_rows WHERE document_id IN (SELECT document_id FROM open_uploads {Where})", new { system, id }),
        cancellation);

    /// <summary>Ends an upload: it is stored, or nobody goes on with it.</summary>
    /// <returns>Whether it was still this call's.</returns>
    public static async Task<bool> EndAsync(DbTransaction transaction, OpenUpload upload)
    {
        var ours = await transaction.Connection!.ExecuteAsync(
            "DELETE FROM open_uploads WHERE uploaded_by = @System AND upload_id = @Id AND fencing = @Fencing", upload, transaction);
        return ours == 1 && await transaction.Connection!.ExecuteAsync("DELETE FROM upload_rows WHERE document_id = @Document", upload, transaction) >= 0;
    }

    /// <summary>Throws away the uploads that nobody has written to since an instant.</summary>
    /// <returns>How many.</returns>
    public Task<int> SweepAsync(DateTimeOffset since, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var at = since.ToMicroseconds();
            await transaction.Connection!.ExecuteAsync(
                "DELETE FROM upload_rows WHERE document_id IN (SELECT document_id FROM open_uploads WHERE written_at < @at)", new { at }, transaction);
            return await transaction.Connection!.ExecuteAsync("DELETE FROM open_uploads WHERE written_at < @at", new { at }, transaction);
        },
        cancellation);

    private static Task<int> RowsAsync(DbConnection connection, string document, DbTransaction transaction) =>
        connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM upload_rows WHERE document_id = @document", new { document }, transaction);

    private static string KeyContext(string document) => $"uploads/{document}/key";

    private sealed record Row(string Document, byte[] WrappedKey, long Fencing);
}

/// <summary>An upload that a call has opened.</summary>
/// <param name="System">The uploading system.</param>
/// <param name="Id">The system's id of the upload.</param>
/// <param name="Document">The id that the document will have.</param>
/// <param name="Fencing">The number of the opening.</param>
/// <param name="Rows">How many rows it had then.</param>
internal sealed record OpenUpload(string System, string Id, string Document, long Fencing, int Rows);
