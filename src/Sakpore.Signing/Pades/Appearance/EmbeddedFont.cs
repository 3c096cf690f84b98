using System.Security.Cryptography;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Writing;

namespace Sakpore.Signing.Pades;

/// <summary>A simple TrueType font with WinAnsiEncoding and the glyphs that a text uses (ISO 32000-2, 9.6.3).</summary>
internal static class EmbeddedFont
{
    private const int Nonsymbolic = 32; // table 121

    public static PdfReference Add(PdfUpdate update, TrueTypeFont font, string text)
    {
        var used = text.Where(character => character != '\n').Distinct().Order().ToList();
        var program = TrueTypeSubset.Of(font, used.Select(font.CharacterMap.Glyph));
        var codes = used.Select(character => (int)WinAnsi.Code(character)!.Value).Order().ToList();
        var (first, last) = codes.Count == 0 ? (32, 32) : (codes[0], codes[^1]);
        var widths = Enumerable.Range(first, last - first + 1)
            .Select(code => (PdfObject)new PdfInteger(codes.Contains(code) ? font.Advance(font.CharacterMap.Glyph(WinAnsi.Character(code))) : 0));
        // Six letters that tell subsets apart (9.9.2), from what is in it.
        var tag = string.Concat(SHA256.HashData(program).Take(6).Select(b => (char)('A' + b % 26)));
        var name = new PdfName($"{tag}+{font.Name}");
        var (left, bottom, right, top) = font.Box;
        var descriptor = update.Add(new PdfDictionary(
        [
            new("Type", new PdfName("FontDescriptor")), new("FontName", name), new("Flags", new PdfInteger(Nonsymbolic)),
            new("FontBBox", PageSpace.Numbers(Units(left), Units(bottom), Units(right), Units(top))),
            new("ItalicAngle", new PdfInteger(0)), new("Ascent", new PdfInteger(Units(font.Ascent))), new("Descent", new PdfInteger(Units(font.Descent))),
            new("CapHeight", new PdfInteger(Units(font.Ascent))), new("StemV", new PdfInteger(80)),
            new("FontFile2", update.Add(AppearanceTarget.Compressed(program, [new("Length1", new PdfInteger(program.Length))]))),
        ]));
        return update.Add(new PdfDictionary(
        [
            new("Type", new PdfName("Font")), new("Subtype", new PdfName("TrueType")), new("BaseFont", name),
            new("Encoding", new PdfName("WinAnsiEncoding")), new("FirstChar", new PdfInteger(first)), new("LastChar", new PdfInteger(last)),
            new("Widths", new PdfArray([.. widths])), new("FontDescriptor", descriptor),
        ]));

        int Units(int value) => (int)Math.Round(value * 1000.0 / font.UnitsPerEm);
    }
}
