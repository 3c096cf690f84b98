using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pades;

/// <summary>The colours that a PDF/A document is meant for (ISO 19005-2, 6.2.3).</summary>
internal static class OutputIntent
{
    // Colour space of the data, in the header of an ICC profile (ICC.1, 7.2.6).
    private const int SpaceOffset = 16;

    /// <summary>Whether its PDF/A output intent has a profile of four inks; false also where it cannot be read.</summary>
    public static bool IsCmyk(PdfDocument document)
    {
        foreach (var item in document.Array(document.Catalog, "OutputIntents")?.Items ?? [])
        {
            if (document.Resolve(item) is PdfDictionary intent && document.Name(intent, "S") == "GTS_PDFA1"
                && document.Value(intent, "DestOutputProfile") is PdfStream profile)
            {
                return Space(document, profile).SequenceEqual("CMYK"u8);
            }
        }
        return false;
    }

    private static ReadOnlySpan<byte> Space(PdfDocument document, PdfStream profile)
    {
        try
        {
            var data = document.Decode(profile).Span;
            return data.Length < SpaceOffset + 4 ? [] : data.Slice(SpaceOffset, 4);
        }
        catch (PdfFaultException e) when (e.Fault.Code is PdfFaultCode.FilterUnsupported or PdfFaultCode.StreamDamaged)
        {
            return [];
        }
    }
}
