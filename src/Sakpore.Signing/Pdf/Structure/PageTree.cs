using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf.Structure;

/// <summary>Walks the page tree (ISO 32000-2, 7.7.3). Trusts the kids, not the counts.</summary>
internal static class PageTree
{
    /// <summary>The pages in order, read as far as the caller goes.</summary>
    public static IEnumerable<PdfPage> Pages(PdfDocument document)
    {
        if (document.Catalog["Pages"] is not PdfReference root)
            throw new PdfFaultException(PdfFaultCode.PageTreeDamaged, document.Catalog.Start, "Pages");
        var visited = new HashSet<int>();
        var index = 0;
        // One list of kids a level, so that depth costs no stack.
        var path = new Stack<(PdfDictionary? Node, IReadOnlyList<PdfObject> Kids, int Next)>();
        path.Push((null, [root], 0));
        while (path.TryPop(out var level))
        {
            if (level.Next == level.Kids.Count)
                continue;
            path.Push(level with { Next = level.Next + 1 });
            var (reference, node) = Node(document, level.Kids[level.Next], visited);
            if (Kids(document, node) is { } kids)
            {
                document.Budget.CheckDepth(path.Count, node.Start);
                path.Push((node, kids.Items, 0));
            }
            else
            {
                yield return new PdfPage(index++, reference, node, [.. path.Select(ancestor => ancestor.Node).OfType<PdfDictionary>()]);
            }
        }
    }

    private static (PdfReference Reference, PdfDictionary Node) Node(PdfDocument document, PdfObject kid, HashSet<int> visited)
    {
        document.Budget.SpendStep(kid.Start);
        if (kid is not PdfReference reference || document.Resolve(reference) is not PdfDictionary node)
            throw new PdfFaultException(PdfFaultCode.PageTreeDamaged, kid.Start, "a kid is no reference to a page");
        if (!visited.Add(reference.Number))
            throw new PdfFaultException(PdfFaultCode.PageTreeDamaged, kid.Start, $"object {reference.Number} occurs twice");
        return (reference, node);
    }

    private static PdfArray? Kids(PdfDocument document, PdfDictionary node) => (document.Name(node, "Type"), document.Array(node, "Kids")) switch
    {
        // Type is required, but nodes without it are met, and mean the same to every reader.
        ("Page" or null, null) => null,
        ("Pages" or null, { } kids) => kids,
        _ => throw new PdfFaultException(PdfFaultCode.PageTreeDamaged, node.Start, "neither page nor node"),
    };
}
