using System.Globalization;
using System.Text;

namespace Sakpore.Signing.Tests.Pades;

/// <summary>A page as poppler draws it, cut to its CropBox; row 0 is the top.</summary>
internal sealed class Picture
{
    private readonly byte[] _ppm;
    private readonly int _start;

    private Picture(byte[] ppm)
    {
        _ppm = ppm;
        // P6, width, height, 255, one white space, then three bytes a pixel.
        var header = Encoding.ASCII.GetString(ppm.AsSpan(0, 40)).Split((char[])['\n', ' '], 5);
        Width = int.Parse(header[1], CultureInfo.InvariantCulture);
        Height = int.Parse(header[2], CultureInfo.InvariantCulture);
        _start = header.Take(4).Sum(word => word.Length + 1);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Draws a page, one pixel a user space unit.</summary>
    public static Picture Of(byte[] pdf, int page = 1)
    {
        using var folder = new ScratchFolder();
        var number = page.ToString(CultureInfo.InvariantCulture);
        var (exit, output) = IndependentCheckers.Run(folder, "pdftoppm", "-r", "72", "-cropbox", "-singlefile", "-f", number, "-l", number,
            folder.Write("drawn.pdf", pdf), folder.Path("drawn"));
        Assert.That(exit, Is.Zero, output);
        return new Picture(File.ReadAllBytes(folder.Path("drawn.ppm")));
    }

    /// <summary>The colour at a place measured from the lower left corner: red, green, blue, yellow, black, white or other.</summary>
    public string ColourAt(double x, double y)
    {
        var at = _start + (((Height - 1 - (int)y) * Width) + (int)x) * 3;
        return (_ppm[at], _ppm[at + 1], _ppm[at + 2]) switch
        {
            ( > 200, < 70, < 70) => "red",
            ( < 70, > 120, < 90) => "green",
            ( < 70, < 70, > 200) => "blue",
            ( > 200, > 200, < 90) => "yellow",
            ( < 70, < 70, < 70) => "black",
            ( > 235, > 235, > 235) => "white",
            var other => $"{other}",
        };
    }
}
