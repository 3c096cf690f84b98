using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using Sakpore.Grpc.Faults;
using Sakpore.Signing.Pdf;

namespace Sakpore.Grpc.Documents;

/// <summary>Takes what is uploaded in parts, within the limit, and looks at what it is.</summary>
internal static class DocumentUpload
{
    /// <summary>A PDF of up to this many bytes is held in memory and parsed; of a longer one only its ends are looked at.</summary>
    public const int MostParsed = 16 << 20;

    /// <summary>Reads the parts of a content until the end of the stream.</summary>
    /// <param name="parts">The stream.</param>
    /// <param name="content">The content of a part; null where the part is out of place.</param>
    /// <param name="limit">Most bytes, inclusive.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync<T>(
        IAsyncStreamReader<T> parts, Func<T, ByteString?> content, long limit, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>(64 << 10);
        while (await parts.MoveNext(cancellation))
        {
            var part = content(parts.Current)
                ?? throw Fault.Invalid("content", "Setelah keterangan hanya boleh ada isi.", "After its description an upload holds content only.").Thrown();
            if (buffer.WrittenCount + (long)part.Length > limit)
            {
                throw Fault.Of(FaultReason.DocumentTooLarge).Thrown();
            }

            buffer.Write(part.Span);
        }

        return buffer.WrittenCount > 0 ? buffer.WrittenMemory : throw Fault.Of(FaultReason.EmptyDocument).Thrown();
    }

    /// <summary>Spools the parts of a content until the end of the stream, and ends it.</summary>
    /// <param name="parts">The stream.</param>
    /// <param name="content">The content of a part; null where the part is out of place.</param>
    /// <param name="spool">Where it goes.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public static async Task ReadAsync<T>(
        IAsyncStreamReader<T> parts, Func<T, ByteString?> content, SpooledContent spool, CancellationToken cancellation)
    {
        while (await parts.MoveNext(cancellation))
        {
            var part = content(parts.Current)
                ?? throw Fault.Invalid("content", "Setelah keterangan hanya boleh ada isi.", "After its description an upload holds content only.").Thrown();
            await spool.WriteAsync(part.Memory, cancellation);
        }

        await spool.CompleteAsync(cancellation);
    }

    /// <summary>The media type of a spooled content, which must be the announced one. A PDF must be one that can be read, as far as it is looked at.</summary>
    public static async Task<string> CheckAsync(string announced, SpooledContent content)
    {
        var found = MediaTypes.Of(content.Head);
        if (found != announced)
        {
            throw Fault.Of(FaultReason.WrongMediaType, announced).Thrown();
        }

        // Only a PDF is parsed, and so held in memory: an upload must not take memory by its length.
        if (found == MediaTypes.Pdf && content.Size <= MostParsed)
        {
            return Check(announced, await content.ReadAllAsync());
        }

        if (found == MediaTypes.Pdf && await LongPdf.FaultAsync(content) is { } fault)
        {
            throw Fault.Of(fault).Thrown();
        }

        return found!;
    }

    /// <summary>The media type of a content, which must be the announced one. A PDF must be one that can be read.</summary>
    public static string Check(string announced, ReadOnlyMemory<byte> content)
    {
        var found = MediaTypes.Of(content.Span);
        if (found != announced)
        {
            throw Fault.Of(FaultReason.WrongMediaType, announced).Thrown();
        }

        if (found == MediaTypes.Pdf && PdfDocument.Read(content).Fault is { } fault)
        {
            throw Fault.Of(fault).Thrown();
        }

        return found!;
    }
}
