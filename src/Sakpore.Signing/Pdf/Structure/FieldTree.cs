using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf.Structure;

/// <summary>Walks the tree of form fields (ISO 32000-2, 12.7.3 and 12.7.4).</summary>
internal sealed class FieldTree
{
    private readonly PdfDocument _document;
    private readonly HashSet<int> _visited = [];
    private readonly List<FormField> _fields = [];
    private readonly List<PdfDictionary> _path = [];

    private FieldTree(PdfDocument document) => _document = document;

    /// <summary>The interactive form; null if the document has none.</summary>
    public static PdfDictionary? AcroForm(PdfDocument document) => document.Dictionary(document.Catalog, "AcroForm");

    /// <summary>All terminal fields, in the order of the file.</summary>
    public static IReadOnlyList<FormField> Fields(PdfDocument document)
    {
        if (AcroForm(document) is not { } form || document.Array(form, "Fields") is not { } roots)
            return [];
        var tree = new FieldTree(document);
        foreach (var root in roots.Items)
            tree.Visit(root, "");
        return tree._fields;
    }

    private void Visit(PdfObject node, string parentName)
    {
        _document.Budget.SpendStep(node.Start);
        _document.Budget.CheckDepth(_path.Count + 1, node.Start);
        if (_document.Resolve(node) is not PdfDictionary dictionary)
        {
            if (_document.Resolve(node) is PdfNull)
                return; // a reference to nothing is the null object, and names no field
            throw Damaged(node.Start, "not a field");
        }
        var reference = node as PdfReference;
        if (reference is not null && !_visited.Add(reference.Number))
            throw Damaged(node.Start, $"object {reference.Number} occurs twice");

        var name = FullName(parentName, dictionary);
        var kids = _document.Array(dictionary, "Kids")?.Items ?? [];
        var widgets = new List<FieldWidget>();
        if (_document.Name(dictionary, "Subtype") == "Widget")
            widgets.Add(new(reference, dictionary));
        var isTerminal = true;
        _path.Add(dictionary);
        foreach (var kid in kids)
        {
            // A kid with a partial name is a field, one without is a widget of this field (12.7.4.2).
            if (_document.Resolve(kid) is PdfDictionary child && !child.Has("T"))
            {
                if (kid is PdfReference widget && !_visited.Add(widget.Number))
                    throw Damaged(kid.Start, $"object {widget.Number} occurs twice");
                widgets.Add(new(kid as PdfReference, child));
            }
            else
            {
                isTerminal = false;
                Visit(kid, name);
            }
        }
        _path.RemoveAt(_path.Count - 1);
        if (isTerminal)
            _fields.Add(Terminal(name, reference, dictionary, widgets));
    }

    private FormField Terminal(string name, PdfReference? reference, PdfDictionary dictionary, List<FieldWidget> widgets) => new(
        name,
        reference,
        dictionary,
        (Inherited(dictionary, "FT") as PdfName)?.Value,
        Inherited(dictionary, "V"),
        (Inherited(dictionary, "Ff") as PdfInteger)?.Value ?? 0,
        widgets,
        [.. Enumerable.Reverse(_path)]);

    private PdfObject? Inherited(PdfDictionary dictionary, string key)
    {
        var value = _document.Value(dictionary, key);
        for (var i = _path.Count - 1; i >= 0 && value is null; i--)
            value = _document.Value(_path[i], key);
        return value;
    }

    private string FullName(string parentName, PdfDictionary dictionary)
    {
        if (_document.String(dictionary, "T") is not { } partial)
            return parentName;
        // Each name repeats those above it, so a long one may be written once and multiplied by its kids.
        _document.Budget.SpendExpandedBytes(parentName.Length + partial.Length, dictionary.Start);
        var name = PdfText.Decode(partial.Value.Span);
        return parentName.Length == 0 ? name : $"{parentName}.{name}";
    }

    private static PdfFaultException Damaged(int offset, string detail) => new(PdfFaultCode.FieldTreeDamaged, offset, detail);
}
