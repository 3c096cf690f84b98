using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>What a page may have differently: its list of annotations. Those of a signature of the same revision are added at any place.</summary>
internal static class PageRule
{
    public static void Apply(StepContext step)
    {
        // Pages are many, and most revisions touch none.
        if (!step.Changed.Any(number => MayConcernPages(step, number)))
            return;
        foreach (var page in PageTree.Pages(step.Newer))
        {
            var number = page.Reference.Number;
            var pageChanged = step.Changed.Contains(number);
            var listChanged = page.Dictionary["Annots"] is PdfReference list && step.Changed.Contains(list.Number);
            if (!pageChanged && !listChanged)
            {
                CheckChanged(step, page.Dictionary["Annots"], Place.Object(number).Key("Annots"));
                continue;
            }

            if (step.Older.Find(number, page.Reference.Generation)?.Value is not PdfDictionary before || !OnlyAnnotationsDiffer(before, page.Dictionary))
                continue; // left unexplained
            // Destinations, parents and widgets name the page too; Annots means something on a page only.
            if (step.Older.Value(before, "Type") is null or PdfName { Value: "Page" })
                step.PermitFromAnywhere(number);
            CheckAnnotations(step, before["Annots"], page.Dictionary["Annots"], Place.Object(number).Key("Annots"));
        }
    }

    private static void CheckChanged(StepContext step, PdfObject? value, Place place)
    {
        if (value is null || step.Newer.Resolve(value) is not PdfArray list)
            return;
        var inside = value is PdfReference reference ? Place.Object(reference.Number) : place;
        for (var i = 0; i < list.Count; i++)
            AnnotationRule.ApplyToChanged(step, list[i], inside.Item(i));
    }

    // A page, a list of annotations, or one of them.
    private static bool MayConcernPages(StepContext step, int number) =>
        step.Newer.TryLocate(number, out var entry, out _) && step.Newer.Find(number, entry.Generation)?.Value switch
        {
            PdfArray => true,
            PdfDictionary dictionary => dictionary.Has("Annots") || step.Newer.Value(dictionary, "Type") is PdfName { Value: "Page" } || AnnotationRule.IsMarkup(step.Newer, dictionary),
            _ => false,
        };

    private static bool OnlyAnnotationsDiffer(PdfDictionary before, PdfDictionary after) =>
        after.DuplicateKey is null
        && before.Entries.Concat(after.Entries).All(e => e.Key == "Annots" || PdfEquality.Same(before[e.Key], after[e.Key]));

    private static void CheckAnnotations(StepContext step, PdfObject? olderValue, PdfObject? newerValue, Place place)
    {
        var (older, newer, inside) = step.Enter(olderValue, newerValue, place);
        if (older is null && newer is null)
            return;
        if (newer is not PdfArray after || older is not (null or PdfArray))
        {
            step.Refuse(inside);
            return;
        }

        AnnotationRule.ApplyToList(step, (older as PdfArray)?.Items ?? [], after.Items, inside);
    }
}
