using System.Text;
using QRCoder;
using SkiaSharp;

namespace Sakpore.Grpc.Letters.Drawing;

/// <summary>A QR code at error correction M, drawn as one image: small, and no seams between its modules.</summary>
internal sealed class QrSymbol
{
    /// <summary>The white that ISO/IEC 18004 asks for around a symbol, in modules.</summary>
    public const int QuietZone = 4;

    /// <summary>Symbols of more modules a side cannot be read from ordinary prints at <see cref="FooterLayout.QrSide"/>.</summary>
    public const int MostModules = 73;

    // What 73 modules hold at level M (ISO/IEC 18004, table 7): of digits, capitals and nine signs, and of anything else in bytes.
    private const int MostCapitals = 528;
    private const int MostBytes = 362;
    private const string Signs = " $%*+-./:";

    private const int PixelsPerModule = 2;

    private readonly bool[,] _dark;

    private QrSymbol(bool[,] dark) => _dark = dark;

    /// <summary>Modules a side, without the quiet zone.</summary>
    public int Modules => _dark.GetLength(0);

    /// <summary>Whether a text's symbol has at most <see cref="MostModules"/> a side.</summary>
    public static bool Fits(string text) => text.All(letter => char.IsAsciiDigit(letter) || char.IsAsciiLetterUpper(letter) || Signs.Contains(letter))
        ? text.Length <= MostCapitals
        : Encoding.UTF8.GetByteCount(text) <= MostBytes;

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
        // An image of few bytes. Two pixels a module keep the edges sharp enough where a viewer smooths what it enlarges: what blurs is half a
        // module at most. More would be deflated for nothing.
        var width = Modules * PixelsPerModule;
        var pixels = new byte[width * width];
        for (var row = 0; row < Modules; row++)
        {
            var line = pixels.AsSpan(row * PixelsPerModule * width, width);
            for (var column = 0; column < Modules; column++)
                line.Slice(column * PixelsPerModule, PixelsPerModule).Fill(_dark[row, column] ? (byte)0 : byte.MaxValue);
            for (var copy = 1; copy < PixelsPerModule; copy++) line.CopyTo(pixels.AsSpan(((row * PixelsPerModule) + copy) * width));
        }

        var size = new SKImageInfo(width, width, SKColorType.Gray8, SKAlphaType.Opaque);
        using var image = SKImage.FromPixelCopy(size, pixels);
        pen.Canvas.DrawImage(image, new SKRect(left, top, left + side, top + side), new SKSamplingOptions(SKFilterMode.Nearest));
    }
}
