using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Documents;

/// <summary>Stores documents sealed: first under the installation's key, from attachment on under a subject's.</summary>
internal sealed class DocumentStore(SubjectVault vault, InstallationKey installation, DocumentContent contents, RandomIdentifiers random, TimeProvider time)
{
    private const string SetAttachment =
        """
        UPDATE documents SET attached_to = @AttachedTo, subject_id = @SubjectId, wrapped_key = @WrappedKey, sealed_facts = @SealedFacts,
                             content_id = @ContentId, content_digest = @digest
        WHERE id = @Id AND attached_to IS NULL
        """;

    private const string PlainColumns =
        """
        id AS Id, uploaded_by AS UploadedBy, attached_to AS AttachedTo, subject_id AS SubjectId, media_type AS MediaType,
        size_bytes AS SizeBytes, wrapped_key AS WrappedKey, sealed_facts AS SealedFacts, created_at AS CreatedAt
        """;

    private const string Columns = $"{PlainColumns}, COALESCE(content_id, id) AS ContentId";

    /// <summary>Stores a content that belongs to no application yet.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="uploadedBy">The uploading system.</param>
    /// <param name="mediaType">The media type found in the content.</param>
    /// <param name="fileName">The file's own name, or empty.</param>
    /// <param name="content">The content; not empty.</param>
    public async Task<StoredDocument> AddAsync(
        DbTransaction transaction, string uploadedBy, string mediaType, string fileName, ReadOnlyMemory<byte> content)
    {
        var id = random.Next();
        using var key = new SealingKey(random.Bytes(SealingKey.KeyBytes));
        var facts = new DocumentFacts(fileName, Convert.ToHexStringLower(SHA256.HashData(content.Span)));
        var document = await InsertAsync(transaction, id, uploadedBy, mediaType, content.Length, key, facts);
        await contents.WriteAsync(transaction, id, key, content);
        return document;
    }

    /// <summary>Stores a spooled content that belongs to no application yet.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="uploadedBy">The uploading system.</param>
    /// <param name="mediaType">The media type found in the content.</param>
    /// <param name="fileName">The file's own name, or empty.</param>
    /// <param name="content">The content, complete.</param>
    public async Task<StoredDocument> AddAsync(DbTransaction transaction, string uploadedBy, string mediaType, string fileName, SpooledContent content)
    {
        var facts = new DocumentFacts(fileName, content.Sha256);
        var document = await InsertAsync(transaction, content.Document, uploadedBy, mediaType, content.Size, content.Key, facts);
        await contents.WriteAsync(transaction, content);
        return document;
    }

