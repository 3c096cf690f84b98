using System.Globalization;
using System.Text;
using Sakpore.Grpc.Letters.Values;
using Buffer = HarfBuzzSharp.Buffer;

namespace Sakpore.Grpc.Letters.Layout;

/// <summary>Cuts finished texts into shaped words. One for each letter: nothing of a person's data outlives the composing.</summary>
/// <param name="fonts">The styles.</param>
internal sealed class Words(LetterFonts fonts) : IDisposable
{
    private const char NoBreakSpace = '\u00A0';
    private readonly Buffer _buffer = new();
    private readonly Dictionary<(string Text, bool Bold), GlyphRun> _shaped = [];
    private readonly SortedSet<Rune> _unsupported = [];

    /// <summary>The styles.</summary>
    public LetterFonts Fonts => fonts;

    /// <summary>The characters met so far for which the font has no picture.</summary>
    public IReadOnlyCollection<Rune> Unsupported => _unsupported;

    /// <summary>Cuts at spaces and line feeds; a word may change its style inside.</summary>
    public IReadOnlyList<Word> Cut(IEnumerable<StyledText> texts)
    {
        var words = new List<Word>();
        var runs = new List<GlyphRun>();
        foreach (var (text, bold) in texts)
        {
            var start = 0;
            for (var end = 0; end <= text.Length; end++)
            {
                var separator = end == text.Length ? default : text[end];
                if (end < text.Length && separator is not (' ' or '\n')) continue;
                if (end > start) runs.Add(Shape(text[start..end], bold));
                if (end < text.Length) EndWord(words, runs, separator == '\n');
                start = end + 1;
            }
        }

        EndWord(words, runs, endsLine: false);
        return words;
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();

    private static void EndWord(List<Word> words, List<GlyphRun> runs, bool endsLine)
    {
        if (runs.Count > 0) words.Add(new Word(runs.ToArray(), runs.Sum(run => run.Width), endsLine));
        else if (endsLine && words.Count > 0) words[^1] = words[^1] with { EndsLine = true };
        runs.Clear();
    }

    private GlyphRun Shape(string text, bool bold)
    {
        if (_shaped.TryGetValue((text, bold), out var known)) return known;

        var font = bold ? fonts.Bold : fonts.Regular;
        // Drawn as a plain space, so that a copied text holds one.
        var printed = text.Replace(NoBreakSpace, ' ');
        var run = font.Shape(printed, _buffer);
        var incomplete = run.Glyphs.Contains(LetterFont.NotDefined);
        foreach (var character in printed.EnumerateRunes())
        {
            // An accent typed as a second character has no glyph of its own; shaping joins it to its letter where it can.
            var joined = !incomplete && Rune.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark;
            if (!joined && !font.Has(character)) _unsupported.Add(character);
        }

        return _shaped[(text, bold)] = run;
    }
}
