using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>What a field has from those above it (ISO 32000-2, 12.7.4.2).</summary>
/// <param name="Name">Full name of the field above; empty at the root.</param>
/// <param name="Type">FT from above.</param>
/// <param name="Flags">Ff from above, of a field that existed as it was before this revision.</param>
/// <param name="IsFilledSignature">Whether a field above is a signature field that already had a value.</param>
/// <param name="ValueChanged">Whether a field above got another value in this revision.</param>
/// <param name="ShownValueChanged">Whether that value was text that its widgets showed, so that their looks must change with it.</param>
/// <param name="Depth">How deep in the tree.</param>
internal sealed record FieldScope(string Name, string? Type, long Flags, bool IsFilledSignature, bool ValueChanged, bool ShownValueChanged, int Depth)
{
    public static readonly FieldScope Root = new("", null, 0, false, false, false, 0);

    public const long ReadOnlyFlag = 1;

    public bool IsReadOnly => (Flags & ReadOnlyFlag) != 0;

    /// <summary>The scope inside a field.</summary>
    /// <param name="step">The revision.</param>
    /// <param name="field">The field as it is now.</param>
    /// <param name="before">The field as it was; null for a new one.</param>
    public FieldScope Inside(StepContext step, PdfDictionary field, PdfDictionary? before = null)
    {
        var ownFlags = before is null ? step.Newer.Value(field, "Ff") : step.Older.Value(before, "Ff");
        var name = step.Newer.Value(field, "T") is PdfString partial
            ? (Name.Length == 0 ? "" : Name + ".") + PdfText.Decode(partial.Value.Span)
            : Name;
        return this with
        {
            Name = name,
            Type = step.Newer.Value(field, "FT") is PdfName type ? type.Value : Type,
            Flags = ownFlags is PdfInteger flags ? flags.Value : Flags,
            Depth = Depth + 1,
        };
    }
}
