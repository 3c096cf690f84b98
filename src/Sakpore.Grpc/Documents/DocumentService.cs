using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Sakpore.Documents.V1;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;

namespace Sakpore.Grpc.Documents;

/// <summary>Files over gRPC: in parts, or small ones whole.</summary>
internal sealed class DocumentService(Uploads uploads, Downloads downloads, Receipts receipts)
    : Sakpore.Documents.V1.DocumentService.DocumentServiceBase
{
    private const int LongestFileName = 255;
    private const int SmallBytes = 1 << 20;

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

        await using var content = await uploads.BeginAsync(context.Caller().System, cancellation);
        await DocumentUpload.ReadAsync(
            requestStream, part => part.PartCase == UploadDocumentRequest.PartOneofCase.Content ? part.Content : null, content, cancellation);
        var stored = await uploads.CommitAsync(content, context.Caller().System, description.MediaType, description.FileName, null, cancellation);
        return await downloads.DescribeAsync(stored, cancellation);
    }

    /// <inheritdoc/>
    public override async Task<Document> UploadSmallDocument(UploadSmallDocumentRequest request, ServerCallContext context)
    {
        if (request.FileName.Length > LongestFileName)
        {
            throw Fault.Invalid("file_name", $"Nama berkas paling panjang {LongestFileName} karakter.", $"A file's name has at most {LongestFileName} characters.").Thrown();
        }

        if (request.Content.Length > SmallBytes)
        {
            throw Fault.Of(FaultReason.DocumentTooLarge).Thrown();
        }

        var identity = receipts.Identify(context, request.RequestId, request);
        var stored = await uploads.AddAsync(identity, context.Caller().System, request.MediaType, request.FileName, request.Content.Memory, context.CancellationToken);
        return stored is not null
            ? await downloads.DescribeAsync(stored, context.CancellationToken)
            : new Document
            {
                MediaType = request.MediaType,
                SizeBytes = request.Content.Length,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(request.Content.Span)),
            };
    }

    /// <inheritdoc/>
    public override async Task DownloadDocument(
        DownloadDocumentRequest request, IServerStreamWriter<DownloadDocumentResponse> responseStream, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        using var opened = await downloads.OpenAsync(context.Caller(), request.Name, cancellation);
        await foreach (var part in downloads.ReadAsync(opened, 0, cancellation))
        {
            await responseStream.WriteAsync(new DownloadDocumentResponse { Content = UnsafeByteOperations.UnsafeWrap(part) }, cancellation);
        }
    }
}
