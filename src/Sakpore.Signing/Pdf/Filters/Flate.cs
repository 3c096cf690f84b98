using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Sakpore.Signing.Pdf.Filters;

/// <summary>Expands zlib data within the budget, so that a bomb costs no more than the budget.</summary>
internal static class Flate
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>The data, in memory of the budget's <see cref="PdfBudget.Streams"/>.</summary>
    public static ReadOnlyMemory<byte> Expand(ReadOnlyMemory<byte> data, int dataStart, PdfBudget budget)
    {
        var isKept = false;
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Clamp(data.Length * 4L is var guess && guess > 1 << 20 ? 1 << 20 : (int)guess, FirstBuffer, 1 << 20));
        try
        {
            using var zlib = new ZLibStream(AsStream(data), CompressionMode.Decompress);
            var length = 0;
            while (true)
            {
                var read = zlib.Read(buffer, length, buffer.Length - length);
                if (read == 0)
                {
                    isKept = true;
                    return budget.Streams.Keep(buffer, length);
                }
                budget.SpendExpandedBytes(read, dataStart);
                length += read;
                if (length == buffer.Length)
                    buffer = Grow(buffer, budget.ExpandedBytesLeft);
            }
        }
        catch (InvalidDataException)
        {
            throw new PdfFaultException(PdfFaultCode.StreamDamaged, dataStart, "compressed data");
        }
        finally
        {
            if (!isKept)
                ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Twice as long, but no longer than one byte past what the budget still permits: that byte is the fault.</summary>
    private static byte[] Grow(byte[] buffer, int left)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, buffer.Length + left + 1L));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    public static byte[] Compress(ReadOnlySpan<byte> data)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(data);
        return compressed.ToArray();
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> data) => MemoryMarshal.TryGetArray(data, out var segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(data.ToArray(), writable: false);
}
