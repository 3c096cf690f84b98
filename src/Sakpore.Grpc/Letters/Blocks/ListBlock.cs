using System.Globalization;
using Sakpore.Grpc.Letters.Layout;
using Sakpore.Grpc.Letters.Templates;

namespace Sakpore.Grpc.Letters.Blocks;

/// <summary>Lays numbered items.</summary>
internal static class ListBlock
{
    /// <summary>The column of a label such as DASAR or MEMBACA, in ems: of one width in the whole letter, so that colons align.</summary>
    private const float LabelWidth = 5.6f;

    /// <summary>Marker, label and colon beside the first item, or the intro line above it; the items justified behind their numbers.</summary>
    public static IEnumerable<Piece> Lay(LetterBlock.List list, BlockSetting setting)
    {
        var (style, frame, typesetter) = (setting.Style, setting.Frame, setting.Typesetter);
        var marker = list.Marker is null ? null : typesetter.Line(list.Marker, style.Size);
        var label = list.Label is null ? null : typesetter.Line(list.Label, style.Size);
        var colon = typesetter.Line(":", style.Size);
        var labelEnd = setting.Indent + (label is null ? 0 : Math.Max(LabelWidth * style.Size, label.Width + (0.4f * style.Size)));
        var numberLeft = labelEnd + (label is null ? 0 : style.ColonWidth);
        var before = style.BlockGap;

        if (list.Intro is not null)
        {
            var intro = typesetter.Justified(setting.Scope.Render(list.Intro), style.Size, frame.Right - setting.Indent);
            foreach (var piece in Piece.Lines(intro, setting.Indent, style.Leading, before)) yield return piece with { KeepWithNext = true };
            before = style.ItemGap;
        }

        var items = list.Items.SelectMany(setting.Scope.Render).ToList();
        for (var index = 0; index < items.Count; index++)
        {
            var first = index == 0;
            var number = typesetter.Line(Number(list.Numbering, index + 1), style.Size);
            var textLeft = numberLeft + style.NumberWidth;
            var lines = typesetter.Justified(items[index], style.Size, frame.Right - textLeft);
            foreach (var piece in Piece.Lines(lines, textLeft, style.Leading, first ? before : style.ItemGap, (pen, baseline) =>
            {
                if (first && marker is not null) pen.Text(marker, frame.Left, baseline);
                if (first && label is not null)
                {
                    pen.Text(label, setting.Indent, baseline);
                    pen.Text(colon, labelEnd, baseline);
                }

                pen.Text(number, numberLeft, baseline);
            }))
            {
                yield return piece;
            }
        }
    }

    /// <summary>An item's number with its full stop.</summary>
    /// <param name="numbering">How the list counts.</param>
    /// <param name="ordinal">From 1.</param>
    public static string Number(Numbering numbering, int ordinal)
    {
        if (numbering == Numbering.Arabic) return string.Create(CultureInfo.InvariantCulture, $"{ordinal}.");

        var letters = "";
        for (var rest = ordinal; rest > 0; rest = (rest - 1) / 26) letters = (char)('a' + ((rest - 1) % 26)) + letters;
        return letters + ".";
    }
}
