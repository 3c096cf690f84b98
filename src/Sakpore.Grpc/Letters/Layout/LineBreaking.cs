namespace Sakpore.Grpc.Letters.Layout;

/// <summary>Chooses where lines end.</summary>
internal static class LineBreaking
{
    /// <summary>How much of its width a space may give up so that one word more fits.</summary>
    private const float Shrink = 0.15f;

    /// <summary>Ragged lines: each takes as many words as fit.</summary>
    /// <returns>The words of each line.</returns>
    public static List<Range> Ragged(IReadOnlyList<Word> words, float space, float width)
    {
        var lines = new List<Range>();
        var start = 0;
        var used = 0f;
        for (var index = 0; index < words.Count; index++)
        {
            var needed = index == start ? words[index].Width : used + space + words[index].Width;
            if (index > start && (needed > width || words[index - 1].EndsLine))
            {
                lines.Add(start..index);
                start = index;
                needed = words[index].Width;
            }

            used = needed;
        }

        if (start < words.Count) lines.Add(start..words.Count);
        return lines;
    }

    /// <summary>
    /// Justified lines, chosen for the paragraph as a whole: the cube of what each space is stretched by, summed over the
    /// lines, is least. Without hyphenation this is what keeps long Indonesian words from opening rivers.
    /// </summary>
    /// <returns>The words of each line.</returns>
    public static List<Range> Justified(IReadOnlyList<Word> words, float space, float width)
    {
        var cost = new double[words.Count + 1];
        var from = new int[words.Count + 1];
        for (var end = 1; end <= words.Count; end++)
        {
            cost[end] = double.PositiveInfinity;
            var natural = 0f;
            for (var start = end - 1; start >= 0; start--)
            {
                natural += words[start].Width + (start < end - 1 ? space : 0);
                if (start < end - 1 && (words[start].EndsLine || natural - (Shrink * space * (end - 1 - start)) > width)) break;

                var last = end == words.Count || words[end - 1].EndsLine;
                var candidate = cost[start] + Badness(width - natural, end - 1 - start, space, last);
                if (candidate >= cost[end]) continue;
                cost[end] = candidate;
                from[end] = start;
            }
        }

        var lines = new List<Range>();
        for (var end = words.Count; end > 0; end = from[end]) lines.Add(from[end]..end);
        lines.Reverse();
        return lines;
    }

    private static double Badness(float slack, int gaps, float space, bool last)
    {
        if (slack >= 0 && last) return 0;
        var stretch = slack / (Math.Max(gaps, 0.5f) * space);
        return slack < 0 ? 1 + Math.Pow(stretch / Shrink, 2) : 1 + Math.Pow(stretch, 3);
    }
}
