using System.Data.Common;
using Google.Protobuf.WellKnownTypes;
using Sakpore.Documents.V1;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Documents;

/// <summary>Documents for those who may see them, over whatever protocol.</summary>
internal static class DocumentReader
{
    /// <summary>A document that the caller uploaded, or one of an application that it may see.</summary>
    /// <exception cref="FaultException">There is none, or none for this caller: both answer alike.</exception>
    public static async Task<StoredDocument> FindAsync(DbConnection connection, Caller caller, string name) =>
        await DocumentStore.FindAsync(connection, name) is { } document && await MaySeeAsync(connection, caller, document)
            ? document
            : throw Fault.Of(FaultReason.UnknownDocument, name).Thrown();

    /// <summary>A document in the contract's shape.</summary>
    /// <exception cref="FaultException">Its subject is erased.</exception>
    public static async Task<Document> ToMessageAsync(this DocumentStore documents, DbConnection connection, StoredDocument document)
    {
        using var key = await documents.KeyAsync(connection, document) ?? throw Fault.Of(FaultReason.SubjectErased).Thrown();
        return new Document
        {
            Name = ResourceNames.Documents + document.Id,
            MediaType = document.MediaType,
            SizeBytes = document.SizeBytes,
            Sha256 = DocumentStore.Facts(document, key).Sha256,
            CreateTime = Instants.FromMicroseconds(document.CreatedAt).ToTimestamp(),
        };
    }

    private static async Task<bool> MaySeeAsync(DbConnection connection, Caller caller, StoredDocument document) => document.AttachedTo is null
        ? document.UploadedBy == caller.System
        : await ApplicationReader.MaySeeAsync(connection, caller, document.AttachedTo);
}
