using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf.Structure;

/// <summary>A page, with what it inherits.</summary>
/// <param name="Index">Its place in the document, from 0.</param>
/// <param name="Reference">How the page tree names it.</param>
/// <param name="Dictionary">Its own entries.</param>
/// <param name="Ancestors">The nodes above it, the nearest first.</param>
internal sealed record PdfPage(int Index, PdfReference Reference, PdfDictionary Dictionary, IReadOnlyList<PdfDictionary> Ancestors)
{
    /// <summary>An inheritable attribute, such as MediaBox (ISO 32000-2, 7.7.3.4); null if no one gives it.</summary>
    public PdfObject? Inherited(PdfDocument document, string key)
    {
        if (document.Value(Dictionary, key) is { } own)
            return own;
        foreach (var ancestor in Ancestors)
        {
            if (document.Value(ancestor, key) is { } value)
                return value;
        }
        return null;
    }
}
