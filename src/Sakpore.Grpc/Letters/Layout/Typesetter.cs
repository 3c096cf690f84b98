using Sakpore.Grpc.Letters.Values;

namespace Sakpore.Grpc.Letters.Layout;

/// <summary>Sets texts into lines of a given width.</summary>
/// <param name="words">Cuts and shapes.</param>
internal sealed class Typesetter(Words words)
{
    /// <summary>A line that would have to open its spaces further than this many times their width stays ragged.</summary>
    private const float WidestStretch = 4f;

    /// <summary>Sets one line, however long.</summary>
    public TextLine Line(string text, float size, bool bold = false) => Line([new StyledText(text, bold)], size);

    /// <summary>Sets one line, however long; a line feed counts as a space.</summary>
    public TextLine Line(IEnumerable<StyledText> texts, float size) => TextLine.Of(words.Cut(texts), size, Space);

    /// <summary>Sets lines of at most a width, each as full as it goes, right edge ragged.</summary>
    public IReadOnlyList<TextLine> Ragged(IEnumerable<StyledText> texts, float size, float width)
    {
        var cut = Fitting(words.Cut(texts), width / size);
        return LineBreaking.Ragged(cut, Space, width / size).Select(range => TextLine.Of(Slice(cut, range), size, Space)).ToList();
    }

    /// <summary>Sets lines of a width, both edges straight but for a paragraph's last line.</summary>
    public IReadOnlyList<TextLine> Justified(IEnumerable<StyledText> texts, float size, float width)
    {
        var ems = width / size;
        var cut = Fitting(words.Cut(texts), ems);
        return LineBreaking.Justified(cut, Space, ems).Select(range => JustifiedLine(cut, range, size, ems)).ToList();
    }

    private float Space => words.Fonts.Regular.Space.Width;

    private TextLine JustifiedLine(List<Word> cut, Range range, float size, float ems)
    {
        var line = Slice(cut, range);
        var gaps = line.Count - 1;
        var natural = line.Sum(word => word.Width) + (gaps * Space);
        var last = range.End.Value == cut.Count || line[^1].EndsLine;
        var stretched = gaps > 0 ? Space + ((ems - natural) / gaps) : Space;
        var ragged = (last && natural <= ems) || stretched > WidestStretch * Space;
        return TextLine.Of(line, size, ragged ? Space : stretched);
    }

    private static List<Word> Slice(List<Word> cut, Range range)
    {
        var (offset, length) = range.GetOffsetAndLength(cut.Count);
        return cut.GetRange(offset, length);
    }

    /// <summary>Cuts words that no line is wide enough for (an address without a space) wherever the line is full.</summary>
    private static List<Word> Fitting(IReadOnlyList<Word> words, float ems)
    {
        var fitting = new List<Word>(words.Count);
        foreach (var word in words)
        {
            if (word.Width <= ems) fitting.Add(word);
            else fitting.AddRange(Pieces(word, ems));
        }

        return fitting;
    }

    private static IEnumerable<Word> Pieces(Word word, float ems)
    {
        var runs = new List<GlyphRun>();
        var used = 0f;
        foreach (var run in word.Runs)
        {
            var start = 0;
            for (var index = 0; index < run.Glyphs.Length; index++)
            {
                if (used + run.Advances[index] > ems && (index > start || runs.Count > 0))
                {
                    if (index > start) runs.Add(run.Part(start..index));
                    yield return new Word(runs.ToArray(), used, EndsLine: false);
                    runs.Clear();
                    used = 0;
                    start = index;
                }

                used += run.Advances[index];
            }

            runs.Add(run.Part(start..));
        }

        yield return new Word(runs.ToArray(), used, word.EndsLine);
    }
}
