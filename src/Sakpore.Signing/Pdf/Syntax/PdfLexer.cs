using System.Diagnostics;

namespace Sakpore.Signing.Pdf.Syntax;

/// <summary>Moves over bytes by the lexical rules of ISO 32000-2, 7.2 and 7.3; every fault carries its offset.</summary>
internal ref struct PdfLexer(ReadOnlySpan<byte> bytes, int position)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; set; } = position;

    public readonly bool AtEnd => Position >= _bytes.Length;

    /// <summary>The byte at the position; -1 at the end.</summary>
    public readonly int Peek => Position < _bytes.Length ? _bytes[Position] : -1;

    /// <summary>The byte after that at the position; -1 past the end.</summary>
    public readonly int PeekNext => Position + 1 < _bytes.Length ? _bytes[Position + 1] : -1;

    public readonly ReadOnlySpan<byte> Rest => _bytes[Math.Min(Position, _bytes.Length)..];

    /// <summary>Skips white space and comments.</summary>
    public void SkipSpace()
    {
        while (Position < _bytes.Length)
        {
            var b = _bytes[Position];
            if (b == '%')
            {
                var end = _bytes[Position..].IndexOfAny((byte)'\r', (byte)'\n');
                Position = end < 0 ? _bytes.Length : Position + end;
            }
            else if (PdfCharacters.IsWhiteSpace(b))
            {
                Position++;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Skips white space only, so that a following <c>%%EOF</c> stays.</summary>
    public void SkipWhiteSpace()
    {
        while (Position < _bytes.Length && PdfCharacters.IsWhiteSpace(_bytes[Position]))
            Position++;
    }

    /// <summary>Skips one end of line: CR LF, LF or CR.</summary>
    public void SkipEndOfLine()
    {
        if (Peek == '\r')
        {
            Position++;
            if (Peek == '\n')
                Position++;
        }
        else if (Peek == '\n')
        {
            Position++;
        }
    }

    /// <summary>Passes exactly these regular characters, if they stand here as a word of their own.</summary>
    public bool TryKeyword(ReadOnlySpan<byte> keyword)
    {
        var rest = Rest;
        if (!rest.StartsWith(keyword) || (rest.Length > keyword.Length && PdfCharacters.IsRegular(rest[keyword.Length])))
            return false;
        Position += keyword.Length;
        return true;
    }

    public void Keyword(ReadOnlySpan<byte> keyword)
    {
        if (!TryKeyword(keyword))
            throw PdfFaultException.Syntax(Position, $"expected '{System.Text.Encoding.ASCII.GetString(keyword)}'");
    }

    /// <summary>Passes a run of decimal digits that ends the word; leaves the position where it was if there is none.</summary>
    /// <param name="value">The number; unchanged meaning only when the answer is true.</param>
    public bool TryUnsigned(out int value)
    {
        var run = Rest[..PdfCharacters.RegularRun(Rest)];
        long sum = 0;
        foreach (var b in run)
        {
            if (!PdfCharacters.IsDigit(b) || (sum = sum * 10 + (b - '0')) > int.MaxValue)
            {
                value = 0;
                return false;
            }
        }
        value = (int)sum;
        Position += run.Length;
        return run.Length > 0;
    }

    /// <summary>Passes a name; returns its value with <c>#</c> escapes resolved.</summary>
    public string Name()
    {
        Debug.Assert(Peek == '/');
        Position++;
        var run = Rest[..PdfCharacters.RegularRun(Rest)];
        var start = Position;
        Position += run.Length;
        if (!run.Contains((byte)'#'))
            return KnownNames.Get(run);
        var decoded = new byte[run.Length];
        var length = 0;
        for (var i = 0; i < run.Length; i++)
        {
            if (run[i] != '#')
            {
                decoded[length++] = run[i];
                continue;
            }
            var high = i + 1 < run.Length ? PdfCharacters.HexDigit(run[i + 1]) : -1;
            var low = i + 2 < run.Length ? PdfCharacters.HexDigit(run[i + 2]) : -1;
            if (high < 0 || low < 0 || (high | low) == 0)
                throw PdfFaultException.Syntax(start + i, "'#' in a name without two hexadecimal digits");
            decoded[length++] = (byte)(high << 4 | low);
            i += 2;
        }
        return KnownNames.Get(decoded.AsSpan(0, length));
    }

    /// <summary>Passes a literal string, to just after its closing parenthesis.</summary>
    public void LiteralString()
    {
        Debug.Assert(Peek == '(');
        var start = Position++;
        for (var open = 1; open > 0;)
        {
            var next = Rest.IndexOfAny((byte)'(', (byte)')', (byte)'\\');
            if (next < 0 || (_bytes[Position + next] == '\\' && Position + next + 1 >= _bytes.Length))
                throw PdfFaultException.Syntax(start, "string without end");
            Position += next;
            switch (_bytes[Position])
            {
                case (byte)'(':
                    open++;
                    break;
                case (byte)')':
                    open--;
                    break;
                default:
                    Position++; // whatever a backslash precedes
                    break;
            }
            Position++;
        }
    }

    /// <summary>Passes a hexadecimal string, to just after its <c>&gt;</c>.</summary>
    public void HexString()
    {
        Debug.Assert(Peek == '<');
        var length = Rest.IndexOf((byte)'>');
        if (length < 0)
            throw PdfFaultException.Syntax(Position, "string without end");
        var digits = Rest[1..length];
        var wrong = digits.IndexOfAnyExcept(HexDigitsAndWhiteSpace);
        if (wrong >= 0)
            throw PdfFaultException.Syntax(Position + 1 + wrong, "not a hexadecimal digit");
        Position += length + 1;
    }

    private static readonly System.Buffers.SearchValues<byte> HexDigitsAndWhiteSpace =
        System.Buffers.SearchValues.Create("0123456789abcdefABCDEF\0\t\n\f\r "u8);
}
