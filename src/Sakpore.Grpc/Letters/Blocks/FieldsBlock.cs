using Sakpore.Grpc.Letters.Drawing;
using Sakpore.Grpc.Letters.Layout;
using Sakpore.Grpc.Letters.Templates;

namespace Sakpore.Grpc.Letters.Blocks;

/// <summary>Lays numbered rows aligned at the colon.</summary>
internal static class FieldsBlock
{
    /// <summary>Number, label, colon, value; a value of several items is itself a numbered list.</summary>
    public static IEnumerable<Piece> Lay(LetterBlock.Fields fields, BlockSetting setting)
    {
        var (style, typesetter) = (setting.Style, setting.Typesetter);
        var labels = fields.Rows.Select(row => typesetter.Line(row.Label, style.Size)).ToList();
        var colon = typesetter.Line(":", style.Size);
        // Rows of up to two digits; the labels decide where the colons stand.
        var labelLeft = setting.Indent + (style.NumberWidth * 1.15f);
        var colonLeft = labelLeft + labels.Max(label => label.Width) + (style.Size * 0.9f);
        var valueLeft = colonLeft + style.ColonWidth;

        for (var index = 0; index < fields.Rows.Count; index++)
        {
            var label = labels[index];
            var number = typesetter.Line(ListBlock.Number(Numbering.Arabic, index + 1), style.Size);
            var before = index == 0 ? style.Size * 0.35f : style.ItemGap;
            foreach (var piece in LayValue(fields.Rows[index].Value, setting, valueLeft, before, (pen, baseline) =>
            {
                pen.Text(number, setting.Indent, baseline);
                pen.Text(label, labelLeft, baseline);
                pen.Text(colon, colonLeft, baseline);
            }))
            {
                yield return piece;
            }
        }
    }

    private static IEnumerable<Piece> LayValue(LetterItem value, BlockSetting setting, float left, float before, Action<Pen, float> beside)
    {
        var (style, typesetter) = (setting.Style, setting.Typesetter);
        var items = setting.Scope.Render(value);
        var several = items.Count > 1;
        var indent = several ? style.NumberWidth * (items.Count > 9 ? 1.15f : 1) : 0;
        for (var index = 0; index < items.Count; index++)
        {
            var first = index == 0;
            var number = several ? typesetter.Line(ListBlock.Number(Numbering.Arabic, index + 1), style.Size) : null;
            var lines = typesetter.Ragged(items[index], style.Size, setting.Frame.Right - left - indent);
            foreach (var piece in Piece.Lines(lines, left + indent, style.Leading, first ? before : 0, (pen, baseline) =>
            {
                if (first) beside(pen, baseline);
                if (number is not null) pen.Text(number, left, baseline);
            }))
            {
                yield return piece;
            }
        }
    }
}
