using System.Text;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Tests.Verification.Attacks;

/// <summary>Any signed PDF as an attacker sees it: what there is to change, and ways to append.</summary>
internal sealed class SignedFile
{
    public SignedFile(byte[] bytes)
    {
        Bytes = bytes;
        Document = PdfDocument.Read(bytes).Document!;
        Page = PageTree.Pages(Document).First();
        Fields = FieldTree.Fields(Document);
    }

    public byte[] Bytes { get; }

    public PdfDocument Document { get; }

    public PdfPage Page { get; }

    public IReadOnlyList<FormField> Fields { get; }

    public string Text => Encoding.Latin1.GetString(Bytes);

    public int Catalog => Document.CatalogReference.Number;

    public int PageNumber => Page.Reference.Number;

    /// <summary>The first number that no object has.</summary>
    public int Next => LaterRevision.SizeOf(Bytes);

    /// <summary>The page's first content stream; null where it has none of its own.</summary>
    public int? Content => Page.Dictionary["Contents"] switch
    {
        PdfReference reference when Document.Resolve(reference) is PdfStream => reference.Number,
        PdfArray { Count: > 0 } array when array[0] is PdfReference reference => reference.Number,
        _ => null,
    };

    /// <summary>A text field that is an object of its own.</summary>
    public FormField? TextField => Fields.FirstOrDefault(f => f is { Type: "Tx", Reference: not null });

    /// <summary>A text field that shows a value that it has.</summary>
    public FormField? ShownField => Fields.FirstOrDefault(f =>
        f is { Type: "Tx", Reference: not null, Value: PdfString { Value.Length: > 0 } } && Document.Value(f.Dictionary, "AP") is not null);

    /// <summary>The field of the first signature that is no timestamp.</summary>
    public FormField Signature => Fields.First(f =>
        f.Signature is { } signature && Document.Value(signature, "SubFilter") is not PdfName { Value: "ETSI.RFC3161" });

    /// <summary>The signature dictionary's own number; null where it stands directly in its field.</summary>
    public int? SignatureNumber => (Signature.Dictionary["V"] as PdfReference)?.Number;

    public byte[] Append(params (int Number, string Body)[] objects) => LaterRevision.Append(Bytes, objects);

    /// <summary>An object's dictionary with keys set, added or, by null, taken out.</summary>
    public string With(int number, params (string Key, string? Value)[] changes)
    {
        var dictionary = (PdfDictionary)Document.Find(number, 0)!.Value;
        return Write(dictionary, changes);
    }

    public static string Write(PdfDictionary dictionary, params (string Key, string? Value)[] changes)
    {
        var text = new StringBuilder("<<");
        foreach (var entry in dictionary.Entries.Where(e => !changes.Any(c => c.Key == e.Key)))
            text.Append('/').Append(entry.Key).Append(' ').Append(Encoding.Latin1.GetString(entry.Value.Raw));
        foreach (var (key, value) in changes.Where(c => c.Value is not null))
            text.Append('/').Append(key).Append(' ').Append(value);
        return text.Append(">>").ToString();
    }

    /// <summary>The text of a value; the items of an array with one more.</summary>
    public static string Raw(PdfObject? value) => value is null ? "" : Encoding.Latin1.GetString(value.Raw);

    public string ArrayWith(PdfObject? array, string item) =>
        $"[{string.Join(' ', ((array is null ? null : Document.Resolve(array)) as PdfArray)?.Items.Select(Raw) ?? [])} {item}]";

    /// <summary>Appends a field to the form and its widget to the page, each where it stands.</summary>
    public byte[] AddField(string field, params (int Number, string Body)[] more)
    {
        var number = Next;
        var form = FieldTree.AcroForm(Document);
        var changed = Write(form ?? PdfDictionary.Empty, ("Fields", ArrayWith(form?["Fields"], $"{number} 0 R")));
        (int, string) formObject = Document.Catalog["AcroForm"] is PdfReference reference
            ? (reference.Number, changed)
            : (Catalog, With(Catalog, ("AcroForm", changed)));
        return Append([formObject, (PageNumber, WithAnnotation(number)), (number, field), .. more]);
    }

    /// <summary>The page with one more annotation.</summary>
    public string WithAnnotation(int number) => With(PageNumber, ("Annots", ArrayWith(Page.Dictionary["Annots"], $"{number} 0 R")));

    /// <summary>The page's number is shared with no other use; content of a word.</summary>
    public static string ContentOf(string word)
    {
        var text = $"BT /F1 18 Tf 72 720 Td ({word}) Tj ET";
        return $"<</Length {text.Length}>>\nstream\n{text}\nendstream";
    }

    public static string Form(string text = "1 g 0 0 300 60 re f") =>
        $"<</Type/XObject/Subtype/Form/BBox[0 0 300 60]/Length {text.Length}>>\nstream\n{text}\nendstream";

    /// <summary>Where the first signature's Contents stands, from its bracket to past the other.</summary>
    public (int Start, int End) Gap
    {
        get
        {
            var contents = (PdfString)Document.Resolve(Signature.Signature!["Contents"]!);
            return (contents.Start, contents.End);
        }
    }
}
