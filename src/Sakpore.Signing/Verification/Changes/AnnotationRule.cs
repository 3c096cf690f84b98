using System.Collections.Frozen;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>
/// Annotations that a page gained, lost or has differently. They are told as one kind of change, which is permitted only where
/// the caller says so: whatever they look like, they lie over what was signed.
/// </summary>
internal static class AnnotationRule
{
    // Markup annotations and their pop-ups (ISO 32000-2, 12.5.6.2); widgets belong to fields, and the others act or embed.
    private static readonly FrozenSet<string> Markup = new[]
    {
        "Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly", "StrikeOut",
        "Stamp", "Caret", "Ink", "Popup",
    }.ToFrozenSet();

    /// <summary>Whether a value is a markup annotation without actions, alone in its keys.</summary>
    public static bool IsMarkup(PdfDocument document, PdfObject? value) =>
        value is not null && document.Resolve(value) is PdfDictionary { DuplicateKey: null } annotation
        && document.Value(annotation, "Subtype") is PdfName { Value: var subtype } && Markup.Contains(subtype)
        && !annotation.Has("A") && !annotation.Has("AA") && !annotation.Has("FT") && !annotation.Has("Kids");

    /// <summary>Compares a page's list, leaf by leaf; widgets that a signature of this revision brings are not its concern.</summary>
    public static void ApplyToList(StepContext step, IReadOnlyList<PdfObject> before, IReadOnlyList<PdfObject> after, Place place)
    {
        var next = 0;
        for (var i = 0; i < after.Count; i++)
        {
            var item = after[i];
            // What was taken out before this one.
            while (next < before.Count && !PdfEquality.Same(before[next], item) && !Contains(after, before[next]))
                Remove(step, before[next++], place);
            if (next < before.Count && PdfEquality.Same(before[next], item))
            {
                next++;
                ApplyToChanged(step, item, place.Item(i));
            }
            else if (item is not PdfReference added || !step.AddedWidgets.Contains(added.Number))
                Add(step, item, place.Item(i));
        }

        for (; next < before.Count; next++)
            Remove(step, before[next], place);
    }

    /// <summary>An annotation that stands where it stood, and may have been written anew.</summary>
    public static void ApplyToChanged(StepContext step, PdfObject item, Place place)
    {
        if (item is PdfReference reference && step.Changed.Contains(reference.Number)
            && IsMarkup(step.Older, item) && IsMarkup(step.Newer, item))
            Note(step, item, place);
    }

    private static void Add(StepContext step, PdfObject item, Place place)
    {
        var isNew = item is not PdfReference reference || (step.Changed.Contains(reference.Number) && !step.WasInUse(reference.Number));
        if (isNew && IsMarkup(step.Newer, item))
            Note(step, item, place);
        else
            step.Refuse(place);
    }

    private static void Remove(StepContext step, PdfObject item, Place place)
    {
        if (IsMarkup(step.Older, item))
            step.Changes.Add(new Change(ChangeKind.Annotations, place.ToString()));
        else
            step.Refuse(place);
    }

    private static void Note(StepContext step, PdfObject item, Place place)
    {
        step.Changes.Add(new Change(ChangeKind.Annotations, place.ToString()));
        var annotation = (PdfDictionary)step.Newer.Resolve(item);
        var inside = place;
        if (item is PdfReference reference)
        {
            step.Permit(reference.Number, place);
            inside = Place.Object(reference.Number);
            // Its pop-up names it as its parent.
            if (annotation["Popup"] is PdfReference popup && IsMarkup(step.Newer, popup))
                step.Permit(reference.Number, Place.Object(popup.Number).Key("Parent"));
        }

        foreach (var entry in annotation.Entries)
        {
            // Upwards and sideways: named, not entered.
            if (entry is { Key: "P" or "Parent" or "IRT", Value: PdfReference other })
                step.Permit(other.Number, inside.Key(entry.Key));
            else
                step.PermitSubtree(entry.Value, inside.Key(entry.Key));
        }
    }

    private static bool Contains(IReadOnlyList<PdfObject> list, PdfObject item) => list.Any(other => PdfEquality.Same(other, item));
}
