using System.Buffers.Binary;

namespace Sakpore.Signing.Pades;

/// <summary>How a PNG pixel tells its colour (ISO/IEC 15948, table 8).</summary>
internal enum PngColour : byte
{
    Grey = 0,
    Colour = 2,
    Palette = 3,
    GreyAlpha = 4,
    ColourAlpha = 6,
}

/// <summary>The pixels of a PNG picture while they are put together: 8 bits a sample, on white.</summary>
internal sealed class PngPixels
{
    private readonly PngColour _kind;
    private readonly int _channels;
    private readonly byte[] _palette;
    private readonly byte[] _clear;

    private PngPixels(int width, int height, int bits, PngColour kind, int channels, byte[] palette, byte[] clear)
    {
        (Width, Height, Bits) = (width, height, bits);
        (_kind, _channels, _palette, _clear) = (kind, channels, palette, clear);
        Samples = new byte[width * height * (IsGrey ? 1 : 3)];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Bits of a sample in the file.</summary>
    public int Bits { get; }

    public bool IsGrey => _kind is PngColour.Grey or PngColour.GreyAlpha;

    public byte[] Samples { get; }

    /// <summary>Bytes from a sample to the like one of the next pixel, at least 1.</summary>
    public int PixelBytes => Math.Max(1, _channels * Bits / 8);

    /// <summary>Null where kind and bits do not go together.</summary>
    public static PngPixels? Of(int width, int height, int bits, PngColour kind, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> clear)
    {
        var channels = kind switch
        {
            PngColour.Grey or PngColour.Palette => 1,
            PngColour.GreyAlpha => 2,
            PngColour.Colour => 3,
            PngColour.ColourAlpha => 4,
            _ => 0,
        };
        var go = kind switch
        {
            PngColour.Grey => bits is 1 or 2 or 4 or 8 or 16,
            PngColour.Palette => bits is 1 or 2 or 4 or 8,
            _ => bits is 8 or 16,
        };
        return channels > 0 && go ? new PngPixels(width, height, bits, kind, channels, palette.ToArray(), clear.ToArray()) : null;
    }

    /// <summary>Bytes of a row of so many pixels, without its filter.</summary>
    public int RowBytes(int columns) => (int)(((long)columns * _channels * Bits + 7) / 8);

    /// <summary>Puts a pixel in its place; false where it is beyond the palette.</summary>
    /// <param name="row">A row of the file, filter undone.</param>
    /// <param name="column">Which of its pixels.</param>
    /// <param name="x">Where it goes, from the left.</param>
    /// <param name="y">Where it goes, from the top.</param>
    public bool Put(ReadOnlySpan<byte> row, int column, int x, int y)
    {
        Span<int> read = stackalloc int[4];
        for (var channel = 0; channel < _channels; channel++)
            read[channel] = Sample(row, column * _channels + channel);
        var to = Samples.AsSpan((y * Width + x) * (IsGrey ? 1 : 3));
        if (_kind == PngColour.Palette)
        {
            if (read[0] * 3 + 3 > _palette.Length)
                return false;
            var alpha = read[0] < _clear.Length ? _clear[read[0]] : byte.MaxValue;
            for (var i = 0; i < 3; i++)
                to[i] = OnWhite(_palette[read[0] * 3 + i], alpha);
            return true;
        }
        var colours = IsGrey ? 1 : 3;
        var opacity = _channels > colours ? Eight(read[colours]) : IsClear(read[..colours]) ? byte.MinValue : byte.MaxValue;
        for (var i = 0; i < colours; i++)
            to[i] = OnWhite(Eight(read[i]), opacity);
        return true;
    }

    /// <summary>Whether tRNS names this very colour, compared in the file's own bits (11.3.1.1).</summary>
    private bool IsClear(ReadOnlySpan<int> pixel)
    {
        if (_clear.Length != pixel.Length * 2)
            return false;
        for (var i = 0; i < pixel.Length; i++)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(_clear.AsSpan(i * 2)) != pixel[i])
                return false;
        }
        return true;
    }

    private int Sample(ReadOnlySpan<byte> row, int index) => Bits switch
    {
        16 => BinaryPrimitives.ReadUInt16BigEndian(row[(index * 2)..]),
        8 => row[index],
        _ => row[index * Bits / 8] >> (8 - Bits - index * Bits % 8) & ((1 << Bits) - 1),
    };

    /// <summary>A sample of the file's bits in 8, rounded.</summary>
    private byte Eight(int sample)
    {
        var most = (1 << Bits) - 1;
        return (byte)((sample * 255 + most / 2) / most);
    }

    private static byte OnWhite(byte sample, byte alpha) => (byte)((sample * alpha + 255 * (255 - alpha) + 127) / 255);
}
