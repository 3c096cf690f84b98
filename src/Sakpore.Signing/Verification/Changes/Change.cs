namespace Sakpore.Signing.Verification.Changes;

/// <summary>What kind of thing a revision changed.</summary>
internal enum ChangeKind
{
    /// <summary>Evidence in the document security store, metadata, extensions: never part of what is shown.</summary>
    Evidence,

    /// <summary>A signature in a field.</summary>
    Signature,

    /// <summary>A document timestamp in a field.</summary>
    Timestamp,

    /// <summary>A signature field without value.</summary>
    EmptySignatureField,

    /// <summary>The value of a form field.</summary>
    FormField,

    /// <summary>Annotations of a page.</summary>
    Annotations,

    /// <summary>Anything that no rule explains.</summary>
    Unexplained,
}

/// <summary>One thing that a revision changed.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">The field's full name, or where the change is.</param>
/// <param name="IsVisible">For signatures and their fields: whether they show on a page.</param>
/// <param name="IsNewField">Whether the field was created by this revision.</param>
internal sealed record Change(ChangeKind Kind, string Subject, bool IsVisible = false, bool IsNewField = false);
