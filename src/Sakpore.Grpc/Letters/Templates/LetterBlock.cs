namespace Sakpore.Grpc.Letters.Templates;

/// <summary>One part of a letter's body.</summary>
internal abstract record LetterBlock
{
    private LetterBlock()
    {
    }

    /// <summary>The letter's name, underlined, and its number under it; both centred.</summary>
    public sealed record Heading(LetterText Title, LetterText Number) : LetterBlock;

    /// <summary>Justified running text.</summary>
    /// <param name="Marker">Such as <c>III.</c>, in the margin column; null leaves the column empty.</param>
    /// <param name="Text">The text.</param>
    public sealed record Paragraph(string? Marker, LetterText Text) : LetterBlock;

    /// <summary>Numbered justified items, under an intro line or beside a label and its colon.</summary>
    /// <param name="Marker">Such as <c>II.</c>; null leaves the column empty.</param>
    /// <param name="Label">Such as <c>MEMBACA</c>; null where there is none.</param>
    /// <param name="Intro">A line above the items; null where there is none.</param>
    /// <param name="Numbering">How the items are counted.</param>
    /// <param name="Items">At least one.</param>
    public sealed record List(string? Marker, string? Label, LetterText? Intro, Numbering Numbering, IReadOnlyList<LetterItem> Items) : LetterBlock;

    /// <summary>Numbered rows, label and value, aligned at the colon.</summary>
    /// <param name="Rows">At least one.</param>
    public sealed record Fields(IReadOnlyList<FieldRow> Rows) : LetterBlock;

    /// <summary>Place and date, the signer's position, a note where a hand would have signed, name, rank and NIP.</summary>
    /// <param name="Rows">Place and date, aligned at the colon.</param>
    /// <param name="Note">Small text in place of the hand's signature.</param>
    public sealed record Signature(IReadOnlyList<FieldRow> Rows, LetterText Note) : LetterBlock;
}

/// <summary>A label and what stands behind its colon.</summary>
/// <param name="Label">Plain text.</param>
/// <param name="Value">The value; more than one item is printed as a numbered list.</param>
internal sealed record FieldRow(string Label, LetterItem Value);

/// <summary>How a list counts.</summary>
internal enum Numbering
{
    /// <summary>1. 2. 3.</summary>
    Arabic,

    /// <summary>a. b. c., and after z. aa. ab.</summary>
    Letters,
}
