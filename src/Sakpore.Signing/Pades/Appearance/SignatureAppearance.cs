namespace Sakpore.Signing.Pades;

/// <summary>How a signature shows, and where. Immutable.</summary>
public sealed record SignatureAppearance
{
    /// <summary>What is drawn, as large as fits, in the middle.</summary>
    public required AppearanceContent Content { get; init; }

    /// <summary>
    /// Where, on <see cref="PadesSignature.Page"/>; wholly on what is shown of it. Null (the default) only for an existing
    /// field, which has its own place.
    /// </summary>
    public PageRectangle? Rectangle
    {
        get;
        init => field = value is null or { Width: > 0, Height: > 0 }
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A rectangle has an area.");
    }
}

/// <summary>
/// A line at the foot of every page, such as the note that says who signed electronically. It is part of the pages, so it
/// can be added only with the first signature. Immutable.
/// </summary>
public sealed record FooterLine
{
    /// <summary>What is drawn, as large as fits, in the middle.</summary>
    public required AppearanceContent Content { get; init; }

    /// <summary>Its height in points; default 24.</summary>
    public double Height { get; init => field = Positive(value); } = 24;

    /// <summary>How far it stays from the left, right and bottom edges of what is shown, in points; default 36, half an inch.</summary>
    public double Margin { get; init => field = Positive(value); } = 36;

    private static double Positive(double value) => value is > 0 and < 14_400 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Above 0, below 14,400.");
}
