using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Xref;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>
/// Explains what one revision changed. The default is no: every object that differs must be explained by a rule, and be
/// reached only by the references that the rule permits.
/// </summary>
internal static class RevisionStep
{
    /// <summary>What the newer document's last revision changed.</summary>
    public static IReadOnlyList<Change> Explain(PdfDocument older, PdfDocument newer)
    {
        var step = new StepContext(older, newer);
        var storage = FindChanges(step);
        TrailerRule.Apply(step);
        CatalogRule.Apply(step);
        PageRule.Apply(step);
        step.WalkSubtrees();

        step.Changed.ExceptWith(storage);
        foreach (var number in step.Changed)
        {
            // A new object that nothing leads to shows nothing; whatever leads to it is looked at below.
            if (!step.IsExplained(number) && (step.WasInUse(number) || IsCatalog(newer, number)))
                step.Refuse(Place.Object(number));
        }

        step.Changed.UnionWith(storage);
        foreach (var (target, from) in ReferenceWalk.To(newer, [.. step.Changed, .. step.Guarded]))
        {
            if (!step.IsPermitted(target, from))
                step.Refuse(from);
        }

        foreach (var (target, from) in ReferenceWalk.To(older, [.. step.Replaced.Select(r => r.Target)]))
        {
            if (!step.Replaced.Contains((target, from)))
                step.Refuse(from);
        }

        return step.Changes;
    }

    private static bool IsCatalog(PdfDocument document, int number) =>
        InUse(document, number)?.Value is PdfDictionary dictionary && document.Value(dictionary, "Type") is PdfName { Value: "Catalog" };

    /// <summary>Collects what differs; returns the streams that only store cross-references and objects.</summary>
    private static HashSet<int> FindChanges(StepContext step)
    {
        var revision = step.Newer.LastRevision;
        var tables = revision.Sections.Where(s => s.IsStream).Select(s => s.StreamNumber).ToHashSet();
        var storage = new HashSet<int>(tables);
        foreach (var entry in revision.Entries)
        {
            if (entry.Kind == XrefKind.InObjectStream)
                storage.Add(entry.ObjectStream);
        }

        foreach (var entry in revision.Entries)
        {
            var wasInUse = step.WasInUse(entry.Number);
            if (entry.Kind == XrefKind.Free)
            {
                if (wasInUse)
                    step.Refuse(Place.Object(entry.Number));
                continue;
            }

            var before = InUse(step.Older, entry.Number);
            var after = step.Newer.Find(entry.Number, entry.Generation);
            if (before is not null && after is not null && before.Generation == after.Generation && PdfEquality.Same(before.Value, after.Value))
                continue;
            step.Changed.Add(entry.Number);
            // What stores older objects may not be replaced: that would change them without naming them. Tables are found by their
            // offsets, so that one may take another's number.
            var isTableAgain = before?.Value is PdfStream { Dictionary: var old } && old["Type"] is PdfName { Value: "XRef" } && tables.Contains(entry.Number);
            if (before is not null && !isTableAgain && (storage.Contains(entry.Number) || IsStorage(before.Value)))
                step.Refuse(Place.Object(entry.Number));
        }

        storage.IntersectWith(step.Changed);
        return storage;
    }

    private static PdfIndirectObject? InUse(PdfDocument document, int number) =>
        document.TryLocate(number, out var entry, out _) && entry.Kind != XrefKind.Free ? document.Find(number, entry.Generation) : null;

    private static bool IsStorage(PdfObject value) =>
        value is PdfStream stream && stream.Dictionary["Type"] is PdfName { Value: "ObjStm" or "XRef" };
}
