using System.Buffers;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>A field created by a later revision: only a signature field, with nothing that acts, or a branch that holds such fields.</summary>
internal static class NewFieldRule
{
    // Annotation flags (12.5.3, table 167). Invisible is not among those that hide: it concerns unknown kinds of annotation only.
    private const long Hidden = 2;
    private const long Print = 4;
    private const long NoView = 32;
    private const long ToggleNoView = 256;

    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\r\n\f\0"u8);

    // Fields of a signature (12.7.4, 12.8.1) and of its widget (12.5.2, 12.5.6.19); A and AA act, and others say what a
    // signature field has no use for.
    private static readonly HashSet<string> FieldKeys =
        ["FT", "T", "TU", "TM", "Ff", "V", "Parent", "Kids", "Lock", "SV", "DA", "DR", "Q"];

    // A field without type, for the sake of its name alone (12.7.4.2).
    private static readonly HashSet<string> BranchKeys = ["T", "TU", "TM", "Parent", "Kids"];

    private static readonly HashSet<string> WidgetKeys =
        ["Type", "Subtype", "Rect", "F", "P", "AP", "AS", "MK", "BS", "Border", "C", "H", "NM", "M", "Contents", "StructParent", "Lang"];

    public static void Apply(StepContext step, PdfObject value, Place place, FieldScope scope)
    {
        if (value is not PdfReference reference || !step.Changed.Contains(reference.Number) || step.WasInUse(reference.Number)
            || step.Newer.Find(reference.Number, reference.Generation)?.Value is not PdfDictionary { DuplicateKey: null } field)
        {
            step.Refuse(place);
            return;
        }

        var inside = Place.Object(reference.Number);
        var inner = scope.Inside(step, field);
        step.Newer.Budget.CheckDepth(inner.Depth, field.Start);
        if (inner.Type is null && field.Has("T") && field.Has("Kids") && field.Entries.All(e => BranchKeys.Contains(e.Key)))
        {
            step.PermitFromAnywhere(reference.Number);
            FieldRule.ApplyToList(step, null, field["Kids"], inside.Key("Kids"), inner);
            return;
        }

        if (inner.Type != "Sig" || scope.IsFilledSignature || !HasOnlyKnownKeys(step, field))
        {
            step.Refuse(inside);
            return;
        }

        step.PermitFromAnywhere(reference.Number);
        var isSigned = step.Newer.Value(field, "V") is PdfDictionary;
        // Looks without a signature are somebody's drawing over the page (sneaky signature).
        if (!isSigned && !scope.ValueChanged && IsVisible(step, field) && Widgets(step, field).Any(w => HasLooks(step, w)))
        {
            step.Refuse(inside);
            return;
        }

        if (step.Newer.Value(field, "V") is PdfDictionary signature)
            NoteSignature(step, signature, field, inner.Name, isNewField: true);
        else if (field.Has("T"))
            step.Changes.Add(new Change(ChangeKind.EmptySignatureField, inner.Name, IsVisible(step, field), IsNewField: true));
        foreach (var entry in field.Entries)
        {
            if (entry.Key is not ("Kids" or "Parent" or "P"))
                step.PermitSubtree(entry.Value, inside.Key(entry.Key));
        }

        if (field.Has("Kids"))
            FieldRule.ApplyToList(step, null, field["Kids"], inside.Key("Kids"), inner with { ValueChanged = inner.ValueChanged || isSigned });
        if (step.Newer.Value(field, "Subtype") is not null)
            step.AddedWidgets.Add(reference.Number);
    }

    /// <summary>Notes a signature or document timestamp that a field got.</summary>
    public static void NoteSignature(StepContext step, PdfDictionary signature, PdfDictionary field, string name, bool isNewField)
    {
        var isTimestamp = step.Newer.Value(signature, "SubFilter") is PdfName { Value: Structure.SubFilters.Timestamp };
        step.Changes.Add(new Change(
            isTimestamp ? ChangeKind.Timestamp : ChangeKind.Signature, name, IsVisible(step, field), isNewField));
    }

    /// <summary>Permits the widgets of a field that was signed to be put on a page.</summary>
    public static void CollectWidgets(StepContext step, PdfDictionary field, Place place)
    {
        if (step.Newer.Value(field, "Subtype") is PdfName { Value: "Widget" })
            step.AddedWidgets.Add(place.Holder);
        foreach (var kid in (step.Newer.Value(field, "Kids") as PdfArray)?.Items ?? [])
        {
            if (kid is PdfReference reference)
                step.AddedWidgets.Add(reference.Number);
        }
    }

    private static bool HasOnlyKnownKeys(StepContext step, PdfDictionary field)
    {
        var isWidget = step.Newer.Value(field, "Subtype") is PdfName { Value: "Widget" };
        if (!isWidget && field.Has("Subtype"))
            return false;
        foreach (var entry in field.Entries)
        {
            if (!FieldKeys.Contains(entry.Key) && !(isWidget && WidgetKeys.Contains(entry.Key)))
                return false;
        }

        // MK may frame and colour; an icon would show whatever it likes (12.5.6.19, table 192).
        return step.Newer.Value(field, "MK") is not { } looks
            || looks is PdfDictionary { DuplicateKey: null } mk && !mk.Has("I") && !mk.Has("RI") && !mk.Has("IX");
    }

    // A field shows when its widget has an area and no flag hides it (12.5.3).
    private static bool IsVisible(StepContext step, PdfDictionary field) =>
        Widgets(step, field).Any(w => HasArea(step, w) && !IsHidden(step, w));

    // The field itself, where merged with its widget, and those below it.
    private static IEnumerable<PdfDictionary> Widgets(StepContext step, PdfDictionary field) =>
        ((step.Newer.Value(field, "Kids") as PdfArray)?.Items ?? []).Select(step.Newer.Resolve).OfType<PdfDictionary>().Prepend(field);

    // On no screen and on no paper.
    private static bool IsHidden(StepContext step, PdfDictionary widget) =>
        step.Newer.Value(widget, "F") is PdfInteger { Value: var flags }
        && ((flags & Hidden) != 0 || (flags & (NoView | Print | ToggleNoView)) == NoView);

    // Software gives an empty field an appearance that draws nothing, as PDF/A wants one.
    private static bool HasLooks(StepContext step, PdfDictionary widget) =>
        step.Newer.Value(widget, "AP") is { } appearances
        && (appearances is not PdfDictionary looks || looks.Entries.Any(e => step.Newer.Resolve(e.Value) is not PdfStream drawing
            || step.Newer.Decode(drawing).Span.ContainsAnyExcept(WhiteSpace)));

    private static bool HasArea(StepContext step, PdfDictionary widget)
    {
        if (step.Newer.Value(widget, "Rect") is not PdfArray { Count: 4 } rectangle)
            return widget.Has("Rect");
        var sides = rectangle.Items.Select(side => step.Newer.Resolve(side) switch
        {
            PdfInteger i => i.Value,
            PdfReal r => r.Value,
            _ => double.NaN,
        }).ToArray();
        // Written so that what is no number counts as visible.
        return !(sides[0].Equals(sides[2]) || sides[1].Equals(sides[3])) || sides.Any(double.IsNaN);
    }
}
