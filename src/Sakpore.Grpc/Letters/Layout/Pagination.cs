namespace Sakpore.Grpc.Letters.Layout;

/// <summary>A piece and the height of its top.</summary>
internal readonly record struct PlacedPiece(Piece Piece, float Top);

/// <summary>Distributes pieces over pages.</summary>
internal static class Pagination
{
    /// <summary>Places the pieces from the first page on.</summary>
    /// <param name="pieces">In reading order.</param>
    /// <param name="frame">The pages' measures.</param>
    /// <param name="footer">The height that the last page keeps free for its footer.</param>
    /// <returns>The pages; at least one.</returns>
    public static List<List<PlacedPiece>> Paginate(IReadOnlyList<Piece> pieces, PageFrame frame, float footer)
    {
        var pages = new List<List<PlacedPiece>> { new() };
        var y = frame.FirstTop;
        for (var start = 0; start < pieces.Count;)
        {
            var end = start + 1;
            while (end < pieces.Count && pieces[end - 1].KeepWithNext) end++;

            var height = 0f;
            for (var index = start; index < end; index++) height += pieces[index].Before + pieces[index].Height;
            var bottom = end == pieces.Count ? frame.Bottom - footer : frame.Bottom;
            // What is taller than a page stays where it is: no later page would hold it either.
            if (y + height > bottom && pages[^1].Count > 0 && frame.NextTop + height - pieces[start].Before <= bottom)
            {
                pages.Add([]);
                y = frame.NextTop;
            }

            for (; start < end; start++)
            {
                if (pages[^1].Count > 0) y += pieces[start].Before;
                pages[^1].Add(new PlacedPiece(pieces[start], y));
                y += pieces[start].Height;
            }
        }

        return pages;
    }
}
