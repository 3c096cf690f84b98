using System.Text;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pades;

/// <summary>Text in an embedded font.</summary>
internal sealed class TextContent(string text, TrueTypeFont font, double size) : AppearanceContent
{
    private const double Leading = 1.2, SmallestSize = 4, Step = 0.25;

    internal override AppearanceDrawing Draw(AppearanceTarget target, double width, double height)
    {
        foreach (var character in text.EnumerateRunes())
        {
            if (character.Value == '\n')
                continue;
            if (!SimpleScript.Has(character))
                throw Unsupported($"the character U+{character.Value:X4} is not drawn by itself");
            if (font.CharacterMap.Glyph(character) == 0)
                throw Unsupported($"the font has no character U+{character.Value:X4}");
        }
        var (lines, fitting) = Fit(width, height);
        // Baselines so that the whole stands in the middle.
        var top = (height + lines.Count * fitting * Leading) / 2;
        var operators = new StringBuilder().Append(Operators($"BT /Grey cs 0 sc /Font {fitting:0.##} Tf {fitting * Leading:0.###} TL 0 {top - fitting:0.###} Td\n"));
        foreach (var line in lines)
            operators.Append('<').Append(EmbeddedFont.Codes(font, line)).Append("> Tj T*\n");
        return new AppearanceDrawing(operators.Append("ET\n").ToString(), new PdfDictionary(
        [
            new("ColorSpace", new PdfDictionary([new("Grey", AppearanceTarget.Grey)])),
            new("Font", new PdfDictionary([new("Font", EmbeddedFont.Add(target, font, text))])),
        ]));
    }

    private (List<string> Lines, double Size) Fit(double width, double height)
    {
        for (var fitting = size; fitting >= Math.Min(SmallestSize, size); fitting -= Step)
        {
            if (Wrap(width / fitting) is { } lines && lines.Count * fitting * Leading <= height)
                return (lines, fitting);
        }
        throw Unsupported("the text does not fit");
    }

    /// <summary>Breaks at blanks; null if a word alone is too long.</summary>
    /// <param name="width">In sizes of the font.</param>
    private List<string>? Wrap(double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' '))
            {
                if (Length(word) > width)
                    return null;
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (Length(longer) > width)
                {
                    lines.Add(line);
                    line = word;
                }
                else
                {
                    line = longer;
                }
            }
            lines.Add(line);
        }
        return lines;
    }

    private double Length(string line) => line.EnumerateRunes().Sum(character => font.Advance(font.CharacterMap.Glyph(character))) / 1000.0;
}
