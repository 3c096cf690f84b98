using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pades;

/// <summary>Between a page as it is shown and its own user space (ISO 32000-2, 8.3.2.3, 14.11.2 and table 31).</summary>
internal sealed class PageSpace
{
    private readonly double _left;
    private readonly double _bottom;
    private readonly double _right;
    private readonly double _top;
    private readonly double _unit;
    private readonly int _rotation;

    private PageSpace(double[] box, int rotation, double unit)
    {
        (_left, _bottom, _right, _top) = (box[0], box[1], box[2], box[3]);
        _rotation = rotation;
        _unit = unit;
    }

    /// <summary>Width in points of what is shown.</summary>
    public double Width => (_rotation % 180 == 0 ? _right - _left : _top - _bottom) * _unit;

    /// <summary>Height in points of what is shown.</summary>
    public double Height => (_rotation % 180 == 0 ? _top - _bottom : _right - _left) * _unit;

    /// <summary>The box that is shown, in user space.</summary>
    public PdfArray Box => Numbers(_left, _bottom, _right, _top);

    public static PageSpace Of(PdfDocument document, PdfPage page)
    {
        var media = Rectangle(document, page, "MediaBox") ?? throw new PdfFaultException(PdfFaultCode.WrongType, page.Dictionary.Start, "MediaBox");
        var crop = Rectangle(document, page, "CropBox") ?? media;
        // What is cropped beyond the medium is not shown (14.11.2.1).
        double[] shown = [Math.Max(media[0], crop[0]), Math.Max(media[1], crop[1]), Math.Min(media[2], crop[2]), Math.Min(media[3], crop[3])];
        if (shown[0] >= shown[2] || shown[1] >= shown[3])
            shown = media;
        var rotation = page.Inherited(document, "Rotate") switch
        {
            null => 0,
            PdfInteger { Value: var degrees } when degrees % 90 == 0 => (int)((degrees % 360 + 360) % 360),
            var other => throw new PdfFaultException(PdfFaultCode.WrongType, other.Start, "Rotate"),
        };
        // UserUnit is not inherited.
        var unit = document.Value(page.Dictionary, "UserUnit") is { } value ? Number(value) : 1;
        return new PageSpace(shown, rotation, unit is > 0 and < 75_000 ? unit : throw new PdfFaultException(PdfFaultCode.WrongType, page.Dictionary.Start, "UserUnit"));
    }

    /// <summary>Whether a rectangle lies wholly on what is shown; a hair beyond the edge is rounding.</summary>
    public bool Holds(PageRectangle rectangle) =>
        rectangle.Left >= -0.01 && rectangle.Bottom >= -0.01 && rectangle.Right <= Width + 0.01 && rectangle.Top <= Height + 0.01;

    /// <summary>The rectangle in user space, lower left and upper right.</summary>
    public PdfArray ToUser(PageRectangle rectangle)
    {
        var (x1, y1) = ToUser(rectangle.Left, rectangle.Bottom);
        var (x2, y2) = ToUser(rectangle.Right, rectangle.Top);
        return Numbers(Math.Min(x1, x2), Math.Min(y1, y2), Math.Max(x1, x2), Math.Max(y1, y2));
    }

    /// <summary>The matrix that stands a form upright on the page; where it lands its annotation's Rect decides (12.5.5).</summary>
    public PdfArray Upright => _rotation switch
    {
        90 => Numbers(0, 1, -1, 0, 0, 0),
        180 => Numbers(-1, 0, 0, -1, 0, 0),
        270 => Numbers(0, -1, 1, 0, 0, 0),
        _ => Numbers(1, 0, 0, 1, 0, 0),
    };

    /// <summary>The matrix from points of what is shown, moved to a place, into user space: for page contents.</summary>
    public PdfArray At(double left, double bottom)
    {
        var (x, y) = ToUser(left, bottom);
        var scale = 1 / _unit;
        return _rotation switch
        {
            90 => Numbers(0, scale, -scale, 0, x, y),
            180 => Numbers(-scale, 0, 0, -scale, x, y),
            270 => Numbers(0, -scale, scale, 0, x, y),
            _ => Numbers(scale, 0, 0, scale, x, y),
        };
    }

    /// <summary>The matrix from user space into points of what is shown: for a page that is drawn elsewhere.</summary>
    public double[] FromUser => _rotation switch
    {
        90 => [0, -_unit, _unit, 0, -_bottom * _unit, _right * _unit],
        180 => [-_unit, 0, 0, -_unit, _right * _unit, _top * _unit],
        270 => [0, _unit, -_unit, 0, _top * _unit, -_left * _unit],
        _ => [_unit, 0, 0, _unit, -_left * _unit, -_bottom * _unit],
    };

    public static PdfArray Numbers(params ReadOnlySpan<double> values)
    {
        var items = new PdfObject[values.Length];
        for (var i = 0; i < items.Length; i++)
            items[i] = values[i] == Math.Round(values[i]) ? new PdfInteger((long)values[i]) : new PdfReal(values[i]);
        return new PdfArray(items);
    }

    private (double X, double Y) ToUser(double x, double y)
    {
        (x, y) = (x / _unit, y / _unit);
        // Rotate turns clockwise.
        return _rotation switch
        {
            90 => (_right - y, _bottom + x),
            180 => (_right - x, _top - y),
            270 => (_left + y, _top - x),
            _ => (_left + x, _bottom + y),
        };
    }

    private static double[]? Rectangle(PdfDocument document, PdfPage page, string key) =>
        page.Inherited(document, key) is { } value ? Rectangle(document, value) : null;

    /// <summary>A rectangle's sides in order, whichever corners the file gives (7.9.5).</summary>
    public static double[] Rectangle(PdfDocument document, PdfObject value)
    {
        if (value is not PdfArray { Count: 4 } array)
            throw new PdfFaultException(PdfFaultCode.WrongType, value.Start, "a rectangle");
        var sides = array.Items.Select(item => Number(document.Resolve(item))).ToArray();
        return [Math.Min(sides[0], sides[2]), Math.Min(sides[1], sides[3]), Math.Max(sides[0], sides[2]), Math.Max(sides[1], sides[3])];
    }

    private static double Number(PdfObject value) => value switch
    {
        PdfInteger integer => integer.Value,
        PdfReal real => real.Value,
        _ => throw new PdfFaultException(PdfFaultCode.WrongType, value.Start, "a number"),
    };
}
