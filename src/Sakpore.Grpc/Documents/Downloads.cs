using System.Runtime.CompilerServices;
using Sakpore.Documents.V1;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Documents;

/// <summary>Reads documents for those who may see them: a row at a time, and no connection is held while the caller takes it.</summary>
internal sealed class Downloads(Database database, DocumentStore documents, DocumentContent contents)
{
    /// <summary>Opens a document.</summary>
    /// <exception cref="FaultException">There is none that the caller may see, or its subject was erased.</exception>
    public Task<OpenedDocument> OpenAsync(Caller caller, string name, CancellationToken cancellation) => database.ReadAsync(
        async connection =>
        {
            var document = await DocumentReader.FindAsync(connection, caller, name);
            return new OpenedDocument(document, await documents.KeyAsync(connection, document) ?? throw Fault.Of(FaultReason.SubjectErased, name).Thrown());
        },
        cancellation);

    /// <summary>The content from an offset on.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(OpenedDocument opened, long offset, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var skipped = (int)(offset % DocumentContent.ChunkBytes);
        for (var row = (int)(offset / DocumentContent.ChunkBytes); (long)row * DocumentContent.ChunkBytes < opened.Document.SizeBytes; row++)
        {
            var position = row;
            var content = await database.ReadOnceAsync(
                connection => contents.ReadRowAsync(connection, opened.Document, opened.Key, position), cancellation);
            yield return content.AsMemory(skipped);
            skipped = 0;
        }
    }

    /// <summary>A document in the contract's shape.</summary>
    public Task<Document> DescribeAsync(StoredDocument document, CancellationToken cancellation) =>
        database.ReadAsync(connection => documents.ToMessageAsync(connection, document), cancellation);
}

/// <summary>A document that its caller may read.</summary>
internal sealed record OpenedDocument(StoredDocument Document, SealingKey Key) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();
}
