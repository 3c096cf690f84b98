using System.Globalization;
using System.Text;

namespace Sakpore.Signing.Tests;

/// <summary>Small PDFs written out object by object, with a true classic cross-reference table.</summary>
internal static class SamplePdf
{
    /// <summary>One page of text.</summary>
    public static byte[] Minimal() => Build(Pages);

    /// <summary>The usual first objects: catalog 1, pages 2, page 3, contents 4, font 5.</summary>
    public static string[] Pages =>
    [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        "<</Length 47>>\nstream\nBT /F1 18 Tf 72 720 Td (Surat Keterangan) Tj ET\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ];

    /// <summary>A file with these objects, numbered from 1; the first is the catalog.</summary>
    public static byte[] Build(params string[] objects) => Build("1.7", "", objects);

    /// <summary>A file with these objects and further entries in its trailer.</summary>
    public static byte[] Build(string version, string trailer, params string[] objects)
    {
        var file = new StringBuilder().Append(CultureInfo.InvariantCulture, $"%PDF-{version}\n%\u00E2\u00E3\u00CF\u00D3\n");
        var xref = new StringBuilder().Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        for (var i = 0; i < objects.Length; i++)
        {
            xref.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var start = file.Length;
        file.Append(xref).Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Length + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    /// <summary>Replaces objects of <see cref="Pages"/> by index and adds more.</summary>
    public static string[] With(string? catalog = null, string? page = null, params string[] more)
    {
        var objects = Pages;
        objects[0] = catalog ?? objects[0];
        objects[2] = page ?? objects[2];
        return [.. objects, .. more];
    }
}
