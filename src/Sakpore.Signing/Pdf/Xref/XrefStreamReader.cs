using Sakpore.Signing.Pdf.Filters;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf.Xref;

/// <summary>Reads a cross-reference stream (ISO 32000-2, 7.5.8).</summary>
internal static class XrefStreamReader
{
    public static XrefSection Read(PdfSource file, int offset, PdfBudget budget)
    {
        var parser = new PdfParser(file, offset, budget);
        if (!parser.TryIndirectHeader(out var number, out _) || number == 0)
            throw new PdfFaultException(PdfFaultCode.XrefNotFound, offset);
        var dictionary = parser.Object() as PdfDictionary;
        if (dictionary?["Type"] is not PdfName { Value: "XRef" } || !parser.TryBeginStream())
            throw new PdfFaultException(PdfFaultCode.XrefNotFound, offset);
        // Its entries are direct (7.5.8.2): there is nothing yet to resolve a reference with.
        if (dictionary["Length"] is not PdfInteger length)
            throw new PdfFaultException(PdfFaultCode.XrefDamaged, dictionary.Start, "Length");
        var dataStart = parser.Position;
        var encoded = parser.StreamData(length.Value);
        parser.Keyword("endobj"u8);

        var data = StreamDecoder.Decode(dictionary, encoded, dataStart, budget, Direct).Span;
        var entries = ReadEntries(dictionary, data, budget);
        return new(offset, parser.Position, dictionary, XrefSection.Order(entries, XrefSection.SizeOf(dictionary), offset), number);
    }

    private static XrefEntry[] ReadEntries(PdfDictionary dictionary, ReadOnlySpan<byte> data, PdfBudget budget)
    {
        var offset = dictionary.Start;
        var widths = Integers(dictionary["W"], offset, "W");
        if (widths.Length < 3 || widths.Any(width => width > 8))
            throw new PdfFaultException(PdfFaultCode.XrefDamaged, offset, "W");
        var size = XrefSection.SizeOf(dictionary);
        var index = dictionary.Has("Index") ? Integers(dictionary["Index"], offset, "Index") : [0, size];
        var entryLength = widths.Sum();
        long count = 0;
        for (var i = 0; i + 1 < index.Length; i += 2)
            count += index[i + 1];
        // More data than entries is as wrong as less: a reader that counts the other way would see other entries.
        if (index.Length % 2 != 0 || entryLength == 0 || count * entryLength != data.Length)
            throw new PdfFaultException(PdfFaultCode.XrefDamaged, offset, "Index, W and the data disagree");
        budget.SpendXrefEntries((int)count, offset);

        var entries = new XrefEntry[count];
        var filled = 0;
        for (var i = 0; i < index.Length; i += 2)
        {
            if (index[i] > size || index[i + 1] > size - index[i])
                throw new PdfFaultException(PdfFaultCode.XrefDamaged, offset, "Index is beyond Size");
            for (var k = 0; k < index[i + 1]; k++, data = data[entryLength..])
                entries[filled++] = ReadEntry(data, widths, index[i] + k, offset);
        }
        return entries;
    }

    private static XrefEntry ReadEntry(ReadOnlySpan<byte> data, int[] widths, int number, int offset)
    {
        var kind = widths[0] == 0 ? 1 : Field(data[..widths[0]]); // 7.5.8.2: type 1 where the field is absent
        var second = Field(data.Slice(widths[0], widths[1]));
        var third = Field(data.Slice(widths[0] + widths[1], widths[2]));
        if (kind == 0)
            return XrefEntry.Free(number, (int)Math.Min(third, int.MaxValue));
        if (kind > 2)
            return XrefEntry.Free(number, 0);
        if (third > int.MaxValue || second > (kind == 1 ? 9_999_999_999UL : int.MaxValue))
            throw new PdfFaultException(PdfFaultCode.XrefDamaged, offset, $"entry of object {number}");
        return kind == 1 ? XrefEntry.InFile(number, (long)second, (int)third) : XrefEntry.InObjectStream(number, (int)second, (int)third);
    }

    private static ulong Field(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        foreach (var b in bytes)
            value = value << 8 | b;
        return value;
    }

    private static int[] Integers(PdfObject? value, int offset, string key)
    {
        if (value is not PdfArray array)
            throw new PdfFaultException(PdfFaultCode.XrefDamaged, offset, key);
        return [.. array.Items.Select(item => item is PdfInteger { Value: >= 0 and <= int.MaxValue } integer
            ? (int)integer.Value
            : throw new PdfFaultException(PdfFaultCode.XrefDamaged, item.Start, key))];
    }

    private static PdfObject Direct(PdfObject value) => value is PdfReference
        ? throw new PdfFaultException(PdfFaultCode.XrefDamaged, value.Start, "a reference in a cross-reference stream")
        : value;
}