    private async Task<StoredDocument> InsertAsync(
        DbTransaction transaction, string id, string uploadedBy, string mediaType, long size, SealingKey key, DocumentFacts facts)
    {
        var document = new StoredDocument(
            id, uploadedBy, null, null, mediaType, size,
            installation.Key.Wrap(key, KeyContext(id), random),
            key.Seal(JsonSerializer.SerializeToUtf8Bytes(facts), FactsContext(id), random),
            time.GetUtcNow().ToMicroseconds(),
            id);
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO documents (id, uploaded_by, media_type, size_bytes, wrapped_key, sealed_facts, created_at)
            VALUES (@Id, @UploadedBy, @MediaType, @SizeBytes, @WrappedKey, @SealedFacts, @CreatedAt)
            """,
            document,
            transaction);
        return document;
    }

    /// <summary>The document of a resource name, or null.</summary>
    public static async Task<StoredDocument?> FindAsync(DbConnection connection, string name, DbTransaction? transaction = null) =>
        ResourceNames.IdIn(ResourceNames.Documents, name) is { } id
            ? await connection.QuerySingleOrDefaultAsync<StoredDocument>(
                $"SELECT {Columns} FROM documents WHERE id = @id", new { id }, transaction)
            : null;

    /// <summary>Selects documents by id, so that nobody else attaches them before the transaction ends.</summary>
    /// <param name="names">Their resource names; what is none finds nothing.</param>
    /// <param name="parameters">Where the ids go.</param>
    /// <param name="dialect">Where the databases differ.</param>
    public static string SelectToAttach(IEnumerable<string> names, DynamicParameters parameters, Dialect dialect)
    {
        var ids = names.Select(name => ResourceNames.IdIn(ResourceNames.Documents, name)).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        return $"SELECT {PlainColumns}, content_id AS ContentId FROM documents WHERE id IN {SqlList.Of("document", ids, parameters)} ORDER BY id {dialect.ForUpdate}";
    }

    /// <summary>The documents of <see cref="SelectToAttach"/> by id, among the results of several SELECTs.</summary>
    public static async Task<IReadOnlyDictionary<string, StoredDocument>> ReadToAttachAsync(SqlMapper.GridReader results) =>
        (await results.ReadAsync<AttachableRow>()).ToDictionary(row => row.Id, row => row.ToDocument());

    /// <summary>
    /// Makes documents parts of a new application of a new subject, when the batch is sent. The same content twice is kept once.
    /// </summary>
    /// <param name="batch">Where the statements go.</param>
    /// <param name="names">The documents' resource names, in order; one may come twice.</param>
    /// <param name="found">The documents of <see cref="SelectToAttach"/> by id.</param>
    /// <param name="uploader">Who must have uploaded them.</param>
    /// <param name="application">The application.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <exception cref="FaultException">One is not the uploader's, or belongs to another application.</exception>
    public IReadOnlyList<StoredDocument> AttachAll(
        WriteBatch batch, IEnumerable<string> names, IReadOnlyDictionary<string, StoredDocument> found, string uploader, string application, string subject,
        SealingKey subjectKey)
    {
        var attached = new Dictionary<string, StoredDocument>();
        var contents = new Dictionary<string, StoredDocument>();
        return [.. names.Select(Attach)];

        StoredDocument Attach(string name)
        {
            var id = ResourceNames.IdIn(ResourceNames.Documents, name) ?? "";
            if (attached.TryGetValue(id, out var again))
            {
                return again;
            }

            var document = found.GetValueOrDefault(id);
            if (document is null || document.UploadedBy != uploader)
            {
                throw Fault.Of(FaultReason.UnknownDocument, name).Thrown();
            }

            if (document.AttachedTo is not null)
            {
                throw Fault.Of(FaultReason.DocumentAlreadyAttached, name).Thrown();
            }

            using var key = installation.Key.Unwrap(document.WrappedKey, KeyContext(id));
            var facts = Facts(document, key);
            var digest = ContentDigest(subjectKey, facts, document);
            var same = contents.GetValueOrDefault(Convert.ToHexString(digest));
            var attachment = Attachment(document, key, facts, same, application, subject, subjectKey);
            AddAttachment(batch, attachment, digest);
            if (same is not null)
            {
                DocumentContent.Forget(batch, id);
            }

            contents.TryAdd(Convert.ToHexString(digest), attachment);
            attached.Add(id, attachment);
            return attachment;
        }
    }

    /// <summary>Makes an uploaded document a part of an application: from now on it lives and dies with the subject's key.</summary>
    /// <exception cref="FaultException">It is not the uploader's, or belongs to another application.</exception>
    public async Task<StoredDocument> AttachAsync(DbTransaction transaction, string name, string uploader, string application, string subject)
    {
        var connection = transaction.Connection!;
        var document = await FindAsync(connection, name, transaction);
        if (document is null || document.UploadedBy != uploader)
        {
            throw Fault.Of(FaultReason.UnknownDocument, name).Thrown();
        }

        if (document.AttachedTo is not null)
        {
            return document.AttachedTo == application ? document : throw Fault.Of(FaultReason.DocumentAlreadyAttached, name).Thrown();
        }

        using var subjectKey = await vault.KeyAsync(connection, subject, transaction)
            ?? throw Fault.Of(FaultReason.SubjectErased).Thrown();
        using var key = installation.Key.Unwrap(document.WrappedKey, KeyContext(document.Id));
        var facts = Facts(document, key);
        var digest = ContentDigest(subjectKey, facts, document);
        var same = await connection.QueryFirstOrDefaultAsync<StoredDocument>(
            $"SELECT {Columns} FROM documents WHERE subject_id = @subject AND content_digest = @digest", new { subject, digest }, transaction);
        var attachment = Attachment(document, key, facts, same, application, subject, subjectKey);
        var attached = await connection.ExecuteAsync(
            SetAttachment,
            new { attachment.AttachedTo, attachment.SubjectId, attachment.WrappedKey, attachment.SealedFacts, attachment.ContentId, digest, document.Id },
            transaction);
        if (attached == 0)
        {
            throw Fault.Of(FaultReason.DocumentAlreadyAttached, name).Thrown();
        }

        if (same is not null)
        {
            // The subject handed in the same file before: one copy is enough. Another subject's is never looked for.
            await DocumentContent.ForgetAsync(transaction, document.Id);
        }

        return attachment;
    }

    /// <summary>The document as a part of an application; where the subject has the same content, under that content's key.</summary>
    private StoredDocument Attachment(
        StoredDocument document, SealingKey key, DocumentFacts facts, StoredDocument? same, string application, string subject, SealingKey subjectKey)
    {
        using var shared = same is null ? null : subjectKey.Unwrap(same.WrappedKey, KeyContext(same.Id));
        return document with
        {
            AttachedTo = application,
            SubjectId = subject,
            WrappedKey = subjectKey.Wrap(shared ?? key, KeyContext(document.Id), random),
            SealedFacts = shared is null ? document.SealedFacts : shared.Seal(JsonSerializer.SerializeToUtf8Bytes(facts), FactsContext(document.Id), random),
            ContentId = same?.ContentId ?? document.Id,
        };
    }

    private static void AddAttachment(WriteBatch batch, StoredDocument attachment, byte[] digest) => batch.Add(
        SetAttachment,
        ("AttachedTo", attachment.AttachedTo),
        ("SubjectId", attachment.SubjectId),
        ("WrappedKey", attachment.WrappedKey),
        ("SealedFacts", attachment.SealedFacts),
        ("ContentId", attachment.ContentId),
        ("digest", digest),
        ("Id", attachment.Id));

    private static byte[] ContentDigest(SealingKey subjectKey, DocumentFacts facts, StoredDocument document) =>
        subjectKey.Digest(Encoding.UTF8.GetBytes($"{facts.Sha256}/{document.SizeBytes}"));

    /// <summary>The document's own key, or null where its subject is erased.</summary>
    public async Task<SealingKey?> KeyAsync(DbConnection connection, StoredDocument document, DbTransaction? transaction = null)
    {
        if (document.SubjectId is null)
        {
            return installation.Key.Unwrap(document.WrappedKey, KeyContext(document.Id));
        }

        using var subjectKey = await vault.KeyAsync(connection, document.SubjectId, transaction);
        return subjectKey?.Unwrap(document.WrappedKey, KeyContext(document.Id));
    }

    /// <summary>File name and digest.</summary>
    public static DocumentFacts Facts(StoredDocument document, SealingKey key) =>
        JsonSerializer.Deserialize<DocumentFacts>(key.Open(document.SealedFacts, FactsContext(document.Id)))!;

    private static string KeyContext(string id) => $"documents/{id}/key";

    private static string FactsContext(string id) => $"documents/{id}/facts";

    // Of columns alone: SQLite knows the type of an expression only from a row, and there may be none.
    private sealed record AttachableRow(
        string Id, string UploadedBy, string? AttachedTo, string? SubjectId, string MediaType, long SizeBytes, byte[] WrappedKey, byte[] SealedFacts,
        long CreatedAt, string? ContentId)
    {
        public StoredDocument ToDocument() =>
            new(Id, UploadedBy, AttachedTo, SubjectId, MediaType, SizeBytes, WrappedKey, SealedFacts, CreatedAt, ContentId ?? Id);
    }
}
