using System.Text;
using System.Text.RegularExpressions;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pades;

/// <summary>Which part of PDF/A a document claims in its metadata (ISO 19005-1, 6.7.11).</summary>
internal static partial class PdfAClaim
{
    /// <summary>1 to 4; null if it claims none, or its metadata cannot be read.</summary>
    public static int? Of(PdfDocument document)
    {
        if (document.Value(document.Catalog, "Metadata") is not PdfStream metadata)
            return null;
        try
        {
            var match = Part().Match(Encoding.UTF8.GetString(document.Decode(metadata).Span));
            return match.Success ? match.Groups[1].ValueSpan[0] - '0' : null;
        }
        catch (PdfFaultException e) when (e.Fault.Code is PdfFaultCode.FilterUnsupported or PdfFaultCode.StreamDamaged)
        {
            return null;
        }
    }

    [GeneratedRegex("""pdfaid:part(?:>|=["'])([1-4])""", RegexOptions.NonBacktracking)]
    private static partial Regex Part();
}
