using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pades;

/// <summary>
/// A composite font whose codes are numbers of glyphs, with the glyphs that a text uses and a map back to its characters
/// (ISO 32000-2, 9.7).
/// </summary>
internal static class EmbeddedFont
{
    private const int Symbolic = 4; // table 121: not the standard Latin set
    private const int MostInBlock = 100; // of bfchar (9.10.3)

    public static PdfReference Add(AppearanceTarget target, TrueTypeFont font, string text)
    {
        var update = target.Update;
        var used = new SortedDictionary<int, Rune>();
        foreach (var character in text.EnumerateRunes().Where(character => character.Value != '\n'))
            used[font.CharacterMap.Glyph(character)] = character;
        var (program, present) = TrueTypeSubset.Of(font, used.Keys);
        // Six letters that tell subsets apart (9.9.2), from what is in it.
        var tag = string.Concat(SHA256.HashData(program).Take(6).Select(b => (char)('A' + b % 26)));
        var name = new PdfName($"{tag}+{font.Name}");
        var (left, bottom, right, top) = font.Box;
        var descriptor = new PdfDictionary(
        [
            new("Type", new PdfName("FontDescriptor")), new("FontName", name), new("Flags", new PdfInteger(Symbolic)),
            new("FontBBox", PageSpace.Numbers(Units(left), Units(bottom), Units(right), Units(top))),
            new("ItalicAngle", new PdfInteger(0)), new("Ascent", new PdfInteger(Units(font.Ascent))), new("Descent", new PdfInteger(Units(font.Descent))),
            new("CapHeight", new PdfInteger(Units(font.Ascent))), new("StemV", new PdfInteger(80)),
            new("FontFile2", update.Add(AppearanceTarget.Compressed(program, [new("Length1", new PdfInteger(program.Length))]))),
        ]);
        // PDF/A-1 asks for the list of glyphs (ISO 19005-1, 6.3.5); later parts do without.
        if (target.PdfA == 1)
            descriptor = descriptor.With("CIDSet", update.Add(AppearanceTarget.Compressed(Bits(present), [])));
        var descendant = update.Add(new PdfDictionary(
        [
            new("Type", new PdfName("Font")), new("Subtype", new PdfName("CIDFontType2")), new("BaseFont", name),
            new("CIDSystemInfo", new PdfDictionary(
            [
                new("Registry", PdfText.Encode("Adobe")), new("Ordering", PdfText.Encode("Identity")), new("Supplement", new PdfInteger(0)),
            ])),
            new("CIDToGIDMap", new PdfName("Identity")), new("FontDescriptor", update.Add(descriptor)),
            new("W", new PdfArray([.. used.Keys.SelectMany(glyph => new PdfObject[] { new PdfInteger(glyph), new PdfArray([new PdfInteger(font.Advance(glyph))]) })])),
        ]));
        return update.Add(new PdfDictionary(
        [
            new("Type", new PdfName("Font")), new("Subtype", new PdfName("Type0")), new("BaseFont", name), new("Encoding", new PdfName("Identity-H")),
            new("DescendantFonts", new PdfArray([descendant])),
            new("ToUnicode", update.Add(AppearanceTarget.Compressed(Encoding.ASCII.GetBytes(ToUnicode(used)), []))),
        ]));

        int Units(int value) => (int)Math.Round(value * 1000.0 / font.UnitsPerEm);
    }

    /// <summary>A text as the font's codes: two bytes a glyph, in hexadecimal.</summary>
    public static string Codes(TrueTypeFont font, string text) =>
        string.Concat(text.EnumerateRunes().Select(character => font.CharacterMap.Glyph(character).ToString("X4", CultureInfo.InvariantCulture)));

    private static byte[] Bits(SortedSet<int> glyphs)
    {
        var bits = new byte[glyphs.Max / 8 + 1];
        foreach (var glyph in glyphs)
            bits[glyph / 8] |= (byte)(0x80 >> glyph % 8);
        return bits;
    }

    private static string ToUnicode(SortedDictionary<int, Rune> used)
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def "
            + "/CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var block in used.Chunk(MostInBlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, character) in block)
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()))}>\n");
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end").ToString();
    }
}
