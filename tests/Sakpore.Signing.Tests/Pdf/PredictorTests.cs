using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Filters;

namespace Sakpore.Signing.Tests.Pdf;

public class PredictorTests
{
    // Rows of three bytes; the first byte of an encoded row names its filter (PNG specification, 9.2).
    [TestCase(new byte[] { 0, 1, 2, 3, 0, 4, 5, 6 }, new byte[] { 1, 2, 3, 4, 5, 6 }, TestName = "PNG None")]
    [TestCase(new byte[] { 1, 1, 1, 1, 1, 10, 255, 1 }, new byte[] { 1, 2, 3, 10, 9, 10 }, TestName = "PNG Sub")]
    [TestCase(new byte[] { 2, 1, 2, 3, 2, 1, 1, 1 }, new byte[] { 1, 2, 3, 2, 3, 4 }, TestName = "PNG Up, no row above the first")]
    [TestCase(new byte[] { 0, 10, 20, 30, 3, 1, 1, 1 }, new byte[] { 10, 20, 30, 6, 14, 23 }, TestName = "PNG Average")]
    [TestCase(new byte[] { 0, 10, 20, 30, 4, 1, 1, 1 }, new byte[] { 10, 20, 30, 11, 21, 31 }, TestName = "PNG Paeth")]
    public void Png_rows_are_restored(byte[] encoded, byte[] expected) =>
        Assert.That(Predictor.Undo(encoded, new(15, PixelBytes: 1, RowBytes: 3, BitsPerComponent: 8), 0, new PdfBudget(PdfLimits.Default)).ToArray(), Is.EqualTo(expected));

    [Test]
    public void Tiff_rows_are_restored() =>
        Assert.That(Predictor.Undo(new byte[] { 1, 2, 3, 1, 1, 1 }, new(2, 1, 3, 8), 0, new PdfBudget(PdfLimits.Default)).ToArray(), Is.EqualTo(new byte[] { 1, 3, 6, 1, 2, 3 }));

    [TestCase(new byte[] { 5, 1, 2, 3 }, TestName = "Unknown filter")]
    [TestCase(new byte[] { 0, 1, 2 }, TestName = "Incomplete row")]
    public void Wrong_rows_are_a_fault(byte[] encoded) =>
        Assert.That(() => Predictor.Undo(encoded, new(15, 1, 3, 8), 0, new PdfBudget(PdfLimits.Default)), Throws.TypeOf<PdfFaultException>());
}
