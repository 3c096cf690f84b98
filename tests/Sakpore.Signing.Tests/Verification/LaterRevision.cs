using System.Globalization;
using System.Text;
using Sakpore.Signing.Pdf;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>Appends an incremental update, written by hand so that nothing keeps it from being wrong.</summary>
internal static class LaterRevision
{
    /// <param name="file">The file so far.</param>
    /// <param name="objects">Objects to define, by number.</param>
    /// <param name="trailer">Further trailer entries, or entries that come after the usual ones and so win.</param>
    /// <param name="free">A number to free; 0 for none.</param>
    public static byte[] Append(byte[] file, IEnumerable<(int Number, string Body)> objects, string trailer = "", int free = 0)
    {
        var document = PdfDocument.Read(file).Document!;
        var last = document.Revisions[^1];
        var size = (int)document.RequiredInteger(document.Trailer, "Size");
        var text = new StringBuilder();
        if (file[^1] != '\n')
            text.Append('\n');
        var xref = new StringBuilder("xref\n");
        foreach (var (number, body) in objects)
        {
            xref.Append(CultureInfo.InvariantCulture, $"{number} 1\n{file.Length + text.Length:D10} 00000 n \n");
            text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
            size = Math.Max(size, number + 1);
        }

        if (free > 0)
            xref.Append(CultureInfo.InvariantCulture, $"{free} 1\n0000000000 00001 f \n");
        var id = document.Trailer["ID"] is { } value ? "/ID" + Encoding.Latin1.GetString(value.Raw) : "";
        var start = file.Length + text.Length;
        var root = document.CatalogReference.Number;
        text.Append(xref).Append(
            CultureInfo.InvariantCulture,
            $"trailer\n<</Size {size}/Root {root} 0 R/Prev {last.StartXref}{id}{trailer}>>\nstartxref\n{start}\n%%EOF\n");
        return [.. file, .. Encoding.Latin1.GetBytes(text.ToString())];
    }

    public static byte[] Append(byte[] file, int number, string body) => Append(file, [(number, body)]);

    /// <summary>The present text of an object, to write it anew with something changed; arrays follow their key without space.</summary>
    public static string TextOf(byte[] file, int number) =>
        Encoding.Latin1.GetString(PdfDocument.Read(file).Document!.Find(number, 0)!.Value.Raw).Replace(" [", "[", StringComparison.Ordinal);

    public static int CatalogOf(byte[] file) => PdfDocument.Read(file).Document!.CatalogReference.Number;

    /// <summary>The first number that no object has.</summary>
    public static int SizeOf(byte[] file)
    {
        var document = PdfDocument.Read(file).Document!;
        return (int)document.RequiredInteger(document.Trailer, "Size");
    }
}
