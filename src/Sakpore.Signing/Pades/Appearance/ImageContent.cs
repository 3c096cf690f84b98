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
            [0xFF, 0xD8, ..] => Jpeg(),
            _ => throw Unsupported("an image that is neither PNG nor JPEG"),
        };
        var picture = target.Update.Add(stream);
        return new AppearanceDrawing(
            $"q\n{Fit(pixelsAcross, pixelsDown, width, height)}{Operators($"{pixelsAcross} 0 0 {pixelsDown} 0 0 cm /Picture Do Q\n")}",
            new PdfDictionary([new("XObject", new PdfDictionary([new("Picture", picture)]))]));
    }

    private (PdfStream, int, int) Png()
    {
        var png = PngImage.Decode(image.Span) ?? throw Unsupported("a PNG that is damaged, interlaced or of 16 bits");
        return (AppearanceTarget.Compressed(png.Samples, Entries(png.Width, png.Height, png.IsGrey)), png.Width, png.Height);
    }

    private (PdfStream, int, int) Jpeg()
    {
        var jpeg = JpegHeader.Read(image.Span) ?? throw Unsupported("a JPEG that is damaged or not in grey or colour");
        return (AppearanceTarget.Stream(image.ToArray(), [.. Entries(jpeg.Width, jpeg.Height, jpeg.Components == 1), new("Filter", new PdfName("DCTDecode"))]),
            jpeg.Width, jpeg.Height);
    }

    private static KeyValuePair<string, PdfObject>[] Entries(int width, int height, bool isGrey) =>
    [
        new("Type", new PdfName("XObject")), new("Subtype", new PdfName("Image")),
        new("Width", new PdfInteger(width)), new("Height", new PdfInteger(height)), new("BitsPerComponent", new PdfInteger(8)),
        new("ColorSpace", isGrey ? AppearanceTarget.Grey : AppearanceTarget.Colour),
    ];
}
