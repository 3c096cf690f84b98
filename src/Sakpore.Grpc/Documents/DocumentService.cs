using Google.Protobuf;
using Grpc.Core;
using Sakpore.Documents.V1;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Faults;
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
        return await database.ReadAsync(connection => documents.ToMessageAsync(connection, stored), cancellation);
    }

    /// <inheritdoc/>
    public override async Task DownloadDocument(
        DownloadDocumentRequest request, IServerStreamWriter<DownloadDocumentResponse> responseStream, ServerCallContext context)
    {
        var caller = context.Caller();
        await database.ReadAsync(
            async connection =>
            {
                var document = await DocumentReader.FindAsync(connection, caller, request.Name);
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
}
