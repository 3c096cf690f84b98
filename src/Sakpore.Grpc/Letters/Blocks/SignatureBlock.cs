using Sakpore.Grpc.Letters.Layout;
using Sakpore.Grpc.Letters.Templates;
using Sakpore.Grpc.Letters.Values;

namespace Sakpore.Grpc.Letters.Blocks;

/// <summary>
/// Lays place and date, position, name, rank and NIP in the right half. Words only: the signature is in the file, and a
/// picture of one would prove nothing.
/// </summary>
internal static class SignatureBlock
{
    /// <summary>The block's width, in ems.</summary>
    private const float Width = 23.5f;

    /// <summary>The block as one piece.</summary>
    public static Piece Lay(LetterBlock.Signature signature, BlockSetting setting)
    {
        var (style, frame, typesetter) = (setting.Style, setting.Frame, setting.Typesetter);
        var (left, right) = (frame.Right - (Width * style.Size), frame.Right);
        var rows = Rows(signature, setting);
        var colonOffset = rows.Max(row => row.Label.Width) + (style.Size * 0.8f);
        var rowsWidth = colonOffset + style.ColonWidth + rows.Max(row => row.Value.Width);
        var position = setting.Content.Signer.Position
            .SelectMany(line => typesetter.Ragged([new StyledText(line, Bold: false)], style.Size, right - left)).ToList();
        var note = typesetter.Ragged(setting.Scope.Render(signature.Note), style.Size * 0.82f, right - left);
        var name = typesetter.Ragged([new StyledText(setting.Content.Signer.Name, Bold: true)], style.Size, right - left);
        var under = Under(setting.Content.Signer).Select(text => typesetter.Line(text, style.Size)).ToList();

        var (rule, space) = (style.Size * 0.6f, style.Size * 0.85f);
        var height = ((rows.Count + position.Count + note.Count + name.Count + under.Count) * style.Leading) + rule + (2 * space);
        return new Piece(style.BlockGap * 1.1f, height, KeepWithNext: false, (pen, top) =>
        {
            var middle = (left + right) / 2;
            var y = top;
            foreach (var (label, colon, value) in rows)
            {
                var baseline = Next();
                pen.Text(label, middle - (rowsWidth / 2), baseline);
                pen.Text(colon, middle - (rowsWidth / 2) + colonOffset, baseline);
                pen.Text(value, middle - (rowsWidth / 2) + colonOffset + style.ColonWidth, baseline);
            }

            pen.Rule(middle - (rowsWidth / 2), middle + (rowsWidth / 2), y + 1.5f, 0.6f);
            y += rule;
            foreach (var line in position) pen.Centred(line, middle, Next());
            y += space;
            foreach (var line in note) pen.Centred(line, middle, Next(), Drawing.Ink.Grey);
            y += space;
            foreach (var line in name)
            {
                var baseline = Next();
                pen.Centred(line, middle, baseline);
                pen.Rule(middle - (line.Width / 2), middle + (line.Width / 2), baseline + 1.6f, 0.6f);
            }

            foreach (var line in under) pen.Centred(line, middle, Next());

            float Next()
            {
                var baseline = Piece.Baseline(y, style.Leading, style.Size);
                y += style.Leading;
                return baseline;
            }
        });
    }

    private static List<(TextLine Label, TextLine Colon, TextLine Value)> Rows(LetterBlock.Signature signature, BlockSetting setting)
    {
        var (size, typesetter) = (setting.Style.Size, setting.Typesetter);
        return signature.Rows.Select(row => (
            typesetter.Line(row.Label, size),
            typesetter.Line(":", size),
            typesetter.Line(setting.Scope.Render(row.Value).SelectMany(text => text), size))).ToList();
    }

    private static IEnumerable<string> Under(LetterSigner signer)
    {
        if (signer.Rank is not null) yield return signer.Rank;
        if (signer.Nip is not null) yield return $"NIP. {signer.Nip}";
    }
}
