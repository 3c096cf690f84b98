using Sakpore.Grpc.Letters.Blocks;
using Sakpore.Grpc.Letters.Layout;
using Sakpore.Grpc.Letters.Templates;
using Sakpore.Grpc.Letters.Values;
using SkiaSharp;

namespace Sakpore.Grpc.Letters.Drawing;

/// <summary>The foot of the last page: the QR code at the left, the notes beside it, a thin rule above.</summary>
internal sealed class FooterLayout
{
    /// <summary>The symbol's side without its quiet zone: 30 mm, in points.</summary>
    public const float QrSide = 30f / 25.4f * 72;

    // Kept free for the symbol's quiet zone whatever its version, so that a draft and its sealed letter are laid alike: four modules
    // of a symbol with 25 a side. No address is so short that it has fewer.
    private const float Quiet = QrSide / 25 * QrSymbol.QuietZone;

    private const float Size = 8.6f;
    private const float Leading = Size * 1.22f;
    private const float NumberWidth = 11.5f;

    private readonly PageFrame _frame;
    private readonly string _url;
    private readonly List<(TextLine Line, float Indent, TextLine? Number)> _lines = [];

    /// <summary>Lays the footer.</summary>
    public FooterLayout(LetterFooter footer, LetterContent content, LetterScope scope, Typesetter typesetter, PageFrame frame)
    {
        (_frame, _url) = (frame, content.VerificationUrl);

        var width = frame.Right - NotesLeft;
        _lines.AddRange(typesetter.Ragged(scope.Render(footer.Intro).Select(text => text with { Bold = true }), Size, width)
            .Select(line => (line, 0f, (TextLine?)null)));
        for (var index = 0; index < footer.Notes.Count; index++)
        {
            var number = typesetter.Line(ListBlock.Number(Numbering.Arabic, index + 1), Size);
            var note = typesetter.Ragged(scope.Render(footer.Notes[index]), Size, width - NumberWidth);
            _lines.AddRange(note.Select((line, first) => (line, NumberWidth, first == 0 ? number : null)));
        }
    }

    /// <summary>What the last page keeps free above <see cref="PageFrame.Bottom"/>, the white over the rule included.</summary>
    public float Height => 10 + Body;

    /// <summary>The rule keeps out of the quiet zone; under the symbol the page itself is white.</summary>
    private float Body => Math.Max(QrSide + Quiet + 2, (_lines.Count * Leading) + 12);

    private float NotesLeft => _frame.Left + QrSide + Quiet + 6;

    private float QrTop => _frame.Bottom - QrSide - 2;

    /// <summary>Draws the rule and the notes at the foot of a page.</summary>
    public void DrawNotes(Pen pen)
    {
        var top = _frame.Bottom - Body;
        pen.Rule(_frame.Left, _frame.Right, top, 0.6f);

        var y = QrTop + ((QrSide - (_lines.Count * Leading)) / 2);
        foreach (var (line, indent, number) in _lines)
        {
            var baseline = Piece.Baseline(y, Leading, Size);
            if (number is not null) pen.Text(number, NotesLeft, baseline);
            pen.Text(line, NotesLeft + indent, baseline);
            y += Leading;
        }
    }

    /// <summary>Draws the symbol beside the notes.</summary>
    public void DrawSymbol(Pen pen, QrSymbol symbol)
    {
        symbol.Draw(pen, _frame.Left, QrTop, QrSide);
        // Whoever reads the letter on a screen cannot point a camera at it.
        pen.Canvas.DrawUrlAnnotation(new SKRect(_frame.Left, QrTop, _frame.Left + QrSide, QrTop + QrSide), _url);
    }
}
