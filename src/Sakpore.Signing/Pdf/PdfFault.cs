using System.Globalization;

namespace Sakpore.Signing.Pdf;

/// <summary>One reason why a file cannot be read, and where.</summary>
/// <param name="Code">The kind of damage.</param>
/// <param name="Offset">
/// Byte offset in the file, from 0, of what is wrong; for something inside an object stream, the offset within its
/// expanded data. Of an offset that the file itself gives wrongly, the one it gives, which may lie past its end.
/// </param>
/// <param name="Detail">A few English words that narrow it down, such as the key or the limit concerned; null if there are none.</param>
public sealed record PdfFault(PdfFaultCode Code, long Offset, string? Detail = null)
{
    /// <summary>The code as a machine-readable reason in UPPER_SNAKE, such as <c>PDF_XREF_DAMAGED</c>.</summary>
    public string Reason => PdfFaultSentences.Of(Code).Reason;

    /// <summary>A sentence in Indonesian for the person who has the file.</summary>
    public string Indonesian => string.Create(CultureInfo.InvariantCulture, $"{PdfFaultSentences.Of(Code).Indonesian} (posisi {Offset}{DetailSuffix}).");

    /// <summary>The same sentence in English.</summary>
    public string English => string.Create(CultureInfo.InvariantCulture, $"{PdfFaultSentences.Of(Code).English} (at byte {Offset}{DetailSuffix}).");

    private string DetailSuffix => Detail is null ? "" : $"; {Detail}";
}
