using System.Text;
using System.Text.Json;
using Dapper;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Documents;

/// <summary>
/// Contents on their way in: spooled to files, then stored whole in one transaction. An upload over HTTP can be gone on
/// with, by the system that began it, on the hub that has its file; one that nobody goes on with is swept.
/// </summary>
internal sealed class Uploads(
    HubOptions options, InstallationKey installation, RandomIdentifiers random, Database database, DocumentStore documents, UploadQuota quota,
    TimeProvider time)
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
            Path.Combine(Folder, random.Next() + ".part"), temporary: true, random.Next(), new SealingKey(random.Bytes(SealingKey.KeyBytes)), options.DocumentBytes, random);
    }

    /// <summary>Begins an upload that can be gone on with, or goes on with it.</summary>
    /// <param name="system">The uploading system.</param>
    /// <param name="upload">The system's id of the upload.</param>
    /// <param name="anew">Whether what is there is thrown away.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="FaultException">Another call writes to it, or the system has handed in as much as it may.</exception>
    public async Task<SpooledContent> OpenAsync(string system, string upload, bool anew, CancellationToken cancellation)
    {
        await DemandRoomAsync(system, cancellation);
        var path = PathOf(system, upload);
        try
        {
            if (anew)
            {
                File.Delete(path + ".part");
            }

            var (document, key) = ReadKey(path) ?? WriteKey(path);
            return await SpooledContent.OpenAsync(path + ".part", temporary: false, document, key, options.DocumentBytes, random);
        }
        catch (IOException)
        {
            throw Fault.Of(FaultReason.WriteConflict, upload).Thrown();
        }
    }

    /// <summary>How many bytes of an upload are kept, 0 for one that is not there.</summary>
    public long Kept(string system, string upload)
    {
        var part = new FileInfo(PathOf(system, upload) + ".part");
        return part.Exists ? part.Length / (DocumentContent.ChunkBytes + SealingKey.Overhead) * DocumentContent.ChunkBytes : 0;
    }

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
    /// <param name="upload">The id of an upload that can be gone on with; null for others.</param>
    /// <param name="cancellation">Cancels the storing.</param>
    /// <exception cref="FaultException">It is not what it is said to be.</exception>
    public async Task<StoredDocument> CommitAsync(
        SpooledContent content, string system, string mediaType, string fileName, string? upload, CancellationToken cancellation)
    {
        var found = await DocumentUpload.CheckAsync(mediaType, content);
        return await database.WriteAsync(
            async transaction =>
            {
                await quota.DemandAsync(transaction.Connection!, system, content.Size, transaction);
                var document = await documents.AddAsync(transaction, system, found, fileName, content);
                if (upload is not null)
                {
                    await transaction.Connection!.ExecuteAsync(
                        "INSERT INTO uploads (uploaded_by, upload_id, document_id, created_at) VALUES (@system, @upload, @Id, @CreatedAt)",
                        new { system, upload, document.Id, document.CreatedAt },
                        transaction);
                }

                return document;
            },
            cancellation);
    }

    /// <summary>Throws away the files of an upload that is stored or refused.</summary>
    public void Forget(string system, string upload)
    {
        var path = PathOf(system, upload);
        File.Delete(path + ".part");
        File.Delete(path + ".key");
    }

    /// <summary>Throws away what nobody has written to for a day.</summary>
    /// <returns>How many files.</returns>
    public int Sweep()
    {
        var old = time.GetUtcNow().UtcDateTime - options.AbandonedUploadAfter;
        var abandoned = new DirectoryInfo(Folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < old).ToList();
        abandoned.ForEach(file => file.Delete());
        return abandoned.Count;
    }

    private Task DemandRoomAsync(string system, CancellationToken cancellation) => database.ReadOnceAsync(
        async connection =>
        {
            await quota.DemandAsync(connection, system, 0);
            return true;
        },
        cancellation);

    // The name says nothing of system or upload, and is another one for each system.
    private string PathOf(string system, string upload) =>
        Path.Combine(Folder, Convert.ToHexStringLower(installation.Key.Digest(Encoding.UTF8.GetBytes($"uploads/{system}/{upload}"))));

    private (string Document, SealingKey Key)? ReadKey(string path)
    {
        if (!File.Exists(path + ".key") || !File.Exists(path + ".part"))
        {
            return null;
        }

        var stored = JsonSerializer.Deserialize<SpoolKey>(File.ReadAllBytes(path + ".key"))!;
        return (stored.Document, installation.Key.Unwrap(stored.WrappedKey, KeyContext(stored.Document)));
    }

    private (string Document, SealingKey Key) WriteKey(string path)
    {
        File.Delete(path + ".part");
        var (document, key) = (random.Next(), new SealingKey(random.Bytes(SealingKey.KeyBytes)));
        var stored = new SpoolKey(document, installation.Key.Wrap(key, KeyContext(document), random));
        SecretFile.Write(path + ".key", JsonSerializer.SerializeToUtf8Bytes(stored));
        return (document, key);
    }

    private static string KeyContext(string document) => $"uploads/{document}/key";

    private sealed record SpoolKey(string Document, byte[] WrappedKey);
}
