using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Filters;

namespace Sakpore.Signing.Pades;

/// <summary>One pass over a PNG picture: every so many pixels from a first one on (ISO/IEC 15948, 8.2).</summary>
/// <param name="Left">The first pixel's place from the left.</param>
/// <param name="Top">Its place from the top.</param>
/// <param name="Across">Pixels from one to the next in a row.</param>
/// <param name="Down">Rows from one to the next.</param>
internal sealed record PngPass(int Left, int Top, int Across, int Down)
{
    /// <summary>Not interlaced.</summary>
    public static PngPass[] Whole { get; } = [new(0, 0, 1, 1)];

    /// <summary>Interlaced: the seven passes of Adam7.</summary>
    public static PngPass[] Adam7 { get; } =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    /// <summary>Bytes of its rows with their filters.</summary>
    public int Length(PngPixels pixels) => Size(pixels) is var (columns, rows) && columns > 0 && rows > 0 ? rows * (pixels.RowBytes(columns) + 1) : 0;

    /// <summary>Undoes the filters and puts the pixels in their places; false where they are damaged.</summary>
    public bool Put(ReadOnlyMemory<byte> data, PngPixels pixels)
    {
        if (data.IsEmpty)
            return true;
        var (columns, rows) = Size(pixels);
        var rowBytes = pixels.RowBytes(columns);
        try
        {
            // PNG's filters are those of PDF's predictor 15.
            var settings = new PredictorSettings(15, pixels.PixelBytes, rowBytes, pixels.Bits);
            var budget = new PdfBudget(new PdfLimits { ExpandedBytes = data.Length });
            using var memory = budget.Streams;
            var unfiltered = Predictor.Undo(data, settings, 0, budget);
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                {
                    if (!pixels.Put(unfiltered.Span.Slice(row * rowBytes, rowBytes), column, Left + column * Across, Top + row * Down))
                        return false;
                }
            }
            return true;
        }
        catch (PdfFaultException)
        {
            return false;
        }
    }

    private (int Columns, int Rows) Size(PngPixels pixels) => ((pixels.Width - Left + Across - 1) / Across, (pixels.Height - Top + Down - 1) / Down);
}
