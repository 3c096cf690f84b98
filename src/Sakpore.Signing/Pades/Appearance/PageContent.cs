using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pades;

/// <summary>The only page of another PDF.</summary>
internal sealed class PageContent(PdfDocument document) : AppearanceContent
{
    internal override AppearanceDrawing Draw(AppearanceTarget target, double width, double height)
    {
        if (PageTree.Pages(document).Take(2).ToList() is not [var page])
            throw Unsupported("the PDF to be drawn has not one page");
        if (target.PdfA is { } part && !(PdfAClaim.Of(document) <= part))
            throw new PadesRefusalException(PadesRefusalCode.AppearanceBreaksPdfA, "the PDF to be drawn is not of the same or an earlier part");
        var space = PageSpace.Of(document, page);
        var objects = new ImportedObjects(document, target.Update, dictionary => Inspect(dictionary, target.PdfA));
        var resources = page.Inherited(document, "Resources") is PdfDictionary own ? objects.Copy(own) : PdfDictionary.Empty;
        var entries = new List<KeyValuePair<string, PdfObject>>
        {
            new("Type", new PdfName("XObject")), new("Subtype", new PdfName("Form")), new("BBox", space.Box), new("Resources", resources),
        };
        if (document.Dictionary(page.Dictionary, "Group") is { } group)
            entries.Add(new("Group", objects.Copy(group)));
        var form = target.Update.Add(Contents(page, entries));
        var matrix = string.Join(' ', space.FromUser.Select(number => Operators($"{number:0.#####}")));
        return new AppearanceDrawing($"q\n{Fit(space.Width, space.Height, width, height)}{matrix} cm /Page Do Q\n",
            new PdfDictionary([new("XObject", new PdfDictionary([new("Page", form)]))]));
    }

    private PdfStream Contents(PdfPage page, List<KeyValuePair<string, PdfObject>> entries)
    {
        var contents = document.Value(page.Dictionary, "Contents");
        using var joined = new MemoryStream();
        foreach (var part in contents is PdfArray array ? array.Items.Select(document.Resolve) : [contents ?? PdfNull.Missing])
        {
            if (part is not PdfStream stream)
                continue;
            joined.Write(document.Decode(stream).Span);
            joined.WriteByte((byte)'\n'); // parts end between operators (7.8.2)
        }
        return AppearanceTarget.Compressed(joined.ToArray(), entries);
    }

    private void Inspect(PdfDictionary dictionary, int? part)
    {
        if (dictionary.Has("OC"))
            throw Unsupported("the PDF to be drawn has optional content");
        if (part is null)
            return;
        if (HasTransparency(dictionary))
            throw new PadesRefusalException(PadesRefusalCode.AppearanceBreaksPdfA, "transparency");
        if (document.Name(dictionary, "Type") == "FontDescriptor" && !dictionary.Has("FontFile") && !dictionary.Has("FontFile2") && !dictionary.Has("FontFile3"))
            throw new PadesRefusalException(PadesRefusalCode.AppearanceBreaksPdfA, "a font that is not embedded");
        // Of the standard fonts old files have no descriptor at all (9.6.2.2).
        if (document.Name(dictionary, "Type") == "Font" && document.Value(dictionary, "Subtype") is PdfName { Value: "Type1" or "TrueType" or "MMType1" } && !dictionary.Has("FontDescriptor"))
            throw new PadesRefusalException(PadesRefusalCode.AppearanceBreaksPdfA, "a font that is not embedded");
    }

    // ISO 19005-1, 6.4: what no file of part 1 has, and the document may not have had.
    private bool HasTransparency(PdfDictionary dictionary) =>
        document.Value(dictionary, "SMask") is not (null or PdfName { Value: "None" })
        || document.Value(dictionary, "S") is PdfName { Value: "Transparency" }
        || document.Value(dictionary, "BM") is not (null or PdfName { Value: "Normal" or "Compatible" })
        || IsBelowOne("ca", dictionary) || (dictionary.Has("ca") || document.Name(dictionary, "Type") == "ExtGState") && IsBelowOne("CA", dictionary);

    private bool IsBelowOne(string key, PdfDictionary dictionary) =>
        document.Value(dictionary, key) is PdfReal { Value: < 1 } or PdfInteger { Value: < 1 };
}
