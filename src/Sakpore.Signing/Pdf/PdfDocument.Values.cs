using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf;

/// <content>Values of dictionaries by key: references followed, null and absent alike, other kinds a fault.</content>
public sealed partial class PdfDocument
{
    private PdfDictionary? _catalog;

    /// <summary>The catalog; a fault if it is none.</summary>
    internal PdfDictionary Catalog => _catalog ??= ReadCatalog();

    /// <summary>The reference by which the trailer names the catalog.</summary>
    internal PdfReference CatalogReference => Trailer["Root"] as PdfReference
        ?? throw new PdfFaultException(PdfFaultCode.TrailerDamaged, Trailer.Start, "Root");

    /// <summary>The effective version: the catalog's where it is later than the header's (7.2.2).</summary>
    internal PdfVersion Version => PdfVersion.Of(this);

    /// <summary>The value of a key, resolved; null if absent or the null object.</summary>
    internal PdfObject? Value(PdfDictionary dictionary, string key) =>
        dictionary[key] is { } value && Resolve(value) is var resolved and not PdfNull ? resolved : null;

    internal PdfDictionary? Dictionary(PdfDictionary dictionary, string key) => Typed<PdfDictionary>(dictionary, key);

    internal PdfArray? Array(PdfDictionary dictionary, string key) => Typed<PdfArray>(dictionary, key);

    internal PdfString? String(PdfDictionary dictionary, string key) => Typed<PdfString>(dictionary, key);

    internal string? Name(PdfDictionary dictionary, string key) => Typed<PdfName>(dictionary, key)?.Value;

    internal long? Integer(PdfDictionary dictionary, string key) => Typed<PdfInteger>(dictionary, key)?.Value;

    internal bool? Boolean(PdfDictionary dictionary, string key) => Typed<PdfBoolean>(dictionary, key)?.Value;

    internal long RequiredInteger(PdfDictionary dictionary, string key) => Integer(dictionary, key)
        ?? throw new PdfFaultException(PdfFaultCode.WrongType, dictionary.Start, $"{key} is missing");

    private T? Typed<T>(PdfDictionary dictionary, string key)
        where T : PdfObject => Value(dictionary, key) switch
        {
            null => null,
            T value => value,
            _ => throw new PdfFaultException(PdfFaultCode.WrongType, dictionary.Start, key),
        };

    private PdfDictionary ReadCatalog()
    {
        // Type is required, but files without it are common and mean the same.
        if (Resolve(CatalogReference) is not PdfDictionary catalog || (Value(catalog, "Type") is { } type && type is not PdfName { Value: "Catalog" }))
            throw new PdfFaultException(PdfFaultCode.CatalogDamaged, Trailer.Start);
        return catalog;
    }
}
