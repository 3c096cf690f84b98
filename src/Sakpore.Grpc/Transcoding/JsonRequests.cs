using System.Buffers;
using System.IO.Pipelines;
using System.Net.Http.Headers;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Sakpore.Grpc.Faults;

namespace Sakpore.Grpc.Transcoding;

/// <summary>
/// Looks at a request over HTTP and JSON before it is transcoded. The transcoding skips what it does not know, a misspelled
/// <c>validateOnly</c> among it, and has one sentence for all that is wrong; here it is told which field, and why.
/// </summary>
internal sealed class JsonRequests(RequestDelegate next)
{
    /// <summary>The largest JSON body in bytes, inclusive: a file of 1 MiB in base64, and room.</summary>
    public const int MaxBytes = 2 << 20;

    private const string Json = "application/json";

    private static readonly IReadOnlySet<string> Nowhere = new HashSet<string>();

    /// <summary>Answers a malformed request, hands on all others.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is not { } method)
        {
            await next(context);
            await HttpFaults.ExplainAsync(context);
        }
        else if (await DefectAsync(context.Request, method) is { } defect)
        {
            await HttpFaults.WriteAsync(context.Response, defect);
        }
        else
        {
            await next(context);
        }
    }

    private static async Task<Fault?> DefectAsync(HttpRequest request, GrpcJsonTranscodingMetadata method)
    {
        var bound = BoundFields.Of(method.MethodDescriptor, method.HttpRule);
        return JsonQuery.Defect(request.Query, bound)
            ?? (bound.Body is { } body ? await BodyDefectAsync(request, body, bound.BodyField is null ? bound.InPath : Nowhere) : CharsetDefect(request));
    }

    private static async Task<Fault?> BodyDefectAsync(HttpRequest request, MessageDescriptor message, IReadOnlySet<string> elsewhere)
    {
        if (!Json.Equals(MediaType(request)?.MediaType, StringComparison.OrdinalIgnoreCase) || CharsetDefect(request) is not null)
        {
            return Fault.Of(FaultReason.WrongContentType, request.ContentType);
        }

        if (await ReadAsync(request) is not { } body)
        {
            return Fault.Of(FaultReason.RequestTooLarge);
        }

        // The charset may stand in quotes, which the transcoding does not read.
        request.ContentType = Json;
        request.Body = new MemoryStream(body, writable: false);
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonShape.Defect(json.RootElement, message, elsewhere);
        }
        catch (JsonException syntax)
        {
            return Fault.Invalid(
                "", $"Isi permintaan bukan JSON yang benar: baris {syntax.LineNumber + 1}, bita {syntax.BytePositionInLine + 1}.",
                $"The body is not well-formed JSON: line {syntax.LineNumber + 1}, byte {syntax.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            // The reader decodes a string only when it is asked for.
            return Fault.Invalid("", "Isi permintaan memuat teks yang bukan Unicode.", "The body holds a text that is not Unicode.");
        }
    }

    // RFC 8259, 8.1: JSON between systems is UTF-8. Another or an unknown charset is not guessed at.
    private static Fault? CharsetDefect(HttpRequest request) =>
        MediaType(request)?.CharSet?.Trim('"') is { Length: > 0 } charset && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? Fault.Of(FaultReason.WrongContentType, request.ContentType)
            : null;

    private static MediaTypeHeaderValue? MediaType(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type : null;

    /// <summary>The whole body, or null where it is larger than is taken: read no further than to know that.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBytes)
        {
            return null;
        }

        ReadResult read;
        do
        {
            read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > MaxBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (!read.IsCompleted)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        while (!read.IsCompleted);
        var body = read.Buffer.ToArray();
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return body;
    }
}
