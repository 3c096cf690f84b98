using System.Buffers.Binary;
using System.IO.Compression;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Filters;

namespace Sakpore.Signing.Pades;

/// <summary>A PNG picture (ISO/IEC 15948) as samples of 8 bits, without transparency: what is clear is white.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="IsGrey">One sample a pixel; otherwise three: red, green, blue.</param>
/// <param name="Samples">Row by row from the top.</param>
internal sealed record PngImage(int Width, int Height, bool IsGrey, byte[] Samples)
{
    private const int MostPixels = 16_000_000;

    private const int Grey = 0, Colour = 2, Palette = 3, GreyAlpha = 4, ColourAlpha = 6;

    /// <summary>Null for what is damaged, too large, interlaced or of 16 bits.</summary>
    public static PngImage? Decode(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> header = default, palette = default, clear = default;
        using var compressed = new MemoryStream();
        for (var position = 8; position + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[position..]);
            if (length > file.Length - position - 12)
                return null;
            var data = file.Slice(position + 8, (int)length);
            switch (file.Slice(position + 4, 4))
            {
                case var type when type.SequenceEqual("IHDR"u8): header = data; break;
                case var type when type.SequenceEqual("PLTE"u8): palette = data; break;
                case var type when type.SequenceEqual("tRNS"u8): clear = data; break;
                case var type when type.SequenceEqual("IDAT"u8): compressed.Write(data); break;
            }
            position += 12 + (int)length;
        }
        if (header.Length != 13 || header[12] != 0)
            return null;
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        var (bits, kind) = (header[8], header[9]);
        var channels = kind switch { Grey or Palette => 1, Colour => 3, GreyAlpha => 2, ColourAlpha => 4, _ => 0 };
        if (width is 0 or > MostPixels || height is 0 or > MostPixels || (long)width * height > MostPixels || channels == 0
            || !(bits is 8 || (bits is 1 or 2 or 4 && kind is Grey or Palette)))
        {
            return null;
        }
        var rowBytes = (int)((width * channels * bits + 7) / 8);
        return Expand(compressed, (rowBytes + 1) * (int)height) is { } rows && Unfilter(rows, channels, bits, rowBytes) is { } samples
            ? Flatten(samples, (int)width, (int)height, bits, kind, rowBytes, palette, clear)
            : null;
    }

    private static byte[]? Expand(MemoryStream compressed, int length)
    {
        try
        {
            compressed.Position = 0;
            using var zlib = new ZLibStream(compressed, CompressionMode.Decompress);
            var rows = new byte[length];
            return zlib.ReadAtLeast(rows, length, throwOnEndOfStream: false) == length ? rows : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // PNG's filters are those of PDF's predictor 15.
    private static ReadOnlyMemory<byte>? Unfilter(byte[] rows, int channels, int bits, int rowBytes)
    {
        try
        {
            var settings = new PredictorSettings(15, Math.Max(1, channels * bits / 8), rowBytes, bits);
            return Predictor.Undo(rows, settings, 0, new PdfBudget(new PdfLimits { ExpandedBytes = Math.Max(1, rows.Length) }));
        }
        catch (PdfFaultException)
        {
            return null;
        }
    }

    private static PngImage? Flatten(
        ReadOnlyMemory<byte> data, int width, int height, int bits, int kind, int rowBytes, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> clear)
    {
        var source = data.Span;
        var isGrey = kind is Grey or GreyAlpha;
        var samples = new byte[width * height * (isGrey ? 1 : 3)];
        var to = 0;
        for (var y = 0; y < height; y++)
        {
            var row = source.Slice(y * rowBytes, rowBytes);
            for (var x = 0; x < width; x++)
            {
                switch (kind)
                {
                    case Grey:
                        var grey = Sample(row, x, bits);
                        var isClear = clear.Length == 2 && BinaryPrimitives.ReadUInt16BigEndian(clear) == grey;
                        samples[to++] = isClear ? byte.MaxValue : (byte)(grey * 255 / ((1 << bits) - 1));
                        break;
                    case Palette:
                        var index = Sample(row, x, bits);
                        if (index * 3 + 3 > palette.Length)
                            return null;
                        var alpha = index < clear.Length ? clear[index] : byte.MaxValue;
                        Put(palette.Slice(index * 3, 3), alpha);
                        break;
                    case Colour:
                        var pixel = row.Slice(x * 3, 3);
                        Put(pixel, clear.Length == 6 && pixel[0] == clear[1] && pixel[1] == clear[3] && pixel[2] == clear[5] ? byte.MinValue : byte.MaxValue);
                        break;
                    case GreyAlpha:
                        Put(row.Slice(x * 2, 1), row[x * 2 + 1]);
                        break;
                    default:
                        Put(row.Slice(x * 4, 3), row[x * 4 + 3]);
                        break;
                }
            }
        }
        return new PngImage(width, height, isGrey, samples);

        void Put(ReadOnlySpan<byte> pixel, byte alpha)
        {
            foreach (var sample in pixel)
                samples[to++] = (byte)((sample * alpha + 255 * (255 - alpha) + 127) / 255);
        }
    }

    private static int Sample(ReadOnlySpan<byte> row, int x, int bits) =>
        row[x * bits / 8] >> (8 - bits - x * bits % 8) & ((1 << bits) - 1);
}
