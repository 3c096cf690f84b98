using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>What the catalog of a later revision may have differently.</summary>
internal static class CatalogRule
{
    public static void Apply(StepContext step)
    {
        var reference = step.Newer.CatalogReference;
        var place = Place.Object(reference.Number);
        var (older, newer) = (step.Older.Catalog, step.Newer.Catalog);
        if (newer.DuplicateKey is not null)
            step.Refuse(place);
        // Signature references name the catalog too (Data, table 256); none of the keys below means anything elsewhere.
        step.PermitFromAnywhere(reference.Number);
        foreach (var key in older.Entries.Concat(newer.Entries).Select(e => e.Key).Distinct())
            CheckKey(step, key, older[key], newer[key], place.Key(key));
    }

    private static void CheckKey(StepContext step, string key, PdfObject? older, PdfObject? newer, Place place)
    {
        switch (key)
        {
            case "AcroForm":
                FormRule.Apply(step, older, newer, place);
                break;
            case "DSS" or "Metadata":
                if (newer is null or PdfNull && older is not (null or PdfNull))
                    step.Refuse(place);
                step.PermitSubtree(newer, place);
                if (key == "DSS")
                    step.Changes.Add(new Change(ChangeKind.Evidence, key));
                break;
            case "Perms":
                CheckPermissions(step, older, newer, place);
                break;
            case "Extensions":
                CheckGrowth(step, older, newer, place, depth: 3, allowsLists: true);
                break;
            case "Version":
                CheckVersion(step, older, newer, place);
                break;
            default:
                if (!PdfEquality.Same(older, newer))
                    step.Refuse(place);
                break;
        }
    }

    /// <summary>A dictionary that may gain keys, and whose dictionaries may; whatever stood in it must stand there still.</summary>
    /// <param name="step">The revision.</param>
    /// <param name="older">As it was.</param>
    /// <param name="newer">As it is.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="depth">How many levels of dictionaries may gain keys below it.</param>
    /// <param name="allowsLists">Whether a list may grow at its end, and one dictionary become the first of a list (7.12.1).</param>
    public static void CheckGrowth(StepContext step, PdfObject? older, PdfObject? newer, Place place, int depth, bool allowsLists = false)
    {
        var (before, after, inside) = step.Enter(older, newer, place);
        if (before is null)
        {
            step.PermitSubtree(after, inside);
            return;
        }

        if (allowsLists && after is PdfArray list)
        {
            var first = before is PdfArray { Items: var items } ? items : [older!];
            for (var i = 0; i < list.Count; i++)
            {
                if (i >= first.Count)
                    step.PermitSubtree(list[i], inside.Item(i));
                else if (!PdfEquality.Same(step.Older.Resolve(first[i]), step.Enter(null, list[i], inside.Item(i)).Newer))
                    step.Refuse(inside.Item(i));
            }

            if (list.Count < first.Count)
                step.Refuse(inside);
            return;
        }

        if (before is not PdfDictionary b || after is not PdfDictionary { DuplicateKey: null } a)
        {
            if (!PdfEquality.Same(before, after))
                step.Refuse(inside);
            return;
        }

        foreach (var entry in a.Entries)
        {
            if (b[entry.Key] is null)
                step.PermitSubtree(entry.Value, inside.Key(entry.Key));
        }

        foreach (var entry in b.Entries)
        {
            if (depth > 0)
                CheckGrowth(step, entry.Value, a[entry.Key], inside.Key(entry.Key), depth - 1, allowsLists);
            else if (!PdfEquality.Same(entry.Value, a[entry.Key]))
                step.Refuse(inside.Key(entry.Key));
        }
    }

    // DocMDP with the first signature only (12.8.4), after document timestamps at most; whether it was permitted to sign at all
    // is asked where the signature itself is noted.
    private static void CheckPermissions(StepContext step, PdfObject? older, PdfObject? newer, Place place)
    {
        if (PdfEquality.Same(older, newer))
            return;
        var (before, after, inside) = step.Enter(older, newer, place);
        if (PdfEquality.Same(before, after))
            return;
        var isFirst = FieldTree.Fields(step.Older).All(f => f.Signature is not { } signature || IsTimestamp(step.Older, signature));
        if (isFirst && before is null && after is PdfDictionary { DuplicateKey: null, Entries: [{ Key: "DocMDP", Value: PdfReference signed }] }
            && FieldTree.Fields(step.Newer).Any(f => f.Signature is not null && NamesValue(f, signed)))
            step.Permit(signed.Number, inside.Key("DocMDP"));
        else
            step.Refuse(inside);
    }

    private static bool NamesValue(FormField field, PdfReference signature) =>
        field.Dictionary["V"] is PdfReference value && PdfEquality.Same(value, signature);

    private static bool IsTimestamp(PdfDocument document, PdfDictionary signature) =>
        document.Value(signature, "SubFilter") is PdfName { Value: Structure.SubFilters.Timestamp };

    private static void CheckVersion(StepContext step, PdfObject? older, PdfObject? newer, Place place)
    {
        var (before, after, inside) = step.Enter(older, newer, place);
        if (PdfEquality.Same(before, after))
            return;
        // 7.2.2: names such as /1.7 and /2.0 sort by their characters.
        if (after is not PdfName { Value.Length: 3 } version
            || (before is PdfName old && string.CompareOrdinal(version.Value, old.Value) < 0))
            step.Refuse(inside);
    }
}
