using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Documents;

/// <summary>
/// Files over HTTP as raw bytes, for callers without gRPC: transcoding has no client streaming. The same callers may do the
/// same. <c>Upload-Offset</c> and <c>Upload-Complete</c> mean what draft-ietf-httpbis-resumable-upload says of them.
/// </summary>
internal static class DocumentEndpoints
{
    private const string Offset = "Upload-Offset";
    private const string Complete = "Upload-Complete";
    private const string FileName = "Sakpore-File-Name";
    private const int LongestName = 255;
    private const int LongestUploadId = 64;
    private const string UploadMethod = "/sakpore.documents.v1.DocumentService/UploadDocument";
    private const string DownloadMethod = "/sakpore.documents.v1.DocumentService/DownloadDocument";

    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    /// <summary>Maps <c>PUT</c> and <c>HEAD /v1/uploads/{id}</c> and <c>GET /v1/documents/{id}:download</c>.</summary>
    public static void MapDocuments(this WebApplication app)
    {
        app.MapPut("/v1/uploads/{id}", context => AnswerAsync(context, UploadMethod, PutAsync));
        app.MapMethods("/v1/uploads/{id}", [HttpMethods.Head], context => AnswerAsync(context, UploadMethod, HeadAsync));
        app.MapGet("/v1/documents/{id}:download", context => AnswerAsync(context, DownloadMethod, GetAsync));
    }

    private static async Task AnswerAsync(HttpContext context, string method, Func<HttpContext, Caller, Task> answer)
    {
        try
        {
            var admission = context.RequestServices.GetRequiredService<Admission>();
            await answer(context, await admission.AdmitAsync(method, context));
        }
        catch (FaultException no) when (!context.Response.HasStarted)
        {
            await context.RequestServices.GetRequiredService<Refusals>().RecordAsync(context, method, no.Fault);
            await HttpFaults.WriteAsync(context.Response, no.Fault);
        }
        catch (WriteConflictException) when (!context.Response.HasStarted)
        {
            await HttpFaults.WriteAsync(context.Response, Fault.Of(FaultReason.WriteConflict));
        }
        catch (Exception unstored) when (!context.Response.HasStarted && Outages.Of(unstored) is { } outage)
        {
            await HttpFaults.WriteAsync(context.Response, FaultInterceptor.Of(outage));
        }
    }

    private static async Task PutAsync(HttpContext context, Caller caller)
    {
        var (uploads, downloads) = (context.RequestServices.GetRequiredService<Uploads>(), context.RequestServices.GetRequiredService<Downloads>());
        var (request, cancellation) = (context.Request, context.RequestAborted);
        var id = UploadId(context);
        var complete = Header(context, Complete) is null or "?1";
        var offset = OffsetOf(context);
        var limit = context.RequestServices.GetRequiredService<HubOptions>().DocumentBytes;
        if (offset + (request.ContentLength ?? 0) > limit)
        {
            throw Fault.Of(FaultReason.DocumentTooLarge).Thrown();
        }

        if (await uploads.FindAsync(caller.System, id, cancellation) is { } known)
        {
            // The answer was lost on its way: the same upload is the same document. A part alone tells nothing else.
            var document = await downloads.DescribeAsync(known, cancellation);
            var same = offset > 0 || !complete || (request.ContentType == known.MediaType && await HashAsync(request, limit, cancellation) == document.Sha256);
            await WriteAsync(context, same ? document : throw Fault.Of(FaultReason.RequestIdReused, id).Thrown());
            return;
        }

        if (await uploads.OpenAsync(caller.System, id, offset, cancellation) is not var (upload, opened))
        {
            context.Response.Headers[Offset] = (await uploads.KeptAsync(caller.System, id, cancellation)).ToString(CultureInfo.InvariantCulture);
            throw Fault.Of(FaultReason.UploadOffsetMismatch, id).Thrown();
        }

        await using var content = opened;

        // Kestrel's own limit is for all requests; a file has one of its own, told with its reason.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        try
        {
            await SpoolAsync(request, content, cancellation);
            if (!complete)
            {
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                context.Response.Headers[Offset] = content.Kept.ToString(CultureInfo.InvariantCulture);
                context.Response.Headers[Complete] = "?0";
                return;
            }

            await content.CompleteAsync(cancellation);
            var mediaType = MediaTypeHeaderValue.TryParse(request.ContentType, out var announced) ? announced.MediaType.ToString() : "";
            var stored = await uploads.CommitAsync(content, caller.System, mediaType, Name(context), upload, cancellation);
            await WriteAsync(context, await downloads.DescribeAsync(stored, cancellation));
        }
        catch (FaultException)
        {
            // What was refused is not gone on with; what another call took over is not touched.
            await uploads.ForgetAsync(upload);
            throw;
        }
    }

