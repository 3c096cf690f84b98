using System.Text;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pades;

/// <summary>A QR code as rectangles, so that it is sharp at every size.</summary>
internal sealed class QrContent(bool[,] modules) : AppearanceContent
{
    private const int QuietZone = 4; // ISO/IEC 18004, 5.3.8

    internal override AppearanceDrawing Draw(AppearanceTarget target, double width, double height)
    {
        var size = modules.GetLength(0);
        var whole = size + 2 * QuietZone;
        var text = new StringBuilder("q\n").Append(Fit(whole, whole, width, height))
            .Append(Operators($"/Grey cs 1 sc 0 0 {whole} {whole} re f 0 sc\n"));
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size;)
            {
                var end = column;
                while (end < size && modules[row, end])
                    end++;
                if (end > column)
                    text.Append(Operators($"{QuietZone + column} {whole - QuietZone - row - 1} {end - column} 1 re\n"));
                column = end + 1;
            }
        }
        return new AppearanceDrawing(text.Append("f Q\n").ToString(),
            new PdfDictionary([new("ColorSpace", new PdfDictionary([new("Grey", AppearanceTarget.Grey)]))]));
    }
}
