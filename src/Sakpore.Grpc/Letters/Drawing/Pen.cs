using System.Runtime.InteropServices;
using Sakpore.Grpc.Letters.Layout;
using SkiaSharp;

namespace Sakpore.Grpc.Letters.Drawing;

/// <summary>Draws on one page. Coordinates are points from the page's top left corner.</summary>
/// <param name="canvas">The page.</param>
/// <param name="faces">The letter's fonts at the sizes used so far; shared by its pages.</param>
internal sealed class Pen(SKCanvas canvas, Dictionary<(LetterFont Font, float Size), SKFont> faces)
{
    /// <summary>The page, for what is not text or a line.</summary>
    public SKCanvas Canvas => canvas;

    /// <summary>Draws a line of text.</summary>
    /// <param name="line">The line.</param>
    /// <param name="x">Its left.</param>
    /// <param name="baseline">Its baseline.</param>
    /// <param name="ink">Its colour; null is black.</param>
    public void Text(TextLine line, float x, float baseline, SKPaint? ink = null)
    {
        foreach (var run in line.Runs)
        {
            using var builder = new SKTextBlobBuilder();
            builder.AddHorizontalRun(CollectionsMarshal.AsSpan(run.Glyphs), Face(run.Font, line.Size), CollectionsMarshal.AsSpan(run.Xs), 0);
            using var blob = builder.Build();
            canvas.DrawText(blob, x, baseline, ink ?? Ink.Black);
        }
    }

    /// <summary>Draws a line of text about a middle.</summary>
    public void Centred(TextLine line, float middle, float baseline, SKPaint? ink = null) => Text(line, middle - (line.Width / 2), baseline, ink);

    /// <summary>Draws a horizontal rule.</summary>
    /// <param name="left">Its left end.</param>
    /// <param name="right">Its right end.</param>
    /// <param name="top">Its upper edge.</param>
    /// <param name="thickness">In points.</param>
    /// <param name="ink">Its colour; null is black.</param>
    public void Rule(float left, float right, float top, float thickness, SKPaint? ink = null) =>
        canvas.DrawRect(new SKRect(left, top, right, top + thickness), ink ?? Ink.Black);

    /// <summary>Draws a text's outlines, centred about the origin: for what is a picture and not to be read or copied.</summary>
    /// <param name="text">The text.</param>
    /// <param name="font">The style.</param>
    /// <param name="size">In points.</param>
    /// <param name="baseline">Its baseline.</param>
    /// <param name="ink">Its colour.</param>
    public void Outline(string text, LetterFont font, float size, float baseline, SKPaint ink)
    {
        // In the font's own units the outline's numbers are whole, and short in the file.
        using var outline = Face(font, font.UnitsPerEm).GetTextPath(text, SKPoint.Empty);
        canvas.Save();
        canvas.Translate(0, baseline);
        canvas.Scale(size / font.UnitsPerEm);
        canvas.Translate(-MathF.Round(outline.Bounds.MidX), 0);
        canvas.DrawPath(outline, ink);
        canvas.Restore();
    }

    private SKFont Face(LetterFont font, float size)
    {
        if (!faces.TryGetValue((font, size), out var face))
        {
            face = new SKFont(font.Typeface, size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };
            faces.Add((font, size), face);
        }

        return face;
    }
}

/// <summary>The colours of a letter. Read only, so that letters composed at once may share them.</summary>
internal static class Ink
{
    /// <summary>Text and rules.</summary>
    public static readonly SKPaint Black = Of(0x00, 0x00, 0x00);

    /// <summary>What stands back: running heads, page numbers, the placeholder's lines.</summary>
    public static readonly SKPaint Grey = Of(0x59, 0x59, 0x59);

    /// <summary>The placeholder's field.</summary>
    public static readonly SKPaint Pale = Of(0xE6, 0xE6, 0xE6);

    /// <summary>The development mark's line.</summary>
    public static readonly SKPaint Red = Of(0xC0, 0x12, 0x12);

    /// <summary>The development mark under the text: opaque and light, so that it needs no transparency and hides nothing.</summary>
    public static readonly SKPaint PaleRed = Of(0xFB, 0xDD, 0xDD);

    private static SKPaint Of(byte red, byte green, byte blue) =>
        new() { Color = new SKColor(red, green, blue), IsAntialias = true, Style = SKPaintStyle.Fill };
}
