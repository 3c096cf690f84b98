using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>Whether two objects mean the same as written: references by what they name, not by what they lead to.</summary>
internal static class PdfEquality
{
    public static bool Same(PdfObject? a, PdfObject? b)
    {
        if (ReferenceEquals(a, b))
            return true;
        if (a is null or PdfNull || b is null or PdfNull)
            return a is null or PdfNull && b is null or PdfNull; // 7.3.9: null and absent are the same
        return (a, b) switch
        {
            (PdfReference x, PdfReference y) => x.Number == y.Number && x.Generation == y.Generation,
            (PdfName x, PdfName y) => x.Value == y.Value,
            (PdfInteger x, PdfInteger y) => x.Value == y.Value,
            (PdfReal x, PdfReal y) => x.Value.Equals(y.Value),
            (PdfInteger x, PdfReal y) => y.Value.Equals(x.Value),
            (PdfReal x, PdfInteger y) => x.Value.Equals(y.Value),
            (PdfBoolean x, PdfBoolean y) => x.Value == y.Value,
            (PdfString x, PdfString y) => x.Value.Span.SequenceEqual(y.Value.Span),
            (PdfArray x, PdfArray y) => SameItems(x, y),
            (PdfDictionary x, PdfDictionary y) => SameEntries(x, y),
            (PdfStream x, PdfStream y) => x.EncodedData.Span.SequenceEqual(y.EncodedData.Span) && SameEntries(x.Dictionary, y.Dictionary),
            _ => false,
        };
    }

    private static bool SameItems(PdfArray a, PdfArray b)
    {
        if (a.Count != b.Count)
            return false;
        for (var i = 0; i < a.Count; i++)
        {
            if (!Same(a[i], b[i]))
                return false;
        }

        return true;
    }

    private static bool SameEntries(PdfDictionary a, PdfDictionary b)
    {
        // With a key twice a dictionary has two meanings, and so is the same as none.
        if (a.DuplicateKey is not null || b.DuplicateKey is not null)
            return a.Source is not null && ReferenceEquals(a.Source, b.Source) && a.Start == b.Start;
        foreach (var entry in a.Entries)
        {
            if (!Same(entry.Value, b[entry.Key]))
                return false;
        }

        foreach (var entry in b.Entries)
        {
            if (entry.Value is not PdfNull && a[entry.Key] is null)
                return false;
        }

        return true;
    }
}
