using System.Globalization;
using System.Text;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Testing;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification.Attacks;

/// <summary>The files that every attack is tried on.</summary>
internal static class BaseFiles
{
    private static readonly Dictionary<string, Lazy<byte[]>> All = new()
    {
        ["classic xref"] = new(() => Sign(Unsigned)),
        ["xref stream"] = new(() => Sign(WithXrefStream(Objects))),
        ["certified, nothing more"] = new(() => Certify(CertificationLevel.NoChanges)),
        ["certified, forms"] = new(() => Certify(CertificationLevel.FormFillingAndSignatures)),
        ["certified, annotations"] = new(() => Certify(CertificationLevel.Annotations)),
        ["signed twice"] = new(() => Sign(Read("classic xref"), TestPki.RsaSigner, new PadesSignature { SigningTime = At.AddHours(1) })),
        ["LTA"] = new(() => SignLta(Unsigned, At.AddMinutes(10))),
    };

    private const string Id = "/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]";

    private static byte[] Unsigned => SamplePdf.Build("1.7", Id, Objects);

    public static IEnumerable<string> Names => All.Keys;

    public static byte[] Read(string name) => All[name].Value;

    // An empty text field (6), an empty signature field (7), and a text field whose value shows (8, 9); an identifier.
    private static string[] Objects
    {
        get
        {
            string[] objects =
            [
                .. FormObjects,
                "<</Type/Annot/Subtype/Widget/FT/Tx/T(Alamat)/V(Jalan Asli)/AP<</N 9 0 R>>/Rect[10 100 200 120]/P 3 0 R/F 4>>",
                SignedFile.Form("BT /F1 12 Tf 2 4 Td (Jalan Asli) Tj ET"),
            ];
            objects[0] = objects[0].Replace("7 0 R]", "7 0 R 8 0 R]", StringComparison.Ordinal);
            objects[2] = objects[2].Replace("7 0 R]", "7 0 R 8 0 R]", StringComparison.Ordinal);
            return objects;
        }
    }

    // Catalog, pages and page in an object stream, as most writers have it.
    private static byte[] WithXrefStream(string[] objects)
    {
        var inStream = new[] { 0, 1, 2 };
        var numbers = new StringBuilder();
        var bodies = new StringBuilder();
        foreach (var i in inStream)
        {
            numbers.Append(CultureInfo.InvariantCulture, $"{i + 1} {bodies.Length} ");
            bodies.Append(objects[i]).Append('\n');
        }

        var (container, xref) = (objects.Length + 1, objects.Length + 2);
        var file = new StringBuilder("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");
        var entries = new List<(byte Kind, int Second, int Third)> { (0, 0, 65535) };
        for (var i = 0; i < objects.Length; i++)
        {
            if (inStream.Contains(i))
            {
                entries.Add((2, container, Array.IndexOf(inStream, i)));
                continue;
            }

            entries.Add((1, file.Length, 0));
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        entries.Add((1, file.Length, 0));
        file.Append(CultureInfo.InvariantCulture, $"{container} 0 obj\n<</Type/ObjStm/N 3/First {numbers.Length}/Length {numbers.Length + bodies.Length}>>\nstream\n{numbers}{bodies}\nendstream\nendobj\n");
        var start = file.Length;
        entries.Add((1, start, 0));
        file.Append(CultureInfo.InvariantCulture, $"{xref} 0 obj\n<</Type/XRef/Size {entries.Count}/W[1 4 2]/Root 1 0 R{Id}/Length {entries.Count * 7}>>\nstream\n");
        foreach (var (kind, second, third) in entries)
            file.Append((char)kind).Append((char)(second >> 24)).Append((char)(second >> 16 & 255)).Append((char)(second >> 8 & 255)).Append((char)(second & 255)).Append((char)(third >> 8 & 255)).Append((char)(third & 255));
        file.Append(CultureInfo.InvariantCulture, $"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static byte[] Certify(CertificationLevel level) =>
        Sign(Unsigned, signature: new PadesSignature { SigningTime = At, Certification = level });
}
