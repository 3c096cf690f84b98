using System.Text;

namespace Sakpore.Signing.Tests.Verification.Fuzzing;

/// <summary>Changes files a little, or much; the same random source makes the same changes.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> seeds)
{
    private static readonly byte[][] Words = [.. new[]
    {
        "obj", "endobj", "1 0 obj", "stream\r\n", "endstream", "xref\n", "trailer", "startxref\n0\n%%EOF\n", "%%EOF", "<<", ">>", "[", "]", "<", ">", "(", ")", "\\",
        "/ByteRange[0 1 2 3]", "/Contents<", "/Type/Sig", "/Type/Catalog", "/Type/XRef", "/Type/ObjStm", "/Root 1 0 R", "/Prev 0", "/Size 1", "/Length 99999", "/Kids[", "/Parent 1 0 R",
        "/Fields[1 0 R]", "/W[8 8 8]", "/Index[0 99]", "/Filter/FlateDecode", "/DecodeParms<</Predictor 12/Columns 1>>", "/XRefStm 9", "/Encrypt<<>>", "0 R", "99999999999", "-1", "null", "%\n", "\0", "#00",
    }.Select(Encoding.Latin1.GetBytes)];

    private static readonly byte[] Odd = [0x00, 0x01, 0x30, 0x31, 0x7f, 0x80, 0x84, 0xa0, 0xff, (byte)'<', (byte)'>', (byte)'/', (byte)'(', (byte)' '];

    public byte[] Mutate(byte[] file)
    {
        var mutated = (byte[])file.Clone();
        for (var times = 1 + random.Next(4); times > 0; times--)
            mutated = MutateOnce(mutated);
        return mutated;
    }

    private byte[] MutateOnce(byte[] file)
    {
        if (file.Length < 16)
            return seeds[random.Next(seeds.Count)];
        var (at, length) = (random.Next(file.Length), 1 + random.Next(random.Next(8) == 0 ? 2000 : 24));
        var end = Math.Min(file.Length, at + length);
        switch (random.Next(13))
        {
            case 0:
                file[at] ^= (byte)(1 << random.Next(8));
                return file;
            case 1:
                file[at] = Odd[random.Next(Odd.Length)];
                return file;
            case 2:
                random.NextBytes(file.AsSpan(at, end - at));
                return file;
            case 3:
                return [.. file[..at], .. file[end..]]; // taken out
            case 4:
                return [.. file[..end], .. file[at..]]; // doubled
            case 5:
                return [.. file[..at], .. Words[random.Next(Words.Length)], .. file[at..]];
            case 6:
                var word = Words[random.Next(Words.Length)];
                word.AsSpan(0, Math.Min(word.Length, file.Length - at)).CopyTo(file.AsSpan(at));
                return file;
            case 7:
                return file[..at]; // cut off
            case 8:
                var other = seeds[random.Next(seeds.Count)];
                var from = random.Next(other.Length);
                return [.. file[..at], .. other[from..Math.Min(other.Length, from + length * 40)], .. file[end..]];
            case 9:
                return [.. file, .. Words[random.Next(Words.Length)], .. file[at..end]];
            case 10:
                return ChangeNumber(file, at);
            case 11:
                return ChangeValue(file);
            default:
                return [.. file, .. seeds[random.Next(seeds.Count)]];
        }
    }

    // The next number in the file by another of as many digits.
    private byte[] ChangeNumber(byte[] file, int at)
    {
        while (at < file.Length && !char.IsAsciiDigit((char)file[at]))
            at++;
        for (; at < file.Length && char.IsAsciiDigit((char)file[at]); at++)
            file[at] = (byte)('0' + random.Next(10));
        return file;
    }

    // Inside a signature value, byte by byte of its encoding.
    private byte[] ChangeValue(byte[] file)
    {
        var start = file.AsSpan().IndexOf("/Contents<"u8);
        if (start < 0)
            return file;
        start += 10;
        var length = Math.Max(0, file.AsSpan(start).IndexOf("0000000000000000"u8));
        if (length < 8)
            return file;
        for (var times = 1 + random.Next(3); times > 0; times--)
        {
            var at = start + random.Next(length / 2) * 2;
            Encoding.ASCII.GetBytes(Convert.ToHexString([Odd[random.Next(Odd.Length)]])).CopyTo(file, at);
        }

        return file;
    }
}
