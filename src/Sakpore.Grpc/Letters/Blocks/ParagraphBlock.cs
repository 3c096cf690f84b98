using Sakpore.Grpc.Letters.Layout;
using Sakpore.Grpc.Letters.Templates;

namespace Sakpore.Grpc.Letters.Blocks;

/// <summary>Lays running text.</summary>
internal static class ParagraphBlock
{
    /// <summary>Justified, with its marker beside the first line.</summary>
    public static IEnumerable<Piece> Lay(LetterBlock.Paragraph paragraph, BlockSetting setting)
    {
        var style = setting.Style;
        var marker = paragraph.Marker is null ? null : setting.Typesetter.Line(paragraph.Marker, style.Size);
        var lines = setting.Typesetter.Justified(setting.Scope.Render(paragraph.Text), style.Size, setting.Frame.Right - setting.Indent);
        return Piece.Lines(lines, setting.Indent, style.Leading, style.BlockGap, (pen, baseline) =>
        {
            if (marker is not null) pen.Text(marker, setting.Frame.Left, baseline);
        });
    }
}
