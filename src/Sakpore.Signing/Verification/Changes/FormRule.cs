using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>What the interactive form may have differently (ISO 32000-2, 12.7.3).</summary>
internal static class FormRule
{
    public static void Apply(StepContext step, PdfObject? olderValue, PdfObject? newerValue, Place place)
    {
        var (older, newer, inside) = step.Enter(olderValue, newerValue, place);
        if (older is null && newer is null)
            return;
        if (newer is not PdfDictionary { DuplicateKey: null } after || older is not (null or PdfDictionary))
        {
            step.Refuse(inside);
            return;
        }

        var before = older as PdfDictionary ?? PdfDictionary.Empty;
        foreach (var key in before.Entries.Concat(after.Entries).Select(e => e.Key).Distinct())
        {
            var at = inside.Key(key);
            switch (key)
            {
                case "Fields":
                    FieldRule.ApplyToList(step, before[key], after[key], at, FieldScope.Root);
                    break;
                case "SigFlags":
                    CheckFlags(step, before[key], after[key], at);
                    break;
                case "DR" or "DA":
                    CatalogRule.CheckGrowth(step, before[key], after[key], at, depth: 3);
                    break;
                default:
                    if (!PdfEquality.Same(before[key], after[key]))
                        step.Refuse(at);
                    break;
            }
        }
    }

    // Bits may be set, none cleared (12.7.3, table 223).
    private static void CheckFlags(StepContext step, PdfObject? olderValue, PdfObject? newerValue, Place place)
    {
        var (older, newer, inside) = step.Enter(olderValue, newerValue, place);
        var before = older is PdfInteger b ? b.Value : 0;
        if (newer is not PdfInteger after || (after.Value & before) != before || after.Value is < 0 or > 3)
            step.Refuse(inside);
    }
}
