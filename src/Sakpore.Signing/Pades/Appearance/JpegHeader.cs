using System.Buffers.Binary;

namespace Sakpore.Signing.Pades;

/// <summary>What a PDF must say of a JPEG that it embeds as it is (ITU-T T.81, B.2.2).</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Components">1 for grey, 3 for colour.</param>
internal sealed record JpegHeader(int Width, int Height, int Components)
{
    /// <summary>Null for what is damaged, or of other components (as CMYK, whose colours would depend on the printer).</summary>
    public static JpegHeader? Read(ReadOnlySpan<byte> file)
    {
        for (var position = 2; position + 9 < file.Length;)
        {
            if (file[position] != 0xFF)
                return null;
            var marker = file[position + 1];
            if (marker == 0xFF) // fill byte
            {
                position++;
                continue;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(position + 2)..]);
            // Baseline, extended and progressive Huffman frames, which DCTDecode reads.
            if (marker is 0xC0 or 0xC1 or 0xC2)
            {
                var header = new JpegHeader(BinaryPrimitives.ReadUInt16BigEndian(file[(position + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(file[(position + 5)..]), file[position + 9]);
                return file[position + 4] == 8 && header is { Width: > 0, Height: > 0, Components: 1 or 3 } ? header : null;
            }
            if (marker is 0xDA or (> 0xC2 and < 0xD0 and not 0xC4 and not 0xC8 and not 0xCC) || length < 2)
                return null;
            position += 2 + length;
        }
        return null;
    }
}
