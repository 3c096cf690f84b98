using Sakpore.Signing.Pades;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Sakpore.Signing.Anchors;

/// <summary>Finds the mark that says where a signature is to be shown, such as BSrE's <c>tag_koordinat</c> <c>#</c>.</summary>
public static class TextAnchors
{
    /// <summary>Longest mark: 64 UTF-16 units.</summary>
    public const int LongestMark = 64;

    /// <summary>Looks through the text of all pages.</summary>
    /// <param name="file">The document. It must not be encrypted.</param>
    /// <param name="mark">Characters without white space, upper and lower case told apart. They stand next to each other in the order of the page's content.</param>
    /// <returns>The only place where it is; none or several are a fault.</returns>
    /// <exception cref="ArgumentException">The mark is empty, too long, or has white space.</exception>
    public static TextAnchorResult Find(ReadOnlyMemory<byte> file, string mark)
    {
        ArgumentException.ThrowIfNullOrEmpty(mark);
        if (mark.Length > LongestMark || mark.Any(char.IsWhiteSpace))
            throw new ArgumentException($"A mark has at most {LongestMark} characters, and no white space.", nameof(mark));
        try
        {
            using var document = PdfDocument.Open(file.ToArray());
            TextAnchor? found = null;
            for (var number = 1; number <= document.NumberOfPages; number++)
            {
                var page = document.GetPage(number);
                // PdfPig measures the page turned and cut as it is shown, but in its own units.
                var unit = Unit(page);
                foreach (var letters in Matches(page.Letters, mark))
                {
                    if (found is not null)
                        return TextAnchorResult.Of(TextAnchorFault.Several, mark);
                    found = new TextAnchor(number, Around(letters, unit));
                }
            }
            return found is null ? TextAnchorResult.Of(TextAnchorFault.NotFound, mark) : TextAnchorResult.Of(found, mark);
        }
#pragma warning disable CA1031 // What PdfPig throws for a damaged file is of many kinds; each means that its text cannot be read.
        catch (Exception)
#pragma warning restore CA1031
        {
            return TextAnchorResult.Of(TextAnchorFault.Unreadable, mark);
        }
    }

    /// <summary>Runs of letters that spell the mark. A letter may be of several characters, as a ligature is.</summary>
    private static IEnumerable<IReadOnlyList<Letter>> Matches(IReadOnlyList<Letter> letters, string mark)
    {
        for (var first = 0; first < letters.Count; first++)
        {
            var spelt = 0;
            for (var next = first; next < letters.Count && letters[next].Value is { Length: > 0 } value
                && string.CompareOrdinal(mark, spelt, value, 0, value.Length) == 0; next++)
            {
                spelt += value.Length;
                if (spelt < mark.Length)
                    continue;
                yield return [.. letters.Skip(first).Take(next - first + 1)];
                first = next;
                break;
            }
        }
    }

    private static PageRectangle Around(IReadOnlyList<Letter> letters, double unit)
    {
        // Of turned letters the box's corners come in another order.
        var corners = letters.Select(letter => letter.BoundingBox)
            .SelectMany(box => new[] { box.BottomLeft, box.BottomRight, box.TopLeft, box.TopRight }).ToList();
        var (left, right) = (corners.Min(corner => corner.X), corners.Max(corner => corner.X));
        var (bottom, top) = (corners.Min(corner => corner.Y), corners.Max(corner => corner.Y));
        return new PageRectangle(left * unit, bottom * unit, (right - left) * unit, (top - bottom) * unit);
    }

    private static double Unit(Page page) =>
        page.Dictionary.TryGet(UglyToad.PdfPig.Tokens.NameToken.Create("UserUnit"), out UglyToad.PdfPig.Tokens.NumericToken unit) ? unit.Double : 1;
}
