using Sakpore.Grpc.Letters.Layout;

namespace Sakpore.Grpc.Letters.Drawing;

/// <summary>What says on every page that a letter made with development keys is not valid.</summary>
internal static class DevelopmentMark
{
    /// <summary>The words at the head of each page. Text, so that a search finds them too.</summary>
    public const string Words = "SAKPORE DEVELOPMENT, NOT VALID / CONTOH, TIDAK BERLAKU";

    /// <summary>Fewer words across the page: outlines are bytes.</summary>
    private static readonly string[] Diagonal = ["NOT VALID", "TIDAK BERLAKU"];

    /// <summary>Draws it. First on the page, so that the text stands on top of it.</summary>
    public static void Draw(Pen pen, Typesetter typesetter, LetterFonts fonts, PageFrame frame)
    {
        var canvas = pen.Canvas;
        canvas.Save();
        canvas.Translate(frame.Paper.Width / 2, frame.Paper.Height / 2);
        canvas.RotateDegrees(-54);
        for (var index = 0; index < Diagonal.Length; index++) pen.Outline(Diagonal[index], fonts.Bold, 84, (index * 104) - 22, Ink.PaleRed);
        canvas.Restore();
        pen.Rule(0, frame.Paper.Width, 0, 5, Ink.Red);
        pen.Centred(typesetter.Line(Words, 9, bold: true), frame.Paper.Width / 2, 20, Ink.Red);
    }
}
