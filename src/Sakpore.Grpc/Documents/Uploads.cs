using System.Data.Common;
using Dapper;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Documents;

/// <summary>
/// Contents on their way in: spooled, then stored whole in one transaction. Over gRPC they are spooled to a file that ends with
/// the call. Over HTTP they are spooled to the database, and the system that began an upload goes on with it on any hub; one
/// that nobody goes on with is swept.
/// </summary>
internal sealed class Uploads(
    HubOptions options, RandomIdentifiers random, Database database, DocumentStore documents, OpenUploads open, UploadQuota quota, TimeProvider time)
{
    private string Folder => Directory.CreateDirectory(options.SpoolDirectory ?? Path.Combine(options.DataDirectory, "spool")).FullName;

    /// <summary>Begins an upload that ends with its call.</summary>
    /// <param name="system">The uploading system.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="FaultException">The system has handed in as much as it may.</exception>
    public async Task<SpooledContent> BeginAsync(string system, CancellationToken cancellation)
    {
        await DemandRoomAsync(system, cancellation);
        return await SpooledContent.OpenAsync(
            new FileSpool(Path.Combine(Folder, random.Next() + ".part")), random.Next(), new SealingKey(random.Bytes(SealingKey.KeyBytes)), options.DocumentBytes, random);
    }

    /// <summary>Begins an upload that can be gone on with, at offset 0; or goes on with it.</summary>
    /// <param name="system">The uploading system.</param>
    /// <param name="id">The system's id of the upload.</param>
    /// <param name="offset">From where on.</param>
    /// <param name="cancellation">Cancels the opening.</param>
    /// <returns>Null where the upload is not kept up to this offset.</returns>
    /// <exception cref="FaultException">The system has handed in as much as it may.</exception>
    public async Task<(OpenUpload Upload, SpooledContent Content)?> OpenAsync(string system, string id, long offset, CancellationToken cancellation)
    {
        await DemandRoomAsync(system, cancellation);
        var opened = offset == 0 ? await open.BeginAsync(system, id, cancellation) : await open.ResumeAsync(system, id, offset, cancellation);
        return opened is var (upload, key)
            ? (upload, await SpooledContent.OpenAsync(new StoredSpool(database, upload, time), upload.Document, key, options.DocumentBytes, random))
            : null;
    }

    /// <summary>How many bytes of an upload are kept, 0 for one that is not there.</summary>
    public Task<long> KeptAsync(string system, string id, CancellationToken cancellation) => open.KeptAsync(system, id, cancellation);

    /// <summary>The document that an upload became, or null.</summary>
    public Task<StoredDocument?> FindAsync(string system, string upload, CancellationToken cancellation) => database.ReadAsync(
        async connection => await connection.QuerySingleOrDefaultAsync<string>(
            "SELECT document_id FROM uploads WHERE uploaded_by = @system AND upload_id = @upload", new { system, upload }) is { } id
            ? await DocumentStore.FindAsync(connection, ResourceNames.Documents + id)
            : null,
        cancellation);

    /// <summary>Looks at a content that is complete and stores it.</summary>
    /// <param name="content">The content.</param>
    /// <param name="system">The uploading system.</param>
    /// <param name="mediaType">What the upload says that it is.</param>
    /// <param name="fileName">The file's own name, or empty.</param>
    /// <param name="upload">The upload, where it can be gone on with; null for others.</param>
    /// <param name="cancellation">Cancels the storing.</param>
    /// <exception cref="FaultException">It is not what it is said to be, or another call took the upload over.</exception>
    public async Task<StoredDocument> CommitAsync(
        SpooledContent content, string system, string mediaType, string fileName, OpenUpload? upload, CancellationToken cancellation)
    {
        var found = await DocumentUpload.CheckAsync(mediaType, content);
        return await database.WriteAsync(
            async transaction =>
            {
                await quota.DemandAsync(transaction.Connection!, system, content.Size, transaction);
                await quota.DemandAsync(transaction.Connection!, system, content.Size, transaction, content.Document);
                var document = await documents.AddAsync(transaction, system, found, fileName, content);
                if (upload is not null)
                {
                    await EndAsync(transaction, upload, document);
                }

                return document;
            },
            cancellation);
    }

    /// <summary>Stores a content that came whole; a repeated request answers with the same document.</summary>
    /// <returns>The document; null where the request only asks, and it would be stored.</returns>
    /// <exception cref="FaultException">It is empty, too large, or not what it is said to be.</exception>
    public async Task<StoredDocument?> AddAsync(
        RequestIdentity identity, string system, string mediaType, string fileName, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        if (content.Length == 0 || content.Length > options.DocumentBytes)
        {
            throw Fault.Of(content.Length == 0 ? FaultReason.EmptyDocument : FaultReason.DocumentTooLarge).Thrown();
        }

        var found = DocumentUpload.Check(mediaType, content);
        return identity.OnlyAsks ? null : await database.WriteAsync(
            async transaction =>
            {
                var id = await Receipts.OnceAsync(transaction, identity, Instants.Cut(time.GetUtcNow()), async () =>
                {
                    await quota.DemandAsync(transaction.Connection!, system, content.Length, transaction);
                    return (await documents.AddAsync(transaction, system, found, fileName, content)).Id;
                });
                return await DocumentStore.FindAsync(transaction.Connection!, ResourceNames.Documents + id, transaction);
            },
            cancellation);
    }

    /// <summary>Throws away an upload that is refused.</summary>
    public Task ForgetAsync(OpenUpload upload) => database.WriteAsync(transaction => OpenUploads.EndAsync(transaction, upload), CancellationToken.None);

    /// <summary>Throws away what nobody has written to for a day.</summary>
    /// <returns>How many files and uploads.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var old = time.GetUtcNow() - options.AbandonedUploadAfter;

        // A file outlives its call only where its process was killed.
        var abandoned = new DirectoryInfo(Folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < old.UtcDateTime).ToList();
        abandoned.ForEach(file => file.Delete());
        return abandoned.Count + await open.SweepAsync(old, cancellation);
    }

    private Task DemandRoomAsync(string system, CancellationToken cancellation) => database.ReadOnceAsync(
        async connection =>
        {
            await quota.DemandAsync(connection, system, 0);
            return true;
        },
        cancellation);

    private static async Task EndAsync(DbTransaction transaction, OpenUpload upload, StoredDocument document)
    {
        if (!await OpenUploads.EndAsync(transaction, upload))
        {
            throw Fault.Of(FaultReason.WriteConflict, upload.Id).Thrown();
        }

        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO uploads (uploaded_by, upload_id, document_id, created_at) VALUES (@System, @Id, @document, @CreatedAt)",
            new { upload.System, upload.Id, document = document.Id, document.CreatedAt },
            transaction);
    }
}
