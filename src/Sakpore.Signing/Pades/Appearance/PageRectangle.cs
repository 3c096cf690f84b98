namespace Sakpore.Signing.Pades;

/// <summary>
/// A rectangle on a page as it is shown: turned by its Rotate, cut to its CropBox, scaled by its UserUnit. Lengths are
/// points (1/72 inch) from the lower left corner of what is shown.
/// </summary>
/// <param name="Left">From the left edge.</param>
/// <param name="Bottom">From the bottom edge.</param>
/// <param name="Width">Above 0.</param>
/// <param name="Height">Above 0.</param>
public readonly record struct PageRectangle(double Left, double Bottom, double Width, double Height)
{
    internal double Right => Left + Width;

    internal double Top => Bottom + Height;
}
