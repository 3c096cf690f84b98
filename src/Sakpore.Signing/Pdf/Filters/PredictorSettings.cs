using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf.Filters;

/// <summary>The entries of DecodeParms that a predictor needs (ISO 32000-2, Table 8), checked.</summary>
/// <param name="Kind">1 none, 2 TIFF, 10 and above PNG.</param>
/// <param name="PixelBytes">Bytes from one sample to the like one of the next pixel, at least 1.</param>
/// <param name="RowBytes">Bytes of a row, without the PNG tag.</param>
/// <param name="BitsPerComponent">1, 2, 4, 8 or 16.</param>
internal readonly record struct PredictorSettings(int Kind, int PixelBytes, int RowBytes, int BitsPerComponent)
{
    // More than any real stream needs; keeps the products below within an int.
    private const int MostColors = 64;
    private const int MostColumns = 1 << 20;

    public static PredictorSettings Read(PdfDictionary parameters, int offset, Func<PdfObject, PdfObject> resolve)
    {
        var kind = Integer("Predictor", 1, 15);
        var colors = Integer("Colors", 1, MostColors);
        var bits = Integer("BitsPerComponent", 8, 16);
        var columns = Integer("Columns", 1, MostColumns);
        if (kind is > 2 and < 10 || bits is not (1 or 2 or 4 or 8 or 16))
            throw new PdfFaultException(PdfFaultCode.FilterUnsupported, offset, "predictor");
        return new(kind, Math.Max(1, colors * bits / 8), (int)(((long)colors * bits * columns + 7) / 8), bits);

        int Integer(string key, int fallback, int most) => parameters[key] is not { } value ? fallback
            : resolve(value) is PdfInteger { Value: >= 1 } integer && integer.Value <= most ? (int)integer.Value
            : throw new PdfFaultException(PdfFaultCode.FilterUnsupported, offset, key);
    }
}
