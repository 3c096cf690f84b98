using QRCoder;
using SkiaSharp;

namespace Sakpore.Grpc.Letters.Drawing;

/// <summary>A QR code at error correction M, drawn as one shape: sharp at every size, and no seams between its modules.</summary>
internal sealed class QrSymbol
{
    /// <summary>The white that ISO/IEC 18004 asks for around a symbol, in modules.</summary>
    public const int QuietZone = 4;

    /// <summary>Symbols of more modules a side cannot be read from ordinary prints at <see cref="FooterLayout.QrSide"/>.</summary>
    public const int MostModules = 73;

    private readonly bool[,] _dark;

    private QrSymbol(bool[,] dark) => _dark = dark;

    /// <summary>Modules a side, without the quiet zone.</summary>
    public int Modules => _dark.GetLength(0);

    /// <summary>Encodes a text as it is.</summary>
    public static QrSymbol Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        // QRCoder's matrix has the quiet zone around it.
        var modules = code.ModuleMatrix.Count - (2 * QuietZone);
        var dark = new bool[modules, modules];
        for (var row = 0; row < modules; row++)
        {
            for (var column = 0; column < modules; column++) dark[row, column] = code.ModuleMatrix[row + QuietZone][column + QuietZone];
        }

        return new QrSymbol(dark);
    }

    /// <summary>Draws the symbol, without its quiet zone, into a square.</summary>
    public void Draw(Pen pen, float left, float top, float side)
    {
        using var path = new SKPathBuilder();
        for (var row = 0; row < Modules; row++)
        {
            for (var column = 0; column < Modules; column++)
            {
                if (!_dark[row, column]) continue;
                var first = column;
                while (column + 1 < Modules && _dark[row, column + 1]) column++;
                path.AddRect(new SKRect(first, row, column + 1, row + 1));
            }
        }

        using var shape = path.Detach();
        pen.Canvas.Save();
        pen.Canvas.Translate(left, top);
        pen.Canvas.Scale(side / Modules);
        pen.Canvas.DrawPath(shape, Ink.Black);
        pen.Canvas.Restore();
    }
}
