using System.Buffers.Binary;

namespace Sakpore.Signing.Pades;

/// <summary>What a PDF must say of a JPEG that it embeds as it is (ITU-T T.81, B.2.2).</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Components">1 for grey, 3 for colour, 4 for CMYK.</param>
/// <param name="IsAdobe">
/// Whether an Adobe segment (APP14) marks it: by the usage of all writers its CMYK samples then tell how much ink is lacking.
/// </param>
internal sealed record JpegHeader(int Width, int Height, int Components, bool IsAdobe)
{
    /// <summary>Null for what is damaged, or of other components.</summary>
    public static JpegHeader? Read(ReadOnlySpan<byte> file)
    {
        var isAdobe = false;
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
            isAdobe |= marker == 0xEE && file[(position + 4)..].StartsWith("Adobe"u8);
            // Baseline, extended and progressive Huffman frames, which DCTDecode reads.
            if (marker is 0xC0 or 0xC1 or 0xC2)
            {
                var header = new JpegHeader(BinaryPrimitives.ReadUInt16BigEndian(file[(position + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(file[(position + 5)..]), file[position + 9], isAdobe);
                return file[position + 4] == 8 && header is { Width: > 0, Height: > 0, Components: 1 or 3 or 4 } ? header : null;
            }
            if (marker is 0xDA or (> 0xC2 and < 0xD0 and not 0xC4 and not 0xC8 and not 0xCC) || length < 2)
                return null;
            position += 2 + length;
        }
        return null;
    }
}
