using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Sakpore.Signing.Tests.Verification.Fuzzing;

/// <summary>
/// Changes files inside their objects and keeps their structure: what is changed gets past the reader, to the rules of the
/// verifier. Offsets and ranges are repaired where lengths change.
/// </summary>
internal sealed partial class StructureMutator(Random random, IReadOnlyList<byte[]> seeds)
{
    private static readonly string[] Entries =
    [
        "/V(x)", "/V null", "/V 1 0 R", "/AP<</N 4 0 R>>", "/F 2", "/Ff 1", "/FT/Sig", "/FT/Tx", "/Kids[1 0 R]", "/Kids[]", "/Parent 1 0 R", "/Rect[0 0 99 99]", "/Type/Annot",
        "/Subtype/Widget", "/Annots[]", "/Annots[1 0 R 1 0 R]", "/Contents 4 0 R", "/Contents<00>", "/ByteRange[0 1 2 3]", "/SubFilter/ETSI.RFC3161", "/SubFilter/adbe.x509.rsa_sha1", "/AcroForm<</Fields[]>>",
        "/AcroForm 1 0 R", "/SigFlags 0", "/NeedAppearances true", "/DSS<</Certs[4 0 R]/CRLs[4 0 R]/OCSPs[1 0 R]/VRI<</A 1 0 R>>>>", "/Perms<</DocMDP 1 0 R>>", "/Extensions<<>>", "/Version/9.9", "/Metadata 4 0 R", "/MK<</I 4 0 R>>",
        "/AA<<>>", "/Lock<</Action/All>>", "/Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]", "/Names<<>>", "/Length 0", "/MediaBox[0 0 1 1]", "/T(Nama)", "/Cert[<30>]", "/Pages 2 0 R", "/Extends 1 0 R",
    ];

    public byte[] Mutate(byte[] file)
    {
        var mutated = (byte[])file.Clone();
        for (var times = 1 + random.Next(3); times > 0; times--)
        {
            try
            {
                mutated = random.Next(6) switch
                {
                    0 => SameLength(mutated),
                    1 or 2 => ChangedValue(mutated),
                    3 => Spliced(mutated),
                    _ => Appended(mutated),
                };
            }
            catch (Exception e) when (e is ArgumentException or NullReferenceException or InvalidOperationException or Sakpore.Signing.Pdf.PdfFaultException)
            {
                return mutated; // what an earlier change broke cannot be changed in an orderly way
            }
        }

        return mutated;
    }

    // A name, number or string inside an object by another of the same length, from the same file.
    private byte[] SameLength(byte[] file)
    {
        if (PickObject(file) is not var (start, length))
            return file;
        var tokens = Token().Matches(Encoding.Latin1.GetString(file, start, Math.Min(length, 4000)));
        if (tokens.Count == 0)
            return file;
        var one = tokens[random.Next(tokens.Count)];
        var others = tokens.Where(t => t.Length == one.Length && t.Value != one.Value).ToArray();
        var text = others.Length > 0 && random.Next(3) > 0 ? others[random.Next(others.Length)].Value : Scramble(one.Value);
        Encoding.Latin1.GetBytes(text).CopyTo(file, start + one.Index);
        return file;
    }

    // An entry put in or taken out of an object; tables, startxref and ranges are moved along.
    private byte[] Spliced(byte[] file)
    {
        if (PickObject(file) is not var (start, length))
            return file;
        var text = Encoding.Latin1.GetString(file, start, length);
        var dictionary = text.IndexOf("<<", StringComparison.Ordinal);
        if (dictionary < 0)
            return file;
        var at = start + dictionary + 2;
        var (cut, put) = random.Next(2) == 0 ? (0, Entries[random.Next(Entries.Length)]) : (Token().Match(text, dictionary + 2) is { Success: true } first && first.Index == dictionary + 2 ? first.Length : 0, "/X");
        return Splice(file, at, cut, put);
    }

