using Sakpore.Grpc.Letters.Templates;

namespace Sakpore.Grpc.Letters.Layout;

/// <summary>Where things stand on a page, in points from its top left corner.</summary>
/// <param name="Paper">The page.</param>
internal sealed record PageFrame(PaperSize Paper)
{
    /// <summary>The left edge of all text. Wider than the right: letters are filed.</summary>
    public float Left { get; } = 65;

    /// <summary>The right edge of all text.</summary>
    public float Right => Paper.Width - 54;

    /// <summary>The text's width.</summary>
    public float Width => Right - Left;

    /// <summary>The middle of the text.</summary>
    public float Middle => (Left + Right) / 2;

    /// <summary>The top of the letterhead.</summary>
    public float FirstTop { get; } = 32;

    /// <summary>The top of the body on further pages, under the line that names the letter.</summary>
    public float NextTop { get; } = 74;

    /// <summary>The baseline of the line that names the letter on further pages.</summary>
    public float RunningHead { get; } = 52;

    /// <summary>The bottom of the body.</summary>
    public float Bottom => Paper.Height - 40;

    /// <summary>The baseline of the page number.</summary>
    public float PageNumber => Paper.Height - 24;
}

/// <summary>The body's type. Everything else in the body is measured by it.</summary>
/// <param name="Size">In points.</param>
internal sealed record BodyStyle(float Size)
{
    /// <summary>From baseline to baseline.</summary>
    public float Leading => Size * 1.18f;

    /// <summary>Between two blocks.</summary>
    public float BlockGap => Size * 0.6f;

    /// <summary>Between two items of a list.</summary>
    public float ItemGap => Size * 0.1f;

    /// <summary>The column of <c>I.</c>, <c>II.</c>, <c>III.</c>: what stands under them is indented by it.</summary>
    public float MarkerWidth => Size * 2.1f;

    /// <summary>The column of an item's number.</summary>
    public float NumberWidth => Size * 1.65f;

    /// <summary>The column of a colon.</summary>
    public float ColonWidth => Size * 0.95f;
}
