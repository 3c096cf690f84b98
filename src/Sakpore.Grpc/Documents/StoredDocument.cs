namespace Sakpore.Grpc.Documents;

/// <summary>A row of <c>documents</c>.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="UploadedBy">The system that uploaded it, or the hub itself.</param>
/// <param name="AttachedTo">The application it belongs to; null while it belongs to none.</param>
/// <param name="SubjectId">The subject under whose key its own is wrapped; null while it belongs to none.</param>
/// <param name="MediaType">The media type found in the content.</param>
/// <param name="SizeBytes">Size in bytes.</param>
/// <param name="WrappedKey">The document's key, wrapped.</param>
/// <param name="SealedFacts">File name and SHA-256, sealed under the document's key.</param>
/// <param name="CreatedAt">When it was stored, microseconds.</param>
/// <param name="ContentId">The document whose rows hold the content: itself, or an earlier one of the same subject.</param>
internal sealed record StoredDocument(
    string Id, string UploadedBy, string? AttachedTo, string? SubjectId, string MediaType, long SizeBytes,
    byte[] WrappedKey, byte[] SealedFacts, long CreatedAt, string ContentId);

/// <summary>What is known of a document's content and may name a person, or tell who else has the same file.</summary>
/// <param name="FileName">The file's own name, or empty.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hex.</param>
internal sealed record DocumentFacts(string FileName, string Sha256);
