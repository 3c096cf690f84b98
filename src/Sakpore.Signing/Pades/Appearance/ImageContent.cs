using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pades;

/// <summary>A PNG or JPEG picture.</summary>
internal sealed class ImageContent(ReadOnlyMemory<byte> image) : AppearanceContent
{
    internal override AppearanceDrawing Draw(AppearanceTarget target, double width, double height)
    {
        var (stream, pixelsAcross, pixelsDown) = image.Span switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => Png(),
            [0xFF, 0xD8, ..] => Jpeg(target),
            _ => throw Unsupported("an image that is neither PNG nor JPEG"),
        };
        var picture = target.Update.Add(stream);
        return new AppearanceDrawing(
            $"q\n{Fit(pixelsAcross, pixelsDown, width, height)}{Operators($"{pixelsAcross} 0 0 {pixelsDown} 0 0 cm /Picture Do Q\n")}",
            new PdfDictionary([new("XObject", new PdfDictionary([new("Picture", picture)]))]));
    }

    private (PdfStream, int, int) Png()
    {
        var png = PngImage.Decode(image.Span) ?? throw Unsupported("a PNG that is damaged or too large");
        return (AppearanceTarget.Compressed(png.Samples, Entries(png.Width, png.Height, png.IsGrey ? AppearanceTarget.Grey : AppearanceTarget.Colour)), png.Width, png.Height);
    }

    private (PdfStream, int, int) Jpeg(AppearanceTarget target)
    {
        var jpeg = JpegHeader.Read(image.Span) ?? throw Unsupported("a JPEG that is damaged or not in grey, colour or CMYK");
        // There is no calibrated CMYK: in PDF/A the document's own output intent must say what the inks are.
        if (jpeg.Components == 4 && target.PdfA is not null && !OutputIntent.IsCmyk(target.Update.Document))
            throw new PadesRefusalException(PadesRefusalCode.AppearanceBreaksPdfA, "a JPEG in CMYK where the output intent is not");
        var space = jpeg.Components switch
        {
            1 => AppearanceTarget.Grey,
            3 => AppearanceTarget.Colour,
            _ => (PdfObject)new PdfName("DeviceCMYK"),
        };
        var entries = new List<KeyValuePair<string, PdfObject>>(Entries(jpeg.Width, jpeg.Height, space)) { new("Filter", new PdfName("DCTDecode")) };
        if (jpeg is { Components: 4, IsAdobe: true })
            entries.Add(new("Decode", PageSpace.Numbers(1, 0, 1, 0, 1, 0, 1, 0)));
        return (AppearanceTarget.Stream(image.ToArray(), entries), jpeg.Width, jpeg.Height);
    }

    private static KeyValuePair<string, PdfObject>[] Entries(int width, int height, PdfObject space) =>
    [
        new("Type", new PdfName("XObject")), new("Subtype", new PdfName("Image")),
        new("Width", new PdfInteger(width)), new("Height", new PdfInteger(height)), new("BitsPerComponent", new PdfInteger(8)),
        new("ColorSpace", space),
    ];
}
