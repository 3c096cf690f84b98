using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Google.Protobuf;
using Sakpore.Documents.V1;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Documents;

/// <summary>
/// Files over HTTP as raw bytes: a stream of messages cannot be transcoded. The same callers, limits and checks as over
/// gRPC. <c>PUT /v1/uploads/{id}</c> takes a file whole under an id of the caller's: sent again it is the same document.
/// </summary>
internal sealed class RawDocuments(
    Admission admission, Database database, DocumentStore documents, Receipts receipts, HubOptions options, TimeProvider time)
{
    private const string Service = "/sakpore.documents.v1.DocumentService/";

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    /// <summary>Maps both addresses.</summary>
    public static void Map(WebApplication app)
    {
        app.MapPut("/v1/uploads/{upload}", (HttpContext context, string upload, RawDocuments raw) => HttpFaults.AnswerAsync(context, () => raw.UploadAsync(context, upload)));
        app.MapGet("/v1/documents/{document}:download", (HttpContext context, string document, RawDocuments raw) =>
            HttpFaults.AnswerAsync(context, () => raw.DownloadAsync(context, ResourceNames.Documents + document)));
    }

    private async Task UploadAsync(HttpContext context, string upload)
    {
        var cancellation = context.RequestAborted;
        var caller = await AdmitAsync(context, "UploadDocument");
        var content = await ReadAsync(context.Request);
        var mediaType = DocumentUpload.Check(context.Request.ContentType ?? "", content);
        var what = new Document { MediaType = mediaType, SizeBytes = content.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(content.Span)) };
        var identity = receipts.Identify(caller.AsParty().Actor + " via " + caller.System, "PUT /v1/uploads", upload, what);
        var id = await database.WriteAsync(
            transaction => Receipts.OnceAsync(
                transaction, identity, time.GetUtcNow(), async () => (await documents.AddAsync(transaction, caller.System, mediaType, "", content)).Id),
            cancellation);
        var message = await database.ReadAsync(
            async connection => await documents.ToMessageAsync(connection, await DocumentReader.FindAsync(connection, caller, ResourceNames.Documents + id)), cancellation);
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(Formatter.Format(message), cancellation);
    }

    private async Task DownloadAsync(HttpContext context, string name)
    {
        var cancellation = context.RequestAborted;
        var caller = await AdmitAsync(context, "DownloadDocument");
        await database.ReadAsync(
            async connection =>
            {
                var document = await DocumentReader.FindAsync(connection, caller, name);
                using var key = await documents.KeyAsync(connection, document) ?? throw Fault.Of(FaultReason.SubjectErased, name).Thrown();
                context.Response.ContentType = document.MediaType;
                context.Response.ContentLength = document.SizeBytes;
                context.Response.Headers.XContentTypeOptions = "nosniff";
                await foreach (var chunk in DocumentContent.ReadAsync(connection, document.Id, key, document.SizeBytes))
                {
                    await context.Response.Body.WriteAsync(chunk, cancellation);
                }

                return true;
            },
            cancellation);
    }

    private Task<Caller> AdmitAsync(HttpContext context, string method) => admission.AdmitAsync(
        Service + method, name => context.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null, context.RequestAborted);

    /// <summary>The whole body: read no further than the limit.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > options.DocumentBytes)
        {
            throw Fault.Of(FaultReason.DocumentTooLarge).Thrown();
        }

        var content = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? 64 << 10) + 1);
        ReadResult read;
        do
        {
            read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (content.WrittenCount + read.Buffer.Length > options.DocumentBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                throw Fault.Of(FaultReason.DocumentTooLarge).Thrown();
            }

            foreach (var part in read.Buffer)
            {
                content.Write(part.Span);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);
        return content.WrittenCount > 0 ? content.WrittenMemory : throw Fault.Of(FaultReason.EmptyDocument).Thrown();
    }
}
