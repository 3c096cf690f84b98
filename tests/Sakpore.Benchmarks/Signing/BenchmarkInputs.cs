using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Sakpore.Benchmarks.Signing;

/// <summary>The documents that are signed.</summary>
internal static class BenchmarkInputs
{
    /// <summary>Two pages of LibreOffice with seven embedded fonts, about 110 KB.</summary>
    public static byte[] Letter { get; } = ReadLetter();

    /// <summary>A page with a picture that does not compress: 5 MB.</summary>
    public static byte[] FiveMegabytes { get; } = WithPicture(5_000_000 - 700);

    /// <summary>The letter under another number: the same length, other bytes.</summary>
    public static byte[] NumberedLetter(int number)
    {
        var letter = (byte[])Letter.Clone();
        var id = letter.AsSpan().LastIndexOf("/ID [ <"u8) + 7;
        Encoding.ASCII.GetBytes(number.ToString("X32", CultureInfo.InvariantCulture), letter.AsSpan(id));
        return letter;
    }

    /// <summary>One page and so many further objects that nothing leads to.</summary>
    public static byte[] WithObjects(int count) => Build([.. Page, .. Enumerable.Repeat("<</Kind/Unused/Value 12345>>"u8.ToArray(), count - Page.Length)]);

    /// <summary>One page and so many further objects, all in object streams of 100 that do not compress to nothing.</summary>
    public static byte[] InObjectStreams(int count)
    {
        byte[][] objects = [.. Page.Take(3), .. Enumerable.Range(0, count - 4).Select(i => Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"<</Kind/Unused/Value {i * 7919L * 104729}>>")))];
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n"u8);
        // The page's contents are a stream, which no object stream may hold: number 4, so the others begin at 5.
        var entries = new List<(byte Kind, int Second, byte Third)> { (0, 0, 255) };
        int Number(int index) => index < 3 ? index + 1 : index + 2;
        var firstStream = objects.Length + 2;
        var places = objects.Select((_, index) => ((byte)2, firstStream + index / 100, (byte)(index % 100))).ToList();
        entries.AddRange(places.Take(3));
        entries.Add((1, (int)file.Length, 0));
        file.Write([.. "4 0 obj\n"u8, .. Page[3], .. "\nendobj\n"u8]);
        entries.AddRange(places.Skip(3));
        var chunks = objects.Select((value, index) => (Number(index), value)).Chunk(100).ToList();
        for (var i = 0; i < chunks.Count; i++)
        {
            entries.Add((1, (int)file.Length, 0));
            var (header, body) = (new StringBuilder(), new MemoryStream());
            foreach (var (number, value) in chunks[i])
            {
                header.Append(CultureInfo.InvariantCulture, $"{number} {body.Length} ");
                body.Write([.. value, (byte)'\n']);
            }
            var first = header.Length;
            file.Write(Compressed(firstStream + i, $"/Type/ObjStm/N {chunks[i].Length}/First {first}", [.. Encoding.ASCII.GetBytes(header.ToString()), .. body.ToArray()]));
        }
        var start = file.Length;
        entries.Add((1, (int)start, 0));
        byte[] table = [.. entries.SelectMany(entry => new[] { entry.Kind, (byte)(entry.Second >> 24), (byte)(entry.Second >> 16), (byte)(entry.Second >> 8), (byte)entry.Second, entry.Third })];
        file.Write(Compressed(firstStream + chunks.Count, $"/Type/XRef/W[1 4 1]/Size {entries.Count}/Root 1 0 R", table));
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n")));
        return file.ToArray();
    }

    private static byte[] Compressed(int number, string entries, byte[] data)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(data);
        return [.. Encoding.ASCII.GetBytes($"{number} 0 obj\n<<{entries}/Filter/FlateDecode/Length {compressed.Length}>>\nstream\n"),
            .. compressed.ToArray(), .. "\nendstream\nendobj\n"u8];
    }

    private static byte[][] Page =>
    [
        "<</Type/Catalog/Pages 2 0 R>>"u8.ToArray(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>"u8.ToArray(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</Picture 5 0 R>>>>>>"u8.ToArray(),
        "<</Length 37>>\nstream\nq 400 0 0 400 90 200 cm /Picture Do Q\nendstream"u8.ToArray(),
    ];

    private static byte[] WithPicture(int length)
    {
        var pixels = new byte[length];
        new Random(1).NextBytes(pixels);
        byte[] picture = [.. Encoding.ASCII.GetBytes(
            $"<</Type/XObject/Subtype/Image/Width 1000/Height {length / 1000}/ColorSpace/DeviceGray/BitsPerComponent 8/Length {length}>>\nstream\n"),
            .. pixels, .. "\nendstream"u8];
        return Build([.. Page, picture]);
    }

    private static byte[] Build(byte[][] objects)
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n"u8);
        var xref = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n"));
        for (var i = 0; i < objects.Length; i++)
        {
            xref.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n");
            file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n")));
            file.Write(objects[i]);
            file.Write("\nendobj\n"u8);
        }
        var start = file.Length;
        xref.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        file.Write(Encoding.ASCII.GetBytes(xref.ToString()));
        return file.ToArray();
    }

    private static byte[] ReadLetter()
    {
        using var resource = typeof(BenchmarkInputs).Assembly.GetManifestResourceStream("letter.pdf")!;
        var letter = new byte[resource.Length];
        resource.ReadExactly(letter);
        return letter;
    }
}
