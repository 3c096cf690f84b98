namespace Sakpore.Grpc.Letters.Layout;

/// <summary>One line, ready to be drawn: every glyph has its place, spaces included, so that a copied text has its words apart.</summary>
/// <param name="Runs">A run for each change of style.</param>
/// <param name="Width">From the first glyph's left to the last one's right, in points.</param>
/// <param name="Size">The type's size, in points.</param>
internal sealed record TextLine(IReadOnlyList<PlacedRun> Runs, float Width, float Size)
{
    /// <summary>Places words beside each other.</summary>
    /// <param name="words">At least one.</param>
    /// <param name="size">In points.</param>
    /// <param name="space">The width of a space, in ems, after stretching.</param>
    public static TextLine Of(IEnumerable<Word> words, float size, float space)
    {
        var runs = new List<PlacedRun>();
        var x = 0f;
        LetterFont? previous = null;
        foreach (var word in words)
        {
            if (previous is not null) x = Place(runs, previous.Space, x, size, space * size);
            foreach (var run in word.Runs) x = Place(runs, run, x, size, null);
            previous = word.Runs[^1].Font;
        }

        return new TextLine(runs, x, size);
    }

    private static float Place(List<PlacedRun> runs, GlyphRun run, float x, float size, float? width)
    {
        if (runs.Count == 0 || runs[^1].Font != run.Font) runs.Add(new PlacedRun(run.Font, [], []));
        var placed = runs[^1];
        for (var index = 0; index < run.Glyphs.Length; index++)
        {
            placed.Glyphs.Add(run.Glyphs[index]);
            placed.Xs.Add(x);
            x += width ?? (run.Advances[index] * size);
        }

        return x;
    }
}

/// <summary>Glyphs of one style with their places.</summary>
/// <param name="Font">The style.</param>
/// <param name="Glyphs">Their numbers in the font.</param>
/// <param name="Xs">From the line's left, in points.</param>
internal sealed record PlacedRun(LetterFont Font, List<ushort> Glyphs, List<float> Xs);
