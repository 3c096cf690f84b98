using System.Buffers.Binary;
using System.IO.Compression;

namespace Sakpore.Signing.Pades;

/// <summary>A PNG picture (ISO/IEC 15948) as samples of 8 bits, without transparency: what is clear is white.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="IsGrey">One sample a pixel; otherwise three: red, green, blue.</param>
/// <param name="Samples">Row by row from the top.</param>
internal sealed record PngImage(int Width, int Height, bool IsGrey, byte[] Samples)
{
    private const int MostPixels = 16_000_000;

    /// <summary>Null for what is damaged or too large.</summary>
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
        if (header.Length != 13 || header[12] > 1)
            return null;
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        if (width is 0 or > MostPixels || height is 0 or > MostPixels || (long)width * height > MostPixels
            || PngPixels.Of((int)width, (int)height, header[8], (PngColour)header[9], palette, clear) is not { } pixels)
        {
            return null;
        }
        var passes = header[12] == 0 ? PngPass.Whole : PngPass.Adam7;
        return Expand(compressed, passes.Sum(pass => pass.Length(pixels))) is { } rows && passes.All(pass => Put(pass, pixels, ref rows))
            ? new PngImage(pixels.Width, pixels.Height, pixels.IsGrey, pixels.Samples)
            : null;

        static bool Put(PngPass pass, PngPixels pixels, ref ReadOnlyMemory<byte> rows)
        {
            var length = pass.Length(pixels);
            var isPut = pass.Put(rows[..length], pixels);
            rows = rows[length..];
            return isPut;
        }
    }

    private static ReadOnlyMemory<byte>? Expand(MemoryStream compressed, int length)
    {
        try
        {
            compressed.Position = 0;
            using var zlib = new ZLibStream(compressed, CompressionMode.Decompress);
            var rows = new byte[length];
            // Not by a conditional expression: there null would become empty memory.
            if (zlib.ReadAtLeast(rows, length, throwOnEndOfStream: false) < length)
                return null;
            return rows;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
