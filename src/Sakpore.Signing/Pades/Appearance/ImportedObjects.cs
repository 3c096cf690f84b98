using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Writing;

namespace Sakpore.Signing.Pades;

/// <summary>Copies objects of one document, with all that they lead to, into an update of another.</summary>
internal sealed class ImportedObjects(PdfDocument source, PdfUpdate target, Action<PdfDictionary> inspect)
{
    // What ties a page's objects to their own document and draws nothing.
    private static readonly HashSet<string> Left = ["Parent", "StructParent", "StructParents", "Metadata", "PieceInfo", "LastModified", "OPI"];

    private readonly Dictionary<int, PdfReference> _copies = [];
    private readonly Queue<(PdfReference From, PdfReference To)> _pending = new();

    /// <summary>A value whose references lead to copies.</summary>
    public PdfObject Copy(PdfObject value)
    {
        var copy = Translate(value);
        while (_pending.TryDequeue(out var next))
            target.Set(next.To, Translate(source.Resolve(next.From)));
        return copy;
    }

    private PdfObject Translate(PdfObject value)
    {
        source.Budget.SpendStep(value.Start);
        switch (value)
        {
            case PdfReference reference:
                if (!_copies.TryGetValue(reference.Number, out var copy))
                {
                    copy = target.Reserve();
                    _copies.Add(reference.Number, copy);
                    _pending.Enqueue((reference, copy));
                }
                return copy;
            case PdfArray array:
                return new PdfArray([.. array.Items.Select(Translate)]);
            case PdfDictionary dictionary:
                return Translate(dictionary);
            case PdfStream stream:
                return AppearanceTarget.Stream(stream.EncodedData.ToArray(), Translate(stream.Dictionary).Entries.Where(entry => entry.Key != "Length").ToList());
            case PdfString text:
                return new PdfString(text.Value, text.IsHex);
            case PdfName name:
                return new PdfName(name.Value);
            default:
                return value; // its bytes say the same everywhere
        }
    }

    private PdfDictionary Translate(PdfDictionary dictionary)
    {
        if (dictionary.DuplicateKey is { } key)
            throw new PdfFaultException(PdfFaultCode.DuplicateKey, dictionary.Start, key);
        inspect(dictionary);
        return new PdfDictionary([.. dictionary.Entries.Where(entry => !Left.Contains(entry.Key)).Select(entry => KeyValuePair.Create(entry.Key, Translate(entry.Value)))]);
    }
}
