using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf;

/// <summary>An expanded object stream (ISO 32000-2, 7.5.7). Objects in it are parsed when asked for, once.</summary>
internal sealed class ObjectStream
{
    private readonly PdfSource _source;
    private readonly int[] _numbers;
    private readonly int[] _offsets;
    private readonly PdfBudget _budget;
    private readonly PdfObject?[] _parsed;

    private ObjectStream(PdfSource source, int[] numbers, int[] offsets, PdfBudget budget)
    {
        _source = source;
        _numbers = numbers;
        _offsets = offsets;
        _budget = budget;
        _parsed = new PdfObject?[numbers.Length];
    }

    /// <param name="number">The stream's object number.</param>
    /// <param name="dictionary">Its dictionary, for faults.</param>
    /// <param name="count">N.</param>
    /// <param name="first">First.</param>
    /// <param name="data">Its expanded data.</param>
    /// <param name="budget">Pays for what is parsed.</param>
    public static ObjectStream Read(int number, PdfDictionary dictionary, long count, long first, ReadOnlyMemory<byte> data, PdfBudget budget)
    {
        // Each pair in the header takes at least four bytes.
        if (count < 0 || count > data.Length / 4 + 1 || first < 0 || first > data.Length)
            throw Damaged(dictionary.Start, "N or First");
        var numbers = new int[count];
        var offsets = new int[count];
        var lexer = new PdfLexer(data.Span[..(int)first], 0);
        for (var i = 0; i < numbers.Length; i++)
        {
            lexer.SkipSpace();
            if (!lexer.TryUnsigned(out numbers[i]))
                throw Damaged(lexer.Position, "header");
            lexer.SkipSpace();
            if (!lexer.TryUnsigned(out var offset) || offset >= data.Length - first)
                throw Damaged(lexer.Position, "header");
            offsets[i] = (int)first + offset;
        }
        var stream = new ObjectStream(new PdfSource(data, number), numbers, offsets, budget);
        // A stream inside an object stream is damage even where nothing asks for it; the word may also stand in a string.
        if (data.Span.IndexOf("endstream"u8) >= 0)
            stream.ParseAll();
        return stream;
    }

    /// <summary>Parses the object at a place, which must be the one with that number.</summary>
    public PdfObject Object(int number, int index)
    {
        if (index >= _numbers.Length || _numbers[index] != number)
            throw Damaged(0, $"object {number} is not at its place in object stream {_source.ObjectStream}");
        if (_parsed[index] is { } known)
            return known;
        var parser = new PdfParser(_source, _offsets[index], _budget);
        var value = parser.Object();
        // Neither streams nor references may be stored so (7.5.7).
        return _parsed[index] = value is PdfReference || parser.TryKeyword("stream"u8) ? throw Damaged(value.Start, $"object {number}") : value;
    }

    private void ParseAll()
    {
        for (var i = 0; i < _numbers.Length; i++)
            _ = Object(_numbers[i], i);
    }

    private static PdfFaultException Damaged(int offset, string detail) => new(PdfFaultCode.ObjectStreamDamaged, offset, detail);
}
