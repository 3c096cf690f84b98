using System.Globalization;
using System.Text;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>Every reference to an object of interest that can be reached from a document's trailer.</summary>
internal sealed class ReferenceWalk
{
    private readonly HashSet<int> _targets;
    private readonly List<(int Target, Place From)> _found = [];
    private readonly HashSet<int> _visited = [];
    private readonly Stack<PdfReference> _waiting = new();
    private readonly List<(string? Key, int Index)> _path = [];
    private int _holder;

    private ReferenceWalk(HashSet<int> targets) => _targets = targets;

    /// <summary>Walks the whole document once.</summary>
    public static List<(int Target, Place From)> To(PdfDocument document, HashSet<int> targets)
    {
        if (targets.Count == 0)
            return [];
        var walk = new ReferenceWalk(targets);
        walk.Visit(document.Trailer);
        while (walk._waiting.TryPop(out var next))
        {
            document.Budget.SpendStep(next.Start);
            if (document.Find(next.Number, next.Generation) is not { } found)
                continue;
            walk._holder = next.Number;
            walk.Visit(found.Value);
        }

        return walk._found;
    }

    private void Visit(PdfObject value)
    {
        switch (value)
        {
            case PdfReference reference:
                if (_targets.Contains(reference.Number))
                    _found.Add((reference.Number, new Place(_holder, PathText())));
                if (_visited.Add(reference.Number))
                    _waiting.Push(reference);
                break;
            case PdfArray array:
                for (var i = 0; i < array.Count; i++)
                    Step(null, i, array[i]);
                break;
            case PdfDictionary dictionary:
                foreach (var entry in dictionary.Entries)
                    Step(entry.Key, 0, entry.Value);
                break;
            case PdfStream stream:
                Visit(stream.Dictionary);
                break;
        }
    }

    private void Step(string? key, int index, PdfObject value)
    {
        if (value is not (PdfReference or PdfArray or PdfDictionary or PdfStream))
            return;
        _path.Add((key, index));
        Visit(value);
        _path.RemoveAt(_path.Count - 1);
    }

    private string PathText()
    {
        var text = new StringBuilder();
        foreach (var (key, index) in _path)
        {
            if (key is not null)
                text.Append('/').Append(key);
            else
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
        }

        return text.ToString();
    }
}
