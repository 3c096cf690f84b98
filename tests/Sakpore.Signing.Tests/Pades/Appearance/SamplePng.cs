using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Sakpore.Signing.Tests.Pades;

/// <summary>PNG files written out chunk by chunk.</summary>
internal static class SamplePng
{
    /// <summary>20 by 20: red and green above, blue and yellow below.</summary>
    public static byte[] Quarters() => Build(20, 20, 8, 2, [.. Enumerable.Range(0, 20).SelectMany(y => Enumerable.Range(0, 20).SelectMany(x =>
        (x < 10, y < 10) switch
        {
            (true, true) => new byte[] { 255, 0, 0 },
            (false, true) => [0, 255, 0],
            (true, false) => [0, 0, 255],
            _ => [255, 255, 0],
        }))]);

    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="bits">Of a sample.</param>
    /// <param name="kind">Colour type.</param>
    /// <param name="samples">Packed rows.</param>
    /// <param name="more">Chunks between header and data.</param>
    public static byte[] Build(int width, int height, byte bits, byte kind, byte[] samples, params (string Type, byte[] Data)[] more)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (bits, kind);
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var row in samples.Chunk(samples.Length / height))
                zlib.Write([0, .. row]);
        }
        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR", header), .. more.SelectMany(chunk => Chunk(chunk.Type, chunk.Data)), .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>The same in the seven passes of Adam7; samples of 8 bits, so many a pixel.</summary>
    public static byte[] Interlaced(int width, int height, byte kind, int channels, byte[] samples)
    {
        // Which pass sends each pixel of a square of eight by eight (ISO/IEC 15948, 8.2).
        string[] passes = ["16462646", "77777777", "56565656", "77777777", "36463646", "77777777", "56565656", "77777777"];
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var pass = '1'; pass <= '7'; pass++)
            {
                for (var y = 0; y < height; y++)
                {
                    byte[] row = [.. Enumerable.Range(0, width).Where(x => passes[y % 8][x % 8] == pass)
                        .SelectMany(x => samples.Skip((y * width + x) * channels).Take(channels))];
                    if (row.Length > 0)
                        zlib.Write([0, .. row]);
                }
            }
        }
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (8, kind, 1);
        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. length, .. named, 0, 0, 0, 0]; // nobody here looks at the check
    }
}
