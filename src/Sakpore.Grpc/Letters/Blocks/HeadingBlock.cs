using Sakpore.Grpc.Letters.Layout;
using Sakpore.Grpc.Letters.Templates;

namespace Sakpore.Grpc.Letters.Blocks;

/// <summary>Lays the letter's name and number.</summary>
internal static class HeadingBlock
{
    /// <summary>The name underlined, the number under it, both centred; it stays with what follows.</summary>
    public static IEnumerable<Piece> Lay(LetterBlock.Heading heading, BlockSetting setting)
    {
        var (style, frame) = (setting.Style, setting.Frame);
        var title = setting.Typesetter.Ragged(
            setting.Scope.Render(heading.Title).Select(text => text with { Bold = true }), style.Size * 1.2f, frame.Width);
        var number = setting.Typesetter.Ragged(setting.Scope.Render(heading.Number), style.Size, frame.Width);
        foreach (var (line, index) in title.Select((line, index) => (line, index)))
        {
            yield return new Piece(index == 0 ? style.BlockGap * 1.1f : 0, line.Size * 1.3f, KeepWithNext: true, (pen, top) =>
            {
                var baseline = Piece.Baseline(top, line.Size * 1.3f, line.Size);
                pen.Centred(line, frame.Middle, baseline);
                pen.Rule(frame.Middle - (line.Width / 2), frame.Middle + (line.Width / 2), baseline + 2f, 0.9f);
            });
        }

        foreach (var line in number)
        {
            yield return new Piece(0, style.Leading, KeepWithNext: true, (pen, top) =>
                pen.Centred(line, frame.Middle, Piece.Baseline(top, style.Leading, style.Size)));
        }
    }
}
