using Sakpore.Grpc.Letters.Layout;
using SkiaSharp;

namespace Sakpore.Grpc.Letters.Drawing;

/// <summary>
/// A crest of nobody's where the city's own belongs: a shield with a kawung flower over water, and a ribbon that says that it
/// is a sample. A city that uses this software puts its own in its place.
/// </summary>
internal static class SampleCrest
{
    /// <summary>In points; the shield is as wide as this and a little taller.</summary>
    public const float Width = 50;

    /// <summary>In points.</summary>
    public const float Height = 60;

    // Drawn in a field of 100 by 120 units. Paths in SVG's notation, read once; drawing only reads them.
    private const float Units = 100;

    private static readonly SKPath Shield = Path("M6 2H94V64C94 90 74 107 50 118C26 107 6 90 6 64Z");
    private static readonly SKPath Border = Path("M9 5H91V64C91 88 72 104 50 114.5C28 104 9 88 9 64Z");
    private static readonly SKPath Field = Path("M11.5 7.5H88.5V64C88.5 86.5 70.5 101.5 50 111.5C29.5 101.5 11.5 86.5 11.5 64Z");
    private static readonly SKPath Flower = Path(
        "M50 12.9c6.6 5.5 8.8 11 8.8 14.3 3.3 0 8.8 2.2 14.3 8.8-5.5 6.6-11 8.8-14.3 8.8 0 3.3-2.2 8.8-8.8 14.3-6.6-5.5-8.8-11-8.8-14.3-3.3 0-8.8-2.2-14.3-8.8 5.5-6.6 11-8.8 14.3-8.8 0-3.3 2.2-8.8 8.8-14.3z");

    private static readonly SKPath Waves = Path(
        "M17 70q5.5-6 11 0t11 0 11 0 11 0 11 0 11 0M20 79q5-6 10 0t10 0 10 0 10 0 10 0 10 0M27 88q5.75-6 11.5 0t11.5 0 11.5 0 11.5 0");

    private static readonly SKPath Tails = Path("M20 99H3L8 106L3 113H20ZM80 99H97L92 106L97 113H80Z");
    private static readonly SKPath Ribbon = Path("M14 95.5H86V109.5H14Z");

    private static readonly SKPaint Deep = Fill(0x0B, 0x3D, 0x4C);
    private static readonly SKPaint Gold = Fill(0xC9, 0x9A, 0x2E);
    private static readonly SKPaint White = Fill(0xFF, 0xFF, 0xFF);
    private static readonly SKPaint Shade = Fill(0x9A, 0x72, 0x1A);

    private static readonly SKPaint Water = new()
    {
        Color = new SKColor(0xD7, 0xE7, 0xEC),
        IsAntialias = true,
        Style = SKPaintStyle.Stroke,
        StrokeWidth = 2.6f,
        StrokeCap = SKStrokeCap.Round,
    };

    /// <summary>Draws it with its top left corner at a point.</summary>
    public static void Draw(Pen pen, LetterFonts fonts, float left, float top)
    {
        var canvas = pen.Canvas;
        canvas.Save();
        canvas.Translate(left, top);
        canvas.Scale(Width / Units);
        canvas.DrawPath(Shield, Deep);
        canvas.DrawPath(Border, White);
        canvas.DrawPath(Field, Deep);
        canvas.DrawPath(Flower, Gold);
        canvas.DrawCircle(50, 36, 3.4f, Deep);
        canvas.DrawPath(Waves, Water);
        canvas.DrawPath(Tails, Shade);
        canvas.DrawPath(Ribbon, Gold);
        // Outlines, not text: a copied letter does not begin with the sample's word.
        canvas.Translate(Units / 2, 0);
        pen.Outline("CONTOH", fonts.Bold, 11.5f, 106.3f, Deep);
        canvas.Restore();
    }

    private static SKPath Path(string svg) => SKPath.ParseSvgPathData(svg) ?? throw new InvalidOperationException("A path of the crest cannot be read.");

    private static SKPaint Fill(byte red, byte green, byte blue) => new() { Color = new SKColor(red, green, blue), IsAntialias = true };
}
