using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>What the trailer of a later revision may have differently (ISO 32000-2, 7.5.5 and 7.5.8.2).</summary>
internal static class TrailerRule
{
    // Each says how the file is stored, and nothing of what it shows.
    private static readonly HashSet<string> Free =
        ["Size", "Prev", "XRefStm", "DocChecksum", "Type", "W", "Index", "Filter", "DecodeParms", "Length"];

    public static void Apply(StepContext step)
    {
        var (older, newer) = (step.Older.Trailer, step.Newer.Trailer);
        if (newer.DuplicateKey is not null)
            step.Refuse(Place.Trailer);
        foreach (var key in older.Entries.Concat(newer.Entries).Select(e => e.Key).Distinct())
        {
            if (Free.Contains(key))
                continue;
            var place = Place.Trailer.Key(key);
            switch (key)
            {
                case "Info":
                    step.PermitSubtree(newer["Info"], place);
                    break;
                case "ID":
                    CheckId(step, place);
                    break;
                default:
                    if (!PdfEquality.Same(older[key], newer[key]))
                        step.Refuse(place);
                    break;
            }
        }
    }

    // 14.4: the first identifier stays for the life of the file; the second is of each revision. Signing software in wide use
    // leaves both out; whoever writes them again must write the first that there was.
    private static void CheckId(StepContext step, Place place)
    {
        var last = step.Older.Revisions.LastOrDefault(r => r.Trailer["ID"] is not (null or PdfNull))?.Trailer["ID"];
        var (older, newer, inside) = step.Enter(last, step.Newer.Trailer["ID"], place);
        if (older is null || newer is null)
            return;
        if (older is not PdfArray { Count: 2 } before || newer is not PdfArray { Count: 2 } after
            || !PdfEquality.Same(step.Older.Resolve(before[0]), step.Newer.Resolve(after[0])))
            step.Refuse(inside);
    }
}
