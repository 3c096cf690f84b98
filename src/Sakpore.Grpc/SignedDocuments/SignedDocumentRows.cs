using System.Data.Common;
using Dapper;

namespace Sakpore.Grpc.SignedDocuments;

/// <summary>The rows of signed documents: written before the key is used, completed after it.</summary>
internal static class SignedDocumentRows
{
    private const string Columns =
        """
        s.id AS Id, s.office AS Office, s.officer AS Officer, s.source_document AS SourceDocument, s.document AS Document,
        s.certificate_issuer AS CertificateIssuer, s.signed_at AS SignedAt
        """;

    /// <summary>Records what is meant.</summary>
    public static Task InsertPendingAsync(DbTransaction transaction, SignedDocumentRow row, string system, WaitingSignature? waiting) =>
        transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO signed_documents (id, office, officer, system, source_document, certificate_issuer, state, signed_at, prepared, expires_at)
            VALUES (@Id, @Office, @Officer, @system, @SourceDocument, @CertificateIssuer, 'PENDING', @SignedAt, @Prepared, @ExpiresAt)
            """,
            new { row.Id, row.Office, row.Officer, system, row.SourceDocument, row.CertificateIssuer, row.SignedAt, waiting?.Prepared, waiting?.ExpiresAt },
            transaction);

    /// <summary>Records that it was signed.</summary>
    public static Task CompleteAsync(DbTransaction transaction, string id, string document) =>
        transaction.Connection!.ExecuteAsync(
            "UPDATE signed_documents SET state = 'SIGNED', document = @document, prepared = NULL WHERE id = @id", new { id, document }, transaction);

    /// <summary>Records that nothing came of it.</summary>
    public static Task FailAsync(DbTransaction transaction, string id) =>
        transaction.Connection!.ExecuteAsync("UPDATE signed_documents SET state = 'FAILED' WHERE id = @id", new { id }, transaction);

    /// <summary>A prepared signature of an officer that waits for its value, or nulls.</summary>
    public static async Task<(SignedDocumentRow? Row, WaitingSignature? Waiting)> FindPendingAsync(DbConnection connection, string id, string office, string officer)
    {
        var key = new { id, office, officer };
        const string pending = "FROM signed_documents s WHERE s.id = @id AND s.office = @office AND s.officer = @officer AND s.state = 'PENDING' AND s.prepared IS NOT NULL";
        return (
            await connection.QuerySingleOrDefaultAsync<SignedDocumentRow>($"SELECT {Columns} {pending}", key),
            await connection.QuerySingleOrDefaultAsync<WaitingSignature>($"SELECT s.prepared AS Prepared, s.expires_at AS ExpiresAt {pending}", key));
    }

    /// <summary>A signed document of an office, or null.</summary>
    public static Task<SignedDocumentRow?> FindAsync(DbConnection connection, string id, string office, DbTransaction? transaction = null) =>
        connection.QuerySingleOrDefaultAsync<SignedDocumentRow>(
            $"SELECT {Columns} FROM signed_documents s WHERE s.id = @id AND s.office = @office AND s.state = 'SIGNED'", new { id, office }, transaction);

    /// <summary>One page of what an office signed, newest first.</summary>
    public static async Task<IReadOnlyList<SignedDocumentRow>> ListAsync(DbConnection connection, string office, SignedDocumentPlace? before, int count) =>
    [
        .. await connection.QueryAsync<SignedDocumentRow>(
            $"""
            SELECT {Columns} FROM signed_documents s
            WHERE s.office = @office AND s.state = 'SIGNED'
              {(before is null ? "" : "AND (s.signed_at, s.id) < (@SignedAt, @Id)")}
            ORDER BY s.signed_at DESC, s.id DESC LIMIT @count
            """,
            new { office, before?.SignedAt, before?.Id, count }),
    ];
}

/// <summary>A row of <c>signed_documents</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Office">The signing officer's office.</param>
/// <param name="Officer">The officer's id.</param>
/// <param name="SourceDocument">The document that was uploaded.</param>
/// <param name="Document">The signed document; null while it is not signed.</param>
/// <param name="CertificateIssuer">Who issued the officer's certificate.</param>
/// <param name="SignedAt">The instant in the signature, microseconds.</param>
internal sealed record SignedDocumentRow(
    string Id, string Office, string Officer, string SourceDocument, string? Document, string CertificateIssuer, long SignedAt);

/// <summary>Where a page of signed documents ends.</summary>
/// <param name="SignedAt">The last row's instant, microseconds.</param>
/// <param name="Id">Its id.</param>
internal sealed record SignedDocumentPlace(long SignedAt, string Id);
