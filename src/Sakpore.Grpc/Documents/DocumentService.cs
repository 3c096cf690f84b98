using System.Data.Common;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Sakpore.Documents.V1;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Documents;

/// <summary>Files over gRPC, in parts.</summary>
internal sealed class DocumentService(Database database, DocumentStore documents, HubOptions options)
    : Sakpore.Documents.V1.DocumentService.DocumentServiceBase
{
    private const int LongestFileName = 255;

    /// <inheritdoc/>
    public override async Task<Document> UploadDocument(IAsyncStreamReader<UploadDocumentRequest> requestStream, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var description = await requestStream.MoveNext(cancellation) ? requestStream.Current.Description : null;
        if (description is null || description.FileName.Length > LongestFileName)
        {
            throw Fault.Invalid(
                "description", "Bagian pertama unggahan harus berupa keterangan berkas.",
                "The first part of an upload describes the file; a name has at most 255 characters.").Thrown();
        }

        var content = await DocumentUpload.ReadAsync(
            requestStream, part => part.PartCase == UploadDocumentRequest.PartOneofCase.Content ? part.Content : null, options.DocumentBytes, cancellation);
        var mediaType = DocumentUpload.Check(description.MediaType, content);
        var caller = context.Caller();
        var stored = await database.WriteAsync(
            transaction => documents.AddAsync(transaction, caller.System, mediaType, description.FileName, content), cancellation);
        return await database.ReadAsync(connection => ToMessageAsync(connection, stored), cancellation);
    }

    /// <inheritdoc/>
    public override async Task DownloadDocument(
        DownloadDocumentRequest request, IServerStreamWriter<DownloadDocumentResponse> responseStream, ServerCallContext context)
    {
        var caller = context.Caller();
        await database.ReadAsync(
            async connection =>
            {
                var document = await DocumentStore.FindAsync(connection, request.Name);
                if (document is null || !await MaySeeAsync(connection, caller, document))
                {
                    throw Fault.Of(FaultReason.UnknownDocument, request.Name).Thrown();
                }

                using var key = await documents.KeyAsync(connection, document) ?? throw Fault.Of(FaultReason.SubjectErased, request.Name).Thrown();
                await foreach (var chunk in DocumentContent.ReadAsync(connection, document.Id, key, document.SizeBytes))
                {
                    await responseStream.WriteAsync(
                        new DownloadDocumentResponse { Content = UnsafeByteOperations.UnsafeWrap(chunk) }, context.CancellationToken);
                }

                return true;
            },
            context.CancellationToken);
    }

    private static async Task<bool> MaySeeAsync(DbConnection connection, Caller caller, StoredDocument document) => document.AttachedTo is null
        ? document.UploadedBy == caller.System
        : await ApplicationReader.MaySeeAsync(connection, caller, document.AttachedTo);

    private async Task<Document> ToMessageAsync(DbConnection connection, StoredDocument document)
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
}
