using System.Data.Common;
using Dapper;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Documents;

/// <summary>
/// The content of documents: rows of at most 256 KiB, each sealed under the document's own key for its own place. They are
/// kept in the database or, where the operator names a directory, in a file for each document; what was stored before the
/// directory was named stays where it is and is read from there.
/// </summary>
internal sealed class DocumentContent(HubOptions options, RandomIdentifiers random)
{
    /// <summary>Bytes of a row, before sealing.</summary>
    public const int ChunkBytes = 256 << 10;

    private const string DeleteRows = "DELETE FROM document_chunks WHERE document_id = @document";

    private readonly BlobDirectory? _directory = options.BlobDirectory is { Length: > 0 } path ? new BlobDirectory(path, random) : null;

    /// <summary>The directory of content, or null.</summary>
    public BlobDirectory? Directory => _directory;

    /// <summary>Writes a content.</summary>
    public async Task WriteAsync(DbTransaction transaction, string document, SealingKey key, ReadOnlyMemory<byte> content)
    {
        var rows = (content.Length + ChunkBytes - 1) / ChunkBytes;
        await WriteAsync(transaction, document, rows, position =>
        {
            var row = content.Span.Slice(position * ChunkBytes, Math.Min(ChunkBytes, content.Length - (position * ChunkBytes)));
            return Task.FromResult(key.Seal(row, Context(document, position, position == rows - 1), random));
        });
    }

    /// <summary>Copies a spooled content, row by row as it was sealed.</summary>
    public Task WriteAsync(DbTransaction transaction, SpooledContent content) =>
        WriteAsync(transaction, content.Document, content.Rows, position => content.ReadSealedAsync(position, transaction));

    /// <summary>Reads one row of a content.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The row is not what was written.</exception>
    public async Task<byte[]> ReadRowAsync(DbConnection connection, StoredDocument document, SealingKey key, int position)
    {
        var sealedRow = _directory is not null && await _directory.ReadAsync(document.ContentId, position) is { } kept
            ? kept
            : await connection.QuerySingleAsync<byte[]>(
                "SELECT sealed FROM document_chunks WHERE document_id = @ContentId AND position = @position", new { document.ContentId, position });
        return key.Open(sealedRow, Context(document.ContentId, position, position == (document.SizeBytes - 1) / ChunkBytes));
    }

    /// <summary>Reads a content whole; a missing, moved or changed row is an error, never a shorter file.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The rows are not what was written.</exception>
    public async Task<byte[]> ReadAsync(DbConnection connection, StoredDocument document, SealingKey key)
    {
        var content = new byte[document.SizeBytes];
        for (var position = 0; (long)position * ChunkBytes < document.SizeBytes; position++)
        {
            (await ReadRowAsync(connection, document, key, position)).CopyTo(content, position * ChunkBytes);
        }

        return content;
    }

    /// <summary>Gives up a content that another document's stands for. A file is swept later: a transaction may still be rolled back.</summary>
    public static Task ForgetAsync(DbTransaction transaction, string document) =>
        transaction.Connection!.ExecuteAsync(DeleteRows, new { document }, transaction);

    /// <summary>The same, when the batch is sent.</summary>
    public static void Forget(WriteBatch batch, string document) => batch.Add(DeleteRows, ("document", document));

    /// <summary>What a row is sealed for: its document, its place, and whether it is the last.</summary>
    public static string Context(string document, int position, bool last) => $"documents/{document}/{position}{(last ? "/last" : "")}";

    private async Task WriteAsync(DbTransaction transaction, string document, int rows, Func<int, Task<byte[]>> read)
    {
        if (_directory is not null)
        {
            await _directory.WriteAsync(document, rows, read);
            return;
        }

        for (var position = 0; position < rows; position++)
        {
            await transaction.Connection!.ExecuteAsync(
                "INSERT INTO document_chunks (document_id, position, sealed) VALUES (@document, @position, @sealedRow)",
                new { document, position, sealedRow = await read(position) },
                transaction);
        }
    }
}
