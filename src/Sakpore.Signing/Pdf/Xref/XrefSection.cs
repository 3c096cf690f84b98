using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf.Xref;

/// <summary>One cross-reference section as read: a classic table with its trailer, or a cross-reference stream.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="End">Just past its trailer dictionary or <c>endobj</c>.</param>
/// <param name="Trailer">The trailer dictionary; of a stream, the stream's.</param>
/// <param name="Entries">Sorted by number, each number once.</param>
/// <param name="StreamNumber">The stream's object number; 0 for a table.</param>
internal sealed record XrefSection(int Offset, int End, PdfDictionary Trailer, XrefEntry[] Entries, int StreamNumber)
{
    public bool IsStream => StreamNumber != 0;

    /// <summary>A required or optional offset in the trailer, as <c>Prev</c> and <c>XRefStm</c>; null if absent.</summary>
    public int? TrailerOffset(string key) => Trailer[key] switch
    {
        null or PdfNull => null,
        PdfInteger { Value: >= 0 and <= int.MaxValue } value => (int)value.Value,
        var other => throw new PdfFaultException(PdfFaultCode.TrailerDamaged, other.Start, key),
    };

    /// <summary>The trailer's Size, which bounds the numbers of its entries.</summary>
    public static int SizeOf(PdfDictionary trailer) => trailer["Size"] is PdfInteger { Value: >= 0 and <= int.MaxValue } size
        ? (int)size.Value
        : throw new PdfFaultException(PdfFaultCode.TrailerDamaged, trailer.Start, "Size");

    /// <summary>Sorts the entries and refuses a number that occurs twice or is not below Size.</summary>
    public static XrefEntry[] Order(XrefEntry[] entries, int size, int offset)
    {
        for (var i = 1; i < entries.Length; i++)
        {
            if (entries[i].Number <= entries[i - 1].Number)
            {
                Array.Sort(entries, static (a, b) => a.Number.CompareTo(b.Number));
                break;
            }
        }
        for (var i = 1; i < entries.Length; i++)
        {
            if (entries[i].Number == entries[i - 1].Number)
                throw new PdfFaultException(PdfFaultCode.XrefDamaged, offset, $"object {entries[i].Number} is listed twice");
        }
        // 7.5.5 lets a reader ignore such entries; readers differ, so the file is ambiguous.
        if (entries.Length > 0 && entries[^1].Number >= size)
            throw new PdfFaultException(PdfFaultCode.XrefDamaged, offset, $"object {entries[^1].Number} is beyond Size");
        return entries;
    }
}
