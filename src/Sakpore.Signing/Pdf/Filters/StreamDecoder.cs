using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf.Filters;

/// <summary>
/// Decodes the streams that structure a file: cross-reference and object streams, and those a caller asks for. Knows
/// FlateDecode with PNG and TIFF predictors; pictures and fonts are never decoded, so their filters are not needed.
/// </summary>
internal static class StreamDecoder
{
    // Lawful files use one or two; each costs a decompressor even where it expands to nothing.
    private const int MostFilters = 8;

    /// <param name="dictionary">The stream's dictionary, whose filter entries are direct or have been resolved.</param>
    /// <param name="data">The encoded data.</param>
    /// <param name="dataStart">Its offset in the file, for faults.</param>
    /// <param name="budget">Pays for the bytes produced.</param>
    /// <param name="resolve">Follows a reference.</param>
    public static ReadOnlyMemory<byte> Decode(PdfDictionary dictionary, ReadOnlyMemory<byte> data, int dataStart, PdfBudget budget, Func<PdfObject, PdfObject> resolve)
    {
        if (dictionary.Has("F"))
            throw new PdfFaultException(PdfFaultCode.FilterUnsupported, dataStart, "data in an external file");
        var filters = ListOf(dictionary["Filter"], resolve);
        var parameters = ListOf(dictionary["DecodeParms"], resolve);
        if (filters.Count > MostFilters)
            throw new PdfFaultException(PdfFaultCode.FilterUnsupported, dataStart, "too many filters");
        for (var i = 0; i < filters.Count; i++)
        {
            if (resolve(filters[i]) is not PdfName { Value: "FlateDecode" or "Fl" })
                throw new PdfFaultException(PdfFaultCode.FilterUnsupported, dataStart, (resolve(filters[i]) as PdfName)?.Value);
            data = Flate.Expand(data, dataStart, budget);
            if (i < parameters.Count && resolve(parameters[i]) is PdfDictionary predictor)
                data = Predictor.Undo(data, PredictorSettings.Read(predictor, dataStart, resolve), dataStart, budget);
        }
        return data;
    }

    private static IReadOnlyList<PdfObject> ListOf(PdfObject? value, Func<PdfObject, PdfObject> resolve) => value is null ? [] : resolve(value) switch
    {
        PdfNull => [],
        PdfArray array => array.Items,
        var single => [single],
    };
}
