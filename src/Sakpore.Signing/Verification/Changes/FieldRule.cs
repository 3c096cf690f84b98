using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>What a field that existed may have differently: a value where one may be filled in, and its looks with it.</summary>
internal static class FieldRule
{
    /// <summary>A list of fields or kids: what stood in it stands there still, in order; what is new is looked at as new.</summary>
    public static void ApplyToList(StepContext step, PdfObject? olderValue, PdfObject? newerValue, Place place, FieldScope scope)
    {
        var (older, newer, inside) = step.Enter(olderValue, newerValue, place);
        if (older is null && newer is null)
            return;
        if (newer is not PdfArray after || older is not (null or PdfArray))
        {
            step.Refuse(inside);
            return;
        }

        step.Newer.Budget.CheckDepth(scope.Depth, newer.Start);
        var before = (older as PdfArray)?.Items ?? [];
        var next = 0;
        for (var i = 0; i < after.Count; i++)
        {
            if (next < before.Count && PdfEquality.Same(before[next], after[i]))
                Apply(step, before[next++], after[i], inside.Item(i), scope);
            else
                NewFieldRule.Apply(step, after[i], inside.Item(i), scope);
        }

        if (next < before.Count)
            step.Refuse(inside);
    }

    private static void Apply(StepContext step, PdfObject olderValue, PdfObject newerValue, Place place, FieldScope scope)
    {
        step.Newer.Budget.SpendStep(newerValue.Start);
        var (older, newer, inside) = step.Enter(olderValue, newerValue, place);
        if (older is null && newer is null)
            return;
        if (older is not PdfDictionary before || newer is not PdfDictionary after)
        {
            step.Refuse(inside);
            return;
        }

        var field = scope.Inside(step, after, before);
        var hadValue = step.Older.Value(before, "V");
        var hasValue = step.Newer.Value(after, "V");
        var valueChanged = !PdfEquality.Same(before["V"], after["V"]) || IsChangedReference(step, after["V"]);
        field = field with
        {
            IsFilledSignature = scope.IsFilledSignature || (field.Type == "Sig" && hadValue is not null),
            ValueChanged = scope.ValueChanged || valueChanged,
            ShownValueChanged = scope.ShownValueChanged || (valueChanged && field.Type is ("Tx" or "Ch") && IsText(hadValue)),
        };
        if (!PdfEquality.Same(before, after) && !CheckKeys(step, before, after, inside, field))
            return;
        if (newerValue is PdfReference reference)
            step.PermitFromAnywhere(reference.Number);
        ApplyToList(step, before["Kids"], after["Kids"], inside.Key("Kids"), field);
        if (newerValue is PdfReference own && before["AP"] is PdfReference replaced && !PdfEquality.Same(replaced, after["AP"]))
            step.Replaced.Add((replaced.Number, Place.Object(own.Number).Key("AP")));
        // A value exchanged behind looks that still show the old one (value swapped behind an appearance).
        if (field.ShownValueChanged && step.Older.Value(before, "AP") is not null && PdfEquality.Same(before["AP"], after["AP"])
            && !step.LeadsToChange(after["AP"]!, depth: 3))
            step.Refuse(inside.Key("AP"));
        if (field.ValueChanged)
            CheckFilling(step, after, inside, field, valueChanged, hasValue);
    }

    private static bool CheckKeys(StepContext step, PdfDictionary before, PdfDictionary after, Place inside, FieldScope field)
    {
        foreach (var key in before.Entries.Concat(after.Entries).Select(e => e.Key).Distinct())
        {
            if (key == "Kids" || PdfEquality.Same(before[key], after[key]))
                continue;
            if (after.DuplicateKey is not null || !MayDiffer(step, key, before, after, field))
            {
                step.Refuse(inside.Key(key));
                return false;
            }
        }

        return true;
    }

    // Only the value, its looks and new kids, and what signing brings with it.
    private static bool MayDiffer(StepContext step, string key, PdfDictionary before, PdfDictionary after, FieldScope field) => key switch
    {
        "V" or "AS" or "I" => field.ValueChanged,
        // What is no appearance dictionary is read in one way by some and in another by others.
        "AP" => field.ValueChanged && step.Newer.Value(after, "AP") is (null or PdfDictionary { DuplicateKey: null }),
        // Signing software locks the widget that it signs (F, 12.5.3); whether it shows is judged by the new flags.
        "F" => field.ValueChanged && field.Type == "Sig",
        // It completes a widget that lacked its kind, or the page that it is on.
        "Type" or "P" => field.ValueChanged && field.Type == "Sig" && before[key] is null,
        // It makes fields that its Lock names read-only (12.7.5.5), and no field writable.
        "Ff" => step.Newer.Value(after, "Ff") is PdfInteger { Value: var flags } && flags == (field.Flags | FieldScope.ReadOnlyFlag),
        _ => false,
    };

    private static void CheckFilling(
        StepContext step, PdfDictionary after, Place inside, FieldScope field, bool ownValueChanged, PdfObject? value)
    {
        if (field.IsFilledSignature || field.IsReadOnly || field.Type is not ("Tx" or "Ch" or "Btn" or "Sig"))
        {
            step.Refuse(inside.Key("V"));
            return;
        }

        if (ownValueChanged && field.Type == "Sig")
        {
            if (value is not PdfDictionary signature)
            {
                step.Refuse(inside.Key("V"));
                return;
            }

            NewFieldRule.NoteSignature(step, signature, after, field.Name, isNewField: false);
            NewFieldRule.CollectWidgets(step, after, inside);
        }
        else if (ownValueChanged)
            step.Changes.Add(new Change(ChangeKind.FormField, field.Name));
        foreach (var key in new[] { "V", "AS", "I" })
            step.PermitSubtree(after[key], inside.Key(key));
        step.PermitThrough(after["AP"], inside.Key("AP"), depth: 3);
    }

    private static bool IsText(PdfObject? value) => value is PdfString { Value.Length: > 0 } or PdfArray { Count: > 0 };

    private static bool IsChangedReference(StepContext step, PdfObject? value) =>
        value is PdfReference reference && step.Changed.Contains(reference.Number);
}
