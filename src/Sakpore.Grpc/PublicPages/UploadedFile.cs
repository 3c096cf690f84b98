using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Sakpore.Grpc.PublicPages;

/// <summary>
/// The file of an upload, read straight into memory. Form binding is not used: it would put every file past 64 KB on disk,
/// and the page promises that nothing is kept.
/// </summary>
internal abstract record UploadedFile
{
    /// <summary>The name of the form's file field.</summary>
    internal const string Field = "berkas";

    /// <summary>The longest request whose body is read at all, in bytes: 1 GiB and room for the frame of parts.</summary>
    internal const long LongestRequest = (1L << 30) + (64 * 1024);

    private UploadedFile()
    {
    }

    /// <summary>A file came.</summary>
    /// <param name="Name">The name that the sender gave it; plain text, for show only.</param>
    /// <param name="Content">All bytes.</param>
    internal sealed record Received(string Name, ReadOnlyMemory<byte> Content) : UploadedFile;

    /// <summary>It is larger than the limit.</summary>
    internal sealed record TooLarge : UploadedFile;

    /// <summary>None came: no file was chosen, or the request is no well-formed upload.</summary>
    internal sealed record Absent : UploadedFile;

    /// <summary>Reads the first file under <see cref="Field"/>.</summary>
    /// <param name="request">The request, its body unread.</param>
    /// <param name="limit">The largest file in bytes, itself included.</param>
    /// <param name="ct">Ends the reading.</param>
    internal static async Task<UploadedFile> ReadAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
            return new Absent();
        AllowReading(request);
        try
        {
            var parts = new MultipartReader(boundary.Value!, request.Body);
            while (await parts.ReadNextSectionAsync(ct) is { } part)
            {
                if (ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) && disposition.Name == Field)
                    return await ReadAsync(part, disposition, limit, request.ContentLength, ct);
            }
            return new Absent();
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new TooLarge();
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException and not BadHttpRequestException)
        {
            // A broken frame of parts, or one that ends too early.
            return new Absent();
        }
    }

    // A browser sends all of a file before it reads the answer, and shows a broken connection where the server stops
    // listening. So a file that is too large is read and thrown away, up to a size that is surely no letter.
    private static void AllowReading(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = LongestRequest;
    }

    private static async Task<UploadedFile> ReadAsync(
        MultipartSection part, ContentDispositionHeaderValue disposition, int limit, long? expected, CancellationToken ct)
    {
        // What a sender claims is believed up to 1 MiB, which holds every usual letter without growing; the rest is grown.
        var content = new MemoryStream((int)Math.Min(expected ?? 0, Math.Min(limit, 1 << 20)));
        var buffer = new byte[64 * 1024];
        var size = 0L;
        for (int read; (read = await part.Body.ReadAsync(buffer, ct)) > 0; size += read)
        {
            if (size + read <= limit)
                content.Write(buffer, 0, read);
        }
        if (size > limit)
            return new TooLarge();
        return size == 0
            ? new Absent()
            : new Received(PlainText.Of(FileName(disposition)), content.GetBuffer().AsMemory(0, (int)size));
    }

    private static string FileName(ContentDispositionHeaderValue disposition) => HeaderUtilities.RemoveQuotes(
        disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
}
