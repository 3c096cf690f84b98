using System.Buffers.Text;
using Sakpore.Signing.Pdf;

namespace Sakpore.Grpc.Documents;

/// <summary>
/// A PDF too long to be held in memory, looked at where its reading would begin: its version, its end, and whether the newest
/// cross-reference section begins where the end says (ISO 32000-2, 7.5). A cut or mixed-up upload is found so; damage between
/// is found by who parses the file.
/// </summary>
internal static class LongPdf
{
    /// <summary>Where the end is looked for: this many of the last bytes, as what ends a file may be followed by a little more.</summary>
    private const int End = 64 << 10;

    /// <summary>What is wrong with it; null where nothing is seen.</summary>
    /// <param name="content">The content, complete, longer than what is looked at.</param>
    public static async Task<PdfFault?> FaultAsync(SpooledContent content)
    {
        if (PdfDocument.Read(content.Head.ToArray()).Fault is { Code: PdfFaultCode.NotPdf } noVersion)
        {
            return noVersion;
        }

        if (Offset(await content.ReadAsync(content.Size - End, End)) is not { } offset)
        {
            return new PdfFault(PdfFaultCode.EndMissing, content.Size);
        }

        // A table begins with its keyword, a stream with an object's number.
        var section = offset <= content.Size - "xref".Length ? await content.ReadAsync(offset, "xref".Length) : [];
        return section.AsSpan().SequenceEqual("xref"u8) || (section.Length > 0 && char.IsAsciiDigit((char)section[0]))
            ? null
            : new PdfFault(PdfFaultCode.XrefNotFound, offset);
    }

    /// <summary>The offset after the last <c>startxref</c>, where <c>%%EOF</c> follows it.</summary>
    private static long? Offset(ReadOnlySpan<byte> end)
    {
        var keyword = end.LastIndexOf("startxref"u8);
        var rest = (keyword < 0 ? [] : end[(keyword + "startxref".Length)..]).TrimStart(WhiteSpace);
        return Utf8Parser.TryParse(rest, out long offset, out var digits) && offset >= 0 && rest[digits..].TrimStart(WhiteSpace).StartsWith("%%EOF"u8)
            ? offset
            : null;
    }

    // ISO 32000-2, table 1.
    private static ReadOnlySpan<byte> WhiteSpace => "\0\t\n\f\r "u8;
}
