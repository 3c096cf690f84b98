using Sakpore.Grpc.Letters.Drawing;

namespace Sakpore.Grpc.Letters.Layout;

/// <summary>What never breaks over two pages: a line with what stands beside it, the letterhead, the signature block.</summary>
/// <param name="Before">White above it, dropped at the top of a page; in points.</param>
/// <param name="Height">In points.</param>
/// <param name="KeepWithNext">Whether the next piece must stand on the same page.</param>
/// <param name="Draw">Draws it with its top at the height given.</param>
internal sealed record Piece(float Before, float Height, bool KeepWithNext, Action<Pen, float> Draw)
{
    /// <summary>Lines under each other; no line of a paragraph stands alone on a page.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="x">Their left.</param>
    /// <param name="leading">From baseline to baseline.</param>
    /// <param name="before">White above the first.</param>
    /// <param name="beside">Draws what stands beside the first line, on its baseline; null for nothing.</param>
    public static IEnumerable<Piece> Lines(IReadOnlyList<TextLine> lines, float x, float leading, float before, Action<Pen, float>? beside = null) =>
        lines.Select((line, index) => new Piece(
            index == 0 ? before : 0,
            leading,
            index < lines.Count - 1 && (index == 0 || index == lines.Count - 2),
            (pen, top) =>
            {
                var baseline = Baseline(top, leading, line.Size);
                if (index == 0) beside?.Invoke(pen, baseline);
                pen.Text(line, x, baseline);
            }));

    /// <summary>The baseline of a line whose box begins at a height. 0.891 and 0.216 are the font's ascent and descent in ems.</summary>
    public static float Baseline(float top, float leading, float size) => top + ((leading - (1.107f * size)) / 2) + (0.891f * size);
}
