using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf.Xref;

/// <summary>Reads a classic cross-reference table and its trailer (ISO 32000-2, 7.5.4 and 7.5.5).</summary>
internal static class XrefTableReader
{
    // 7.5.4 wants 20; with one character as end of line an entry has 19, as some writers have it and every reader takes it.
    private const int ShortestEntry = 19;

    public static XrefSection Read(PdfSource file, int offset, PdfBudget budget)
    {
        var bytes = file.Bytes.Span;
        var lexer = new PdfLexer(bytes, offset);
        lexer.Keyword("xref"u8);
        XrefEntry[] entries = [];
        while (true)
        {
            lexer.SkipSpace();
            if (lexer.TryKeyword("trailer"u8))
                break;
            ReadSubsection(bytes, ref lexer, ref entries, budget);
        }
        var parser = new PdfParser(file, lexer.Position, budget);
        var trailer = parser.Dictionary();
        return new(offset, parser.Position, trailer, XrefSection.Order(entries, XrefSection.SizeOf(trailer), offset), StreamNumber: 0);
    }

    private static void ReadSubsection(ReadOnlySpan<byte> bytes, ref PdfLexer lexer, ref XrefEntry[] entries, PdfBudget budget)
    {
        var start = lexer.Position;
        if (!lexer.TryUnsigned(out var first))
            throw new PdfFaultException(PdfFaultCode.XrefDamaged, start, "expected a subsection or 'trailer'");
        lexer.SkipWhiteSpace();
        if (!lexer.TryUnsigned(out var count) || count > int.MaxValue - first)
            throw new PdfFaultException(PdfFaultCode.XrefDamaged, start, "subsection");
        while (lexer.Peek == ' ')
            lexer.Position++;
        lexer.SkipEndOfLine();
        if ((long)count * ShortestEntry > bytes.Length - lexer.Position)
            throw new PdfFaultException(PdfFaultCode.XrefDamaged, start, "subsection is longer than the file");
        budget.SpendXrefEntries(count, start);

        var filled = entries.Length;
        Array.Resize(ref entries, filled + count);
        for (var i = 0; i < count; i++)
        {
            entries[filled + i] = ReadEntry(bytes[lexer.Position..], first + i, lexer.Position, out var length);
            lexer.Position += length;
        }
    }

    private static XrefEntry ReadEntry(ReadOnlySpan<byte> entry, int number, int position, out int length)
    {
        // nnnnnnnnnn ggggg k, then SP CR, SP LF or CR LF; or LF or CR alone.
        length = entry.Length > ShortestEntry && (entry[18], entry[19]) is ((byte)' ', (byte)'\r') or ((byte)' ', (byte)'\n') or ((byte)'\r', (byte)'\n') ? 20
            : entry.Length >= ShortestEntry && entry[18] is (byte)'\n' or (byte)'\r' ? ShortestEntry
            : 0;
        if (length > 0 && TryDigits(entry[..10], out var offset) && entry[10] == ' ' && TryDigits(entry.Slice(11, 5), out var generation) && entry[16] == ' ')
        {
            // Offset 0 is the header's: writers mean by it that there is no object, and readers take it so.
            if (entry[17] == 'n')
                return offset == 0 ? XrefEntry.Free(number, (int)generation) : XrefEntry.InFile(number, offset, (int)generation);
            if (entry[17] == 'f')
                return XrefEntry.Free(number, (int)generation);
        }
        throw new PdfFaultException(PdfFaultCode.XrefDamaged, position, "entry");
    }

    private static bool TryDigits(ReadOnlySpan<byte> digits, out long value)
    {
        value = 0;
        foreach (var b in digits)
        {
            if (!PdfCharacters.IsDigit(b))
                return false;
            value = value * 10 + (b - '0');
        }
        return true;
    }
}
