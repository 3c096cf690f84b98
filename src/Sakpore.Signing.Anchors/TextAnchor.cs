using Sakpore.Signing.Pades;

namespace Sakpore.Signing.Anchors;

/// <summary>Where a mark stands in a document.</summary>
/// <param name="Page">The page, from 1: <see cref="PadesSignature.Page"/>.</param>
/// <param name="Rectangle">What the mark's letters cover of the page as it is shown.</param>
public sealed record TextAnchor(int Page, PageRectangle Rectangle)
{
    /// <summary>A rectangle of a size whose middle is the mark's: for <see cref="SignatureAppearance.Rectangle"/>.</summary>
    /// <param name="width">In points, above 0.</param>
    /// <param name="height">In points, above 0.</param>
    public PageRectangle Around(double width, double height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return new PageRectangle(Rectangle.Left + (Rectangle.Width - width) / 2, Rectangle.Bottom + (Rectangle.Height - height) / 2, width, height);
    }
}