    private static async Task<string> HashAsync(HttpRequest request, long limit, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 << 10];
        for (var total = 0L; await request.Body.ReadAsync(buffer, cancellation) is > 0 and var read;)
        {
            hash.AppendData(buffer, 0, read);
            total += read;
            if (total > limit)
            {
                throw Fault.Of(FaultReason.DocumentTooLarge).Thrown();
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task SpoolAsync(HttpRequest request, SpooledContent content, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            foreach (var part in read.Buffer)
            {
                await content.WriteAsync(part, cancellation);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    private static async Task HeadAsync(HttpContext context, Caller caller)
    {
        var uploads = context.RequestServices.GetRequiredService<Uploads>();
        var id = UploadId(context);
        var known = await uploads.FindAsync(caller.System, id, context.RequestAborted);
        context.Response.Headers[Offset] = (known?.SizeBytes ?? await uploads.KeptAsync(caller.System, id, context.RequestAborted)).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers[Complete] = known is null ? "?0" : "?1";
        context.Response.Headers.CacheControl = "no-store";
    }

    private static async Task GetAsync(HttpContext context, Caller caller)
    {
        var downloads = context.RequestServices.GetRequiredService<Downloads>();
        using var opened = await downloads.OpenAsync(caller, ResourceNames.Documents + (string)context.Request.RouteValues["id"]!, context.RequestAborted);
        var (response, size) = (context.Response, opened.Document.SizeBytes);
        response.ContentType = opened.Document.MediaType;
        response.Headers.ContentDisposition = "attachment";
        response.Headers.AcceptRanges = "bytes";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, no-store";
        var (from, to) = (0L, size - 1);
        if (context.Request.GetTypedHeaders().Range is { Unit.Value: "bytes", Ranges: { Count: 1 } ranges })
        {
            var range = ranges.Single();
            (from, to) = range.From is { } first ? (first, Math.Min(range.To ?? long.MaxValue, size - 1)) : (Math.Max(0, size - range.To!.Value), size - 1);
            if (from > to)
            {
                response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                response.Headers.ContentRange = $"bytes */{size}";
                return;
            }

            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {from}-{to}/{size}";
        }

        var left = to - from + 1;
        response.ContentLength = left;
        await foreach (var part in downloads.ReadAsync(opened, from, context.RequestAborted))
        {
            var taken = part[..(int)Math.Min(part.Length, left)];
            await response.Body.WriteAsync(taken, context.RequestAborted);
            left -= taken.Length;
            if (left == 0)
            {
                return;
            }
        }
    }

    private static async Task WriteAsync(HttpContext context, IMessage message)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(Json.Format(message), context.RequestAborted);
    }

    private static string UploadId(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        return id.Length <= LongestUploadId && id.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '-' or '_')
            ? id
            : throw Fault.Invalid("id", $"Id unggahan: huruf, angka, - dan _, paling panjang {LongestUploadId}.", $"An upload id is letters, digits, - and _, at most {LongestUploadId}.").Thrown();
    }

    private static long OffsetOf(HttpContext context) => Header(context, Offset) is not { } text ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset
        : throw Fault.Invalid(Offset, "Upload-Offset harus bilangan.", "Upload-Offset is a number.").Thrown();

    private static string Name(HttpContext context)
    {
        var name = Uri.UnescapeDataString(Header(context, FileName) ?? "");
        return name.Length <= LongestName
            ? name
            : throw Fault.Invalid(FileName, $"Nama berkas paling panjang {LongestName} karakter.", $"A file's name has at most {LongestName} characters.").Thrown();
    }

    private static string? Header(HttpContext context, string name) =>
        context.Request.Headers.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;
}
