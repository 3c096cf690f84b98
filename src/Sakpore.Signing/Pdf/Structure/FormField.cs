using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf.Structure;

/// <summary>A widget of a field: its place on a page.</summary>
/// <param name="Reference">Its reference; null where the file has it directly among the kids.</param>
/// <param name="Dictionary">Its dictionary; the field's own where the two are merged.</param>
internal sealed record FieldWidget(PdfReference? Reference, PdfDictionary Dictionary);

/// <summary>A terminal field of the form (ISO 32000-2, 12.7.4).</summary>
/// <param name="Name">Fully qualified: the partial names from the root, joined by periods.</param>
/// <param name="Reference">Its reference; null where the file has it directly among fields or kids.</param>
/// <param name="Dictionary">Its own entries.</param>
/// <param name="Type">FT, own or inherited; null if no one gives it.</param>
/// <param name="Value">V, own or inherited, resolved; null if there is none.</param>
/// <param name="Flags">Ff, own or inherited.</param>
/// <param name="Widgets">Where it shows; the field itself where merged with its widget.</param>
/// <param name="Ancestors">The fields above it, the nearest first.</param>
internal sealed record FormField(
    string Name,
    PdfReference? Reference,
    PdfDictionary Dictionary,
    string? Type,
    PdfObject? Value,
    long Flags,
    IReadOnlyList<FieldWidget> Widgets,
    IReadOnlyList<PdfDictionary> Ancestors)
{
    /// <summary>A signature field.</summary>
    public bool IsSignature => Type == "Sig";

    /// <summary>The signature dictionary of a filled signature field; null otherwise.</summary>
    public PdfDictionary? Signature => IsSignature ? Value as PdfDictionary : null;
}