    /// <summary>Replaces bytes and repairs what counts them; the file as it was where a number would need more digits.</summary>
    public static byte[] Splice(byte[] file, int at, int cut, string put)
    {
        var delta = put.Length - cut;
        var text = Encoding.Latin1.GetString(file);
        string Move(string number) => long.Parse(number, CultureInfo.InvariantCulture) is var n && n <= at ? number : (n + delta).ToString($"D{number.Length}", CultureInfo.InvariantCulture);
        text = TableEntry().Replace(text, m => Move(m.Groups[1].Value) + m.Groups[2].Value);
        text = Offset().Replace(text, m => m.Groups[1].Value + Move(m.Groups[2].Value));
        text = Ranges().Replace(text, m =>
        {
            var (first, second, length) = (m.Groups[2].Value, m.Groups[4].Value, m.Groups[6].Value);
            var (from, count) = (long.Parse(second, CultureInfo.InvariantCulture), long.Parse(length, CultureInfo.InvariantCulture));
            var covers = from <= at && at < from + count;
            return m.Groups[1].Value + Move(first) + m.Groups[3].Value + Move(second) + m.Groups[5].Value
                + (covers ? (count + delta).ToString($"D{length.Length}", CultureInfo.InvariantCulture) : length);
        });
        return text.Length == file.Length ? Encoding.Latin1.GetBytes(text[..at] + put + text[(at + cut)..]) : file;
    }

    // A revision, lawfully written, that has an object differently.
    private byte[] Appended(byte[] file)
    {
        var number = 1 + random.Next(LaterRevision.SizeOf(file) - 1);
        if (random.Next(5) == 0)
            return LaterRevision.Append(file, [(LaterRevision.SizeOf(file), "<<" + Entries[random.Next(Entries.Length)] + ">>")], free: random.Next(3) == 0 ? number : 0);
        var body = LaterRevision.TextOf(file, number);
        var end = body.LastIndexOf(">>", StringComparison.Ordinal);
        if (body.Length > 20_000 || end < 0)
            return file;
        body = random.Next(3) switch
        {
            0 => body[..end] + Entries[random.Next(Entries.Length)] + body[end..],
            1 => Token().Replace(body, m => random.Next(12) == 0 ? Scramble(m.Value) : m.Value),
            _ => Entries[random.Next(Entries.Length)] is var entry && body.IndexOf('/', 3) is > 0 and var at ? body[..at] + entry + body[at..] : body,
        };
        return LaterRevision.Append(file, random.Next(4) == 0 ? [(number, body), (1, LaterRevision.TextOf(file, 1))] : [(number, body)]);
    }

    // A node of a signature value by another, all lengths around it put right.
    private byte[] ChangedValue(byte[] file)
    {
        var places = Value().Matches(Encoding.Latin1.GetString(file));
        if (places.Count == 0)
            return file;
        var place = places[random.Next(places.Count)].Groups[1];
        if (DerNode.Read(Convert.FromHexString(file.AsSpan(place.Index, place.Length / 2 * 2))) is not { } root)
            return file;
        var nodes = root.All().ToArray();
        var node = nodes[random.Next(nodes.Length)];
        node.Change(random, nodes[random.Next(nodes.Length)], () => DerNode.Read(TokenOf(seeds[random.Next(seeds.Count)])));
        var value = Convert.ToHexString(root.Write());
        if (value.Length <= place.Length)
            Encoding.ASCII.GetBytes(value.PadRight(place.Length, '0')).CopyTo(file, place.Index);
        return file;
    }

    private static byte[] TokenOf(byte[] seed) =>
        Value().Match(Encoding.Latin1.GetString(seed)) is { Success: true } m ? Convert.FromHexString(seed.AsSpan(m.Groups[1].Index, m.Groups[1].Length / 2 * 2)) : [];

    private (int Start, int Length)? PickObject(byte[] file)
    {
        var objects = Object().Matches(Encoding.Latin1.GetString(file));
        return objects.Count == 0 ? null : objects[random.Next(objects.Count)] is var m ? (m.Index, m.Length) : null;
    }

    private string Scramble(string token)
    {
        var chars = token.ToCharArray();
        var at = random.Next(chars.Length);
        chars[at] = chars[at] is >= '0' and <= '9' ? (char)('0' + random.Next(10)) : chars[at] is >= 'a' and <= 'z' ? (char)('a' + random.Next(26)) : chars[at];
        return new string(chars);
    }

    [GeneratedRegex(@"(?<=obj)[\s\S]*?(?=endobj)")]
    private static partial Regex Object();

    [GeneratedRegex(@"/[A-Za-z0-9.]+|[0-9]+|\([^()\\]*\)")]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<![0-9])([0-9]{10})( [0-9]{5} n)")]
    private static partial Regex TableEntry();

    [GeneratedRegex(@"(startxref\s+|/Prev |/XRefStm )([0-9]+)")]
    private static partial Regex Offset();

    [GeneratedRegex(@"(/ByteRange ?\[0 )([0-9]+)( )([0-9]+)( )([0-9]+)")]
    private static partial Regex Ranges();

    [GeneratedRegex(@"/Contents ?<([0-9A-Fa-f]{200,})>")]
    private static partial Regex Value();
}
