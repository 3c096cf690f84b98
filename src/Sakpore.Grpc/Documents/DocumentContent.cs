using System.Data.Common;
using Dapper;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PersonalData;

namespace Sakpore.Grpc.Documents;

/// <summary>The content of documents: rows of at most 256 KiB, each sealed under the document's own key for its own place.</summary>
internal static class DocumentContent
{
    /// <summary>Bytes of a row, before sealing.</summary>
    public const int ChunkBytes = 256 << 10;

    /// <summary>Writes a content.</summary>
    public static async Task WriteAsync(
        DbTransaction transaction, string document, SealingKey key, ReadOnlyMemory<byte> content, RandomIdentifiers random)
    {
        for (var (position, offset) = (0, 0); offset < content.Length; position++, offset += ChunkBytes)
        {
            var length = Math.Min(ChunkBytes, content.Length - offset);
            var sealedChunk = key.Seal(content.Span.Slice(offset, length), Context(document, position, offset + length == content.Length), random);
            await transaction.Connection!.ExecuteAsync(
                "INSERT INTO document_chunks (document_id, position, sealed) VALUES (@document, @position, @sealedChunk)",
                new { document, position, sealedChunk },
                transaction);
        }
    }

    /// <summary>Copies a spooled content, row by row as it was sealed.</summary>
    public static async Task WriteAsync(DbTransaction transaction, SpooledContent content)
    {
        for (var position = 0; position < content.Rows; position++)
        {
            await transaction.Connection!.ExecuteAsync(
                "INSERT INTO document_chunks (document_id, position, sealed) VALUES (@Document, @position, @sealedChunk)",
                new { content.Document, position, sealedChunk = await content.ReadSealedAsync(position) },
                transaction);
        }
    }

    /// <summary>Reads one row of a content.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The row is not what was written.</exception>
    public static async Task<byte[]> ReadRowAsync(DbConnection connection, StoredDocument document, SealingKey key, int position)
    {
        var sealedChunk = await connection.QuerySingleAsync<byte[]>(
            "SELECT sealed FROM document_chunks WHERE document_id = @ContentId AND position = @position", new { document.ContentId, position });
        return key.Open(sealedChunk, Context(document.ContentId, position, position == (document.SizeBytes - 1) / ChunkBytes));
    }

    /// <summary>Reads a content row by row; a missing, moved or changed row is an error, never a shorter file.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The rows are not what was written.</exception>
    public static async IAsyncEnumerable<byte[]> ReadAsync(DbConnection connection, string document, SealingKey key, long size)
    {
        var chunks = (int)((size + ChunkBytes - 1) / ChunkBytes);
        for (var position = 0; position < chunks; position++)
        {
            var sealedChunk = await connection.QuerySingleAsync<byte[]>(
                "SELECT sealed FROM document_chunks WHERE document_id = @document AND position = @position", new { document, position });
            yield return key.Open(sealedChunk, Context(document, position, position == chunks - 1));
        }
    }

    /// <summary>What a row is sealed for: its document, its place, and whether it is the last.</summary>
    public static string Context(string document, int position, bool last) => $"documents/{document}/{position}{(last ? "/last" : "")}";
}
