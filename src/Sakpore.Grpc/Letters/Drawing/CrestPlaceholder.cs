using Sakpore.Grpc.Letters.Layout;
using SkiaSharp;

namespace Sakpore.Grpc.Letters.Drawing;

/// <summary>
/// A plain shield where the city's crest belongs. It is nobody's crest and says so; a city that uses this software puts
/// its own in its place.
/// </summary>
internal static class CrestPlaceholder
{
    /// <summary>In points; the shield is as wide as this and a little taller.</summary>
    public const float Width = 50;

    /// <summary>In points.</summary>
    public const float Height = 60;

    /// <summary>Draws it with its top left corner at a point.</summary>
    public static void Draw(Pen pen, LetterFonts fonts, float left, float top)
    {
        var canvas = pen.Canvas;
        canvas.Save();
        canvas.Translate(left, top);
        Fill(canvas, 0, Ink.Grey);
        Fill(canvas, 1.6f, PaperWhite);
        Fill(canvas, 3.4f, Ink.Grey);
        Fill(canvas, 4.2f, Ink.Pale);
        Word(pen, fonts, "LAMBANG", 27);
        Word(pen, fonts, "DAERAH", 35.5f);
        canvas.Restore();
    }

    /// <summary>The shield, drawn in from its edge by as much as given.</summary>
    private static void Fill(SKCanvas canvas, float inset, SKPaint ink)
    {
        var (left, right, top, bottom) = (inset, Width - inset, inset, Height - (inset * 1.25f));
        var (middle, shoulder) = (Width / 2, Height * 0.55f);
        using var path = new SKPathBuilder();
        path.MoveTo(left, top);
        path.LineTo(right, top);
        path.LineTo(right, shoulder);
        path.CubicTo(right, shoulder + 13, middle + 11, bottom - 5, middle, bottom);
        path.CubicTo(middle - 11, bottom - 5, left, shoulder + 13, left, shoulder);
        path.Close();
        using var shape = path.Detach();
        canvas.DrawPath(shape, ink);
    }

    /// <summary>Outlines, not text: a copied letter does not begin with the placeholder's words.</summary>
    private static void Word(Pen pen, LetterFonts fonts, string word, float baseline)
    {
        pen.Canvas.Save();
        pen.Canvas.Translate(Width / 2, 0);
        pen.Outline(word, fonts.Bold, 6.4f, baseline, Ink.Grey);
        pen.Canvas.Restore();
    }

    private static readonly SKPaint PaperWhite = new() { Color = SKColors.White, IsAntialias = true };
}
