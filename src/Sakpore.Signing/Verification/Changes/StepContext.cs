using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Xref;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>
/// One revision beside the one before it: which objects differ, and by which references the rules so far permit them to be
/// reached.
/// </summary>
internal sealed class StepContext(PdfDocument older, PdfDocument newer)
{
    private readonly HashSet<(int Target, Place From)> _permitted = [];
    private readonly HashSet<int> _permittedFromAnywhere = [];
    private readonly HashSet<int> _explained = [];
    private readonly HashSet<int> _guarded = [];
    private readonly HashSet<int> _entered = [];
    private readonly Stack<(PdfObject Value, Place Place)> _subtrees = new();

    public PdfDocument Older { get; } = older;

    public PdfDocument Newer { get; } = newer;

    /// <summary>The objects that the revision defines anew or differently.</summary>
    public HashSet<int> Changed { get; } = [];

    public List<Change> Changes { get; } = [];

    /// <summary>The widgets that a signature of this revision may add to a page.</summary>
    public HashSet<int> AddedWidgets { get; } = [];

    /// <summary>What a field's appearance was before, where that was an object of its own: it may have belonged to that field only.</summary>
    public HashSet<(int Target, Place From)> Replaced { get; } = [];

    /// <summary>Notes something that no rule explains; the revision is then not permitted after any signature.</summary>
    public void Refuse(string where) => Changes.Add(new Change(ChangeKind.Unexplained, where));

    /// <summary>Notes the same about a place.</summary>
    public void Refuse(Place where) => Refuse(where.ToString());

    /// <summary>Permits a changed object to be reached by one reference.</summary>
    public void Permit(int number, Place from)
    {
        _permitted.Add((number, from));
        if (Changed.Contains(number))
            _explained.Add(number);
    }

    /// <summary>Objects that did not change and lead to what did: they too may be reached only as permitted.</summary>
    public IReadOnlySet<int> Guarded => _guarded;

    /// <summary>
    /// Permits a changed object to be reached from anywhere: for dictionaries of which only such keys changed as mean
    /// nothing in another role.
    /// </summary>
    public void PermitFromAnywhere(int number) => _permittedFromAnywhere.Add(number);

    public bool IsPermitted(int number, Place from) => _permittedFromAnywhere.Contains(number) || _permitted.Contains((number, from));

    /// <summary>Whether any rule has explained the object at all.</summary>
    public bool IsExplained(int number) => _permittedFromAnywhere.Contains(number) || _explained.Contains(number);

    /// <summary>Whether an object was in use before this revision.</summary>
    public bool WasInUse(int number) => Older.TryLocate(number, out var entry, out _) && entry.Kind != XrefKind.Free;

    /// <summary>
    /// Follows the newer value, permitting on the way what it leads to; the caller must then compare what it finds.
    /// </summary>
    /// <returns>Both values without references, and the place of the newer.</returns>
    public (PdfObject? Older, PdfObject? Newer, Place Place) Enter(PdfObject? olderValue, PdfObject? newerValue, Place place)
    {
        for (var depth = 0; newerValue is PdfReference reference && depth < 8; depth++)
        {
            Permit(reference.Number, place);
            place = Place.Object(reference.Number);
            newerValue = Newer.Find(reference.Number, reference.Generation)?.Value;
        }

        return (Resolve(Older, olderValue), Resolve(Newer, newerValue), place);
    }

    /// <summary>
    /// Permits everything below a value that is new or changed, once all rules have run. Objects that did not change are
    /// read, not followed: they are what they were.
    /// </summary>
    public void PermitSubtree(PdfObject? value, Place place)
    {
        if (value is not null)
            _subtrees.Push((value, place));
    }

    /// <summary>
    /// Walks the subtrees that the rules left open. It stops at whatever may be reached from anywhere: a signature names the
    /// catalog, and must not thereby permit what the catalog leads to.
    /// </summary>
    public void WalkSubtrees()
    {
        // References are followed by a list, not by recursion: their chains have no limit.
        while (_subtrees.TryPop(out var next))
            PermitValue(next.Value, next.Place);
    }

    /// <summary>
    /// Permits what a value leads to, also through a few dictionaries that did not change and belong to it alone, as the
    /// appearances of a field do.
    /// </summary>
    public void PermitThrough(PdfObject? value, Place place, int depth)
    {
        switch (value)
        {
            case PdfReference reference when !Changed.Contains(reference.Number):
                if (depth == 0 || Newer.Find(reference.Number, reference.Generation)?.Value is not PdfDictionary unchanged
                    || !unchanged.Entries.Any(e => LeadsToChange(e.Value, depth - 1)))
                    return;
                _guarded.Add(reference.Number);
                Permit(reference.Number, place);
                PermitThrough(unchanged, Place.Object(reference.Number), depth - 1);
                break;
            case PdfDictionary dictionary:
                foreach (var entry in dictionary.Entries)
                    PermitThrough(entry.Value, place.Key(entry.Key), depth);
                break;
            default:
                PermitSubtree(value, place);
                break;
        }
    }

    /// <summary>Whether a value leads to something that differs, through a few dictionaries at most.</summary>
    public bool LeadsToChange(PdfObject value, int depth) => value switch
    {
        PdfReference reference => Changed.Contains(reference.Number)
            || (depth > 0 && Newer.Find(reference.Number, reference.Generation)?.Value is PdfDictionary found && LeadsToChange(found, depth - 1)),
        PdfDictionary dictionary => dictionary.Entries.Any(e => LeadsToChange(e.Value, depth)),
        _ => false,
    };

    private void PermitValue(PdfObject value, Place place)
    {
        switch (value)
        {
            case PdfReference reference:
                Permit(reference.Number, place);
                if (Changed.Contains(reference.Number) && !_permittedFromAnywhere.Contains(reference.Number)
                    && _entered.Add(reference.Number)
                    && Newer.Find(reference.Number, reference.Generation) is { } found)
                    _subtrees.Push((found.Value, Place.Object(reference.Number)));
                break;
            case PdfArray array:
                for (var i = 0; i < array.Count; i++)
                    PermitValue(array[i], place.Item(i));
                break;
            case PdfDictionary dictionary:
                foreach (var entry in dictionary.Entries)
                    PermitValue(entry.Value, place.Key(entry.Key));
                break;
            case PdfStream stream:
                PermitValue(stream.Dictionary, place);
                break;
        }
    }

    private static PdfObject? Resolve(PdfDocument document, PdfObject? value) =>
        value is null ? null : document.Resolve(value) is var resolved and not PdfNull ? resolved : null;
}
