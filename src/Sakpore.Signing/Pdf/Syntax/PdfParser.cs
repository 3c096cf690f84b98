using System.Buffers.Text;

namespace Sakpore.Signing.Pdf.Syntax;

/// <summary>Parses objects (ISO 32000-2, 7.3) from one source. Strict: what is not syntax is a fault, with its offset.</summary>
internal ref struct PdfParser
{
    private readonly PdfSource _source;
    private readonly PdfBudget _budget;
    private PdfLexer _lexer;

    public PdfParser(PdfSource source, int position, PdfBudget budget)
    {
        _source = source;
        _budget = budget;
        _lexer = new PdfLexer(source.Bytes.Span, position);
    }

    public readonly int Position => _lexer.Position;

    /// <summary>Passes white space; returns where it ended.</summary>
    public int SkipWhiteSpace()
    {
        _lexer.SkipWhiteSpace();
        return _lexer.Position;
    }

    /// <summary>Parses <c>n g obj</c>, which must begin exactly here.</summary>
    /// <returns>False if something else stands here.</returns>
    public bool TryIndirectHeader(out int number, out int generation)
    {
        generation = 0;
        if (!_lexer.TryUnsigned(out number))
            return false;
        _lexer.SkipSpace();
        if (!_lexer.TryUnsigned(out generation))
            return false;
        _lexer.SkipSpace();
        return _lexer.TryKeyword("obj"u8);
    }

    /// <summary>Passes a keyword after white space and comments, if it is there.</summary>
    public bool TryKeyword(ReadOnlySpan<byte> keyword)
    {
        _lexer.SkipSpace();
        return _lexer.TryKeyword(keyword);
    }

    /// <summary>Passes a keyword after white space and comments; a fault if it is not there.</summary>
    public void Keyword(ReadOnlySpan<byte> keyword)
    {
        _lexer.SkipSpace();
        _lexer.Keyword(keyword);
    }

    /// <summary>Passes <c>stream</c> and its end of line; returns false if no stream begins here.</summary>
    public bool TryBeginStream()
    {
        if (!TryKeyword("stream"u8))
            return false;
        // A lone CR is not permitted: it could be the first byte of the data (7.3.8.1).
        if (_lexer.Peek == '\n')
            _lexer.Position++;
        else if (_lexer.Peek == '\r' && _lexer.PeekNext == '\n')
            _lexer.Position += 2;
        else
            throw new PdfFaultException(PdfFaultCode.StreamDamaged, Position, "no end of line after 'stream'");
        return true;
    }

    /// <summary>Passes the data of a stream and the words that close it.</summary>
    public ReadOnlyMemory<byte> StreamData(long length)
    {
        var start = Position;
        if (length < 0 || length > _lexer.Rest.Length)
            throw new PdfFaultException(PdfFaultCode.StreamDamaged, start, "length");
        _lexer.Position += (int)length;
        _lexer.SkipWhiteSpace();
        if (!_lexer.TryKeyword("endstream"u8))
            throw new PdfFaultException(PdfFaultCode.StreamDamaged, Position, "the data does not end where its length says");
        return _source.Bytes.Slice(start, (int)length);
    }

    public PdfObject Object() => Object(0);

    /// <summary>Parses a dictionary; anything else is a fault.</summary>
    public PdfDictionary Dictionary()
    {
        var value = Object(0);
        return value as PdfDictionary ?? throw new PdfFaultException(PdfFaultCode.WrongType, value.Start, "expected a dictionary");
    }

    private PdfObject Object(int depth)
    {
        _lexer.SkipSpace();
        var start = Position;
        _budget.SpendObject(start);
        var value = Value(depth, start);
        value.PlaceAt(_source, start, Position);
        return value;
    }

    private PdfObject Value(int depth, int start)
    {
        switch (_lexer.Peek)
        {
            case '/':
                return new PdfName(_lexer.Name());
            case '<' when _lexer.PeekNext == '<':
                return DictionaryAfter(start, depth + 1);
            case '<':
                _lexer.HexString();
                return new PdfString(isHex: true);
            case '(':
                _lexer.LiteralString();
                return new PdfString(isHex: false);
            case '[':
                return Array(start, depth + 1);
            case >= '0' and <= '9':
                return NumberOrReference();
            case '+' or '-' or '.':
                return Number();
            case 't' when _lexer.TryKeyword("true"u8):
                return new PdfBoolean(true);
            case 'f' when _lexer.TryKeyword("false"u8):
                return new PdfBoolean(false);
            case 'n' when _lexer.TryKeyword("null"u8):
                return new PdfNull();
            default:
                throw PdfFaultException.Syntax(start, "no object begins here");
        }
    }

    private PdfDictionary DictionaryAfter(int start, int depth)
    {
        _budget.CheckDepth(depth, start);
        _lexer.Position += 2;
        var entries = new List<KeyValuePair<string, PdfObject>>(8);
        while (true)
        {
            _lexer.SkipSpace();
            if (_lexer.Peek == '/')
            {
                var key = _lexer.Name();
                entries.Add(new(key, Object(depth)));
            }
            else if (_lexer.Peek == '>' && _lexer.PeekNext == '>')
            {
                _lexer.Position += 2;
                return new PdfDictionary(entries, PdfDictionary.FindDuplicate(entries));
            }
            else
            {
                throw PdfFaultException.Syntax(Position, "expected a key or the end of a dictionary");
            }
        }
    }

    private PdfArray Array(int start, int depth)
    {
        _budget.CheckDepth(depth, start);
        _lexer.Position++;
        var items = new List<PdfObject>();
        while (true)
        {
            _lexer.SkipSpace();
            if (_lexer.Peek == ']')
            {
                _lexer.Position++;
                return new PdfArray(items);
            }
            items.Add(Object(depth));
        }
    }

    private PdfObject NumberOrReference()
    {
        var start = Position;
        if (_lexer.TryUnsigned(out var number))
        {
            var afterNumber = Position;
            _lexer.SkipSpace();
            if (_lexer.TryUnsigned(out var generation))
            {
                _lexer.SkipSpace();
                if (_lexer.TryKeyword("R"u8))
                    return new PdfReference(number, generation);
            }
            _lexer.Position = afterNumber;
            return new PdfInteger(number);
        }
        _lexer.Position = start;
        return Number();
    }

    private PdfObject Number()
    {
        var run = _lexer.Rest[..PdfCharacters.RegularRun(_lexer.Rest)];
        var start = Position;
        _lexer.Position += run.Length;
        var point = run.IndexOf((byte)'.');
        var digits = run[0] is (byte)'+' or (byte)'-' ? run[1..] : run;
        // Digits with at most one point among them; no exponent (7.3.3).
        if (digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is var odd && (odd < 0 ? digits.Length == 0
            : digits[odd] != '.' || digits.Length == 1 || digits[(odd + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0))
        {
            throw PdfFaultException.Syntax(start, "not a number");
        }
        var unsigned = run[0] == '+' ? digits : run;
        if (point < 0)
        {
            return Utf8Parser.TryParse(unsigned, out long integer, out var used) && used == unsigned.Length
                ? new PdfInteger(integer)
                : throw PdfFaultException.Syntax(start, "integer out of range");
        }
        return Utf8Parser.TryParse(unsigned, out double real, out var consumed) && consumed == unsigned.Length && double.IsFinite(real)
            ? new PdfReal(real)
            : throw PdfFaultException.Syntax(start, "real number out of range");
    }
}
