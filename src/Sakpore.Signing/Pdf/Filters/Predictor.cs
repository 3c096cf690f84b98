namespace Sakpore.Signing.Pdf.Filters;

/// <summary>Undoes the prediction that was applied before compression (ISO 32000-2, 7.4.4.4).</summary>
internal static class Predictor
{
    public static ReadOnlyMemory<byte> Undo(ReadOnlyMemory<byte> data, PredictorSettings settings, int offset, PdfBudget budget) => settings.Kind switch
    {
        1 => data,
        2 => UndoTiff(data, settings, offset, budget),
        _ => UndoPng(data.Span, settings, offset, budget),
    };

    private static Memory<byte> UndoTiff(ReadOnlyMemory<byte> data, PredictorSettings settings, int offset, PdfBudget budget)
    {
        if (settings.BitsPerComponent != 8)
            throw new PdfFaultException(PdfFaultCode.FilterUnsupported, offset, "TIFF predictor with other than 8 bits");
        budget.SpendExpandedBytes(data.Length, offset);
        var result = budget.Streams.Rent(data.Length);
        data.CopyTo(result);
        var rows = result.Span;
        for (var row = 0; row < rows.Length; row += settings.RowBytes)
        {
            var end = Math.Min(row + settings.RowBytes, rows.Length);
            for (var i = row + settings.PixelBytes; i < end; i++)
                rows[i] += rows[i - settings.PixelBytes];
        }
        return result;
    }

    private static ReadOnlyMemory<byte> UndoPng(ReadOnlySpan<byte> data, PredictorSettings settings, int offset, PdfBudget budget)
    {
        var (rowBytes, pixel) = (settings.RowBytes, settings.PixelBytes);
        if (data.Length % (rowBytes + 1) != 0)
            throw new PdfFaultException(PdfFaultCode.StreamDamaged, offset, "rows of the predictor");
        var rows = data.Length / (rowBytes + 1);
        if (rows == 0)
            return default; // a row may be declared long where there is none
        budget.SpendExpandedBytes(rows * rowBytes, offset);
        var result = budget.Streams.Rent(rows * rowBytes);
        Span<byte> above = new byte[rowBytes];
        for (var row = 0; row < rows; row++)
        {
            var encoded = data.Slice(row * (rowBytes + 1), rowBytes + 1);
            var decoded = result.Span.Slice(row * rowBytes, rowBytes);
            encoded[1..].CopyTo(decoded);
            UndoRow(encoded[0], decoded, above, pixel, offset);
            above = decoded;
        }
        return result;
    }

    private static void UndoRow(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int pixel, int offset)
    {
        switch (filter)
        {
            case 0:
                return;
            case 1:
                for (var i = pixel; i < row.Length; i++)
                    row[i] += row[i - pixel];
                return;
            case 2:
                for (var i = 0; i < row.Length; i++)
                    row[i] += above[i];
                return;
            case 3:
                for (var i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i < pixel ? 0 : row[i - pixel]) + above[i]) / 2);
                return;
            case 4:
                for (var i = 0; i < row.Length; i++)
                    row[i] += i < pixel ? above[i] : Paeth(row[i - pixel], above[i], above[i - pixel]);
                return;
            default:
                throw new PdfFaultException(PdfFaultCode.StreamDamaged, offset, "unknown PNG filter");
        }
    }

    private static byte Paeth(int left, int up, int upLeft)
    {
        var estimate = left + up - upLeft;
        var (toLeft, toUp, toUpLeft) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - upLeft));
        return (byte)(toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft);
    }
}
