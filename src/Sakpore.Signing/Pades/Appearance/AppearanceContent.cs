using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Writing;

namespace Sakpore.Signing.Pades;

/// <summary>Something that can be drawn: an image, text, the modules of a QR code, or a page of another PDF. Immutable.</summary>
/// <remarks>What proves impossible to draw is a refusal of the signature: <see cref="PadesRefusalCode.AppearanceUnsupported"/>.</remarks>
public abstract class AppearanceContent
{
    private protected AppearanceContent()
    {
    }

    /// <summary>A picture: PNG (of any kind, up to 16 million pixels) or JPEG (grey, colour or CMYK).</summary>
    /// <param name="image">
    /// The file. What a PNG has transparent is drawn on white, and 16 bits a sample become 8. CMYK is refused in a PDF/A document
    /// whose output intent is not CMYK.
    /// </param>
    public static AppearanceContent Image(ReadOnlyMemory<byte> image) => new ImageContent(image);

    /// <summary>Black text, wrapped at blanks, from the top; smaller where it would not fit, down to 4 points.</summary>
    /// <param name="text">
    /// The text, of characters that the font has and that are drawn one after the other from left to right: no scripts that join
    /// or reorder (Arabic, Javanese), no combining marks. Line feeds part lines.
    /// </param>
    /// <param name="font">The font; what is used of it is embedded.</param>
    /// <param name="size">The largest size in points, above 0.</param>
    public static AppearanceContent Text(string text, TrueTypeFont font, double size)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        ArgumentNullException.ThrowIfNull(font);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return new TextContent(text, font, size);
    }

    /// <summary>A QR code, drawn as squares on white with the quiet zone of four modules that it needs.</summary>
    /// <param name="modules">The modules without quiet zone, row by row from the top; true is dark. Copied.</param>
    /// <exception cref="ArgumentException">They are no square of 21 to 177 modules (ISO/IEC 18004).</exception>
    public static AppearanceContent QrModules(bool[,] modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        if (modules.GetLength(0) != modules.GetLength(1) || modules.GetLength(0) is < 21 or > 177)
            throw new ArgumentException("A QR code is a square of 21 to 177 modules.", nameof(modules));
        return new QrContent((bool[,])modules.Clone());
    }

    /// <summary>The page of a PDF that has only one.</summary>
    /// <param name="document">The document. Its memory must not change; not used from several threads at once.</param>
    public static AppearanceContent Page(PdfDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new PageContent(document);
    }

    /// <summary>Draws into an area whose lower left corner is the origin.</summary>
    /// <param name="target">Where it is drawn, and the objects that it takes.</param>
    /// <param name="width">Of the area, in points.</param>
    /// <param name="height">Of the area, in points.</param>
    internal abstract AppearanceDrawing Draw(AppearanceTarget target, double width, double height);

    /// <summary>The matrix that puts something of its own size into the middle of an area, as large as fits.</summary>
    private protected static string Fit(double ownWidth, double ownHeight, double width, double height)
    {
        var scale = Math.Min(width / ownWidth, height / ownHeight);
        return Operators($"{scale:0.#####} 0 0 {scale:0.#####} {(width - ownWidth * scale) / 2:0.####} {(height - ownHeight * scale) / 2:0.####} cm\n");
    }

    private protected static string Operators(FormattableString text) => FormattableString.Invariant(text);

    private protected static PadesRefusalException Unsupported(string detail) => new(PadesRefusalCode.AppearanceUnsupported, detail);
}

/// <summary>What draws a content: operators and the resources that they name.</summary>
/// <param name="Operators">Of a content stream.</param>
/// <param name="Resources">What they name.</param>
internal sealed record AppearanceDrawing(string Operators, PdfDictionary Resources);

/// <summary>Where a content is drawn.</summary>
/// <param name="Update">Takes its objects.</param>
/// <param name="PdfA">Part of PDF/A that the document claims; null for none.</param>
internal sealed record AppearanceTarget(PdfUpdate Update, int? PdfA)
{
    /// <summary>Grey and colour by calibrated spaces: they need no output intent, and every part of PDF/A permits them.</summary>
    public static PdfArray Grey { get; } = Calibrated("CalGray", [new("Gamma", new PdfReal(2.2))]);

    public static PdfArray Colour { get; } = Calibrated("CalRGB",
    [
        new("Gamma", new PdfArray([new PdfReal(2.2), new PdfReal(2.2), new PdfReal(2.2)])),
        // sRGB, IEC 61966-2-1
        new("Matrix", PageSpace.Numbers(0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505)),
    ]);

    /// <summary>A form XObject of an area.</summary>
    public PdfReference Form(AppearanceDrawing drawing, double width, double height, PdfArray? matrix) => Update.Add(Compressed(
        System.Text.Encoding.Latin1.GetBytes(drawing.Operators),
        [
            new("Type", new PdfName("XObject")), new("Subtype", new PdfName("Form")), new("BBox", PageSpace.Numbers(0, 0, width, height)),
            .. matrix is null ? [] : new[] { KeyValuePair.Create<string, PdfObject>("Matrix", matrix) },
            new("Resources", drawing.Resources),
        ]));

    public static PdfStream Compressed(ReadOnlySpan<byte> data, IReadOnlyList<KeyValuePair<string, PdfObject>> entries) =>
        Stream(Pdf.Filters.Flate.Compress(data), [.. entries, new("Filter", new PdfName("FlateDecode"))]);

    public static PdfStream Stream(byte[] data, IReadOnlyList<KeyValuePair<string, PdfObject>> entries) =>
        new(new PdfDictionary([.. entries, new("Length", new PdfInteger(data.Length))]), data, dataStart: 0);

    private static PdfArray Calibrated(string name, KeyValuePair<string, PdfObject>[] entries) => new(
    [
        new PdfName(name),
        new PdfDictionary([new("WhitePoint", PageSpace.Numbers(0.9505, 1, 1.089)), .. entries]), // D65
    ]);
}
