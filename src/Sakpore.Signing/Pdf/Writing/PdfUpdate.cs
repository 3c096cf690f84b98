using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Xref;

namespace Sakpore.Signing.Pdf.Writing;

/// <summary>
/// The objects of one incremental update while they are decided: what is new, what is replaced, and the document seen
/// through both. Replacing keeps number and generation; nothing is ever freed.
/// </summary>
internal sealed class PdfUpdate(PdfDocument document)
{
    private readonly SortedDictionary<int, (int Generation, PdfObject Value)> _objects = [];

    public PdfDocument Document { get; } = document;

    /// <summary>One more than the highest number so far.</summary>
    public int Size { get; private set; } = XrefSection.SizeOf(document.Trailer);

    /// <summary>What will be written, by number.</summary>
    public IEnumerable<(PdfReference Reference, PdfObject Value)> Objects =>
        _objects.Select(item => (new PdfReference(item.Key, item.Value.Generation), item.Value.Value));

    /// <summary>The catalog, as a place to change.</summary>
    public PdfSlot Catalog => PdfSlot.Of(Document.CatalogReference);

    /// <summary>Takes the next number never used.</summary>
    public PdfReference Reserve() => new(Size++, 0);

    public PdfReference Add(PdfObject value)
    {
        var reference = Reserve();
        Set(reference, value);
        return reference;
    }

    /// <summary>Defines a reserved object or replaces an existing one.</summary>
    public void Set(PdfReference reference, PdfObject value) => _objects[reference.Number] = (reference.Generation, value);

    /// <summary>The object meant, as this update leaves it.</summary>
    public PdfObject Resolve(PdfObject value) =>
        value is PdfReference reference && _objects.TryGetValue(reference.Number, out var pending) && pending.Generation == reference.Generation
            ? pending.Value
            : Document.Resolve(value);
}
