using System.Buffers;

namespace Sakpore.Signing.Pdf.Syntax;

/// <summary>Resolves the two ways of writing a string (ISO 32000-2, 7.3.4). Input is what the parser has accepted.</summary>
internal static class PdfStringDecoder
{
    /// <param name="raw">From <c>&lt;</c> to <c>&gt;</c>, both included. A missing last digit counts as 0.</param>
    public static byte[] DecodeHex(ReadOnlySpan<byte> raw)
    {
        var decoded = new byte[(raw.Length - 1) / 2];
        // Nearly all are digits alone, and signature values are long.
        if (raw.Length % 2 == 0 && Convert.FromHexString(raw[1..^1], decoded, out _, out _) == OperationStatus.Done)
            return decoded;
        int length = 0, high = -1;
        foreach (var b in raw[1..^1])
        {
            var digit = PdfCharacters.HexDigit(b);
            if (digit < 0)
                continue; // white space
            if (high < 0)
            {
                high = digit;
                continue;
            }
            decoded[length++] = (byte)(high << 4 | digit);
            high = -1;
        }
        if (high >= 0)
            decoded[length++] = (byte)(high << 4);
        return length == decoded.Length ? decoded : decoded[..length];
    }

    /// <param name="raw">From the opening to the closing parenthesis, both included.</param>
    public static byte[] DecodeLiteral(ReadOnlySpan<byte> raw)
    {
        var text = raw[1..^1];
        if (text.IndexOfAny((byte)'\\', (byte)'\r') < 0)
            return text.ToArray();
        var decoded = new byte[text.Length];
        int length = 0, i = 0;
        while (i < text.Length)
        {
            var b = text[i++];
            if (b == '\\')
            {
                if (DecodeEscape(text, ref i) is { } escaped)
                    decoded[length++] = escaped;
            }
            else if (b == '\r')
            {
                // An end of line of any form reads as one line feed.
                if (i < text.Length && text[i] == '\n')
                    i++;
                decoded[length++] = (byte)'\n';
            }
            else
            {
                decoded[length++] = b;
            }
        }
        return decoded[..length];
    }

    private static byte? DecodeEscape(ReadOnlySpan<byte> text, ref int i)
    {
        var b = text[i++]; // the parser saw a byte after every backslash
        switch (b)
        {
            case (byte)'n': return (byte)'\n';
            case (byte)'r': return (byte)'\r';
            case (byte)'t': return (byte)'\t';
            case (byte)'b': return (byte)'\b';
            case (byte)'f': return (byte)'\f';
            case (byte)'\n': return null;
            case (byte)'\r':
                if (i < text.Length && text[i] == '\n')
                    i++;
                return null;
            case >= (byte)'0' and <= (byte)'7':
                var value = b - '0';
                for (var digits = 1; digits < 3 && i < text.Length && text[i] is >= (byte)'0' and <= (byte)'7'; digits++)
                    value = value * 8 + (text[i++] - '0');
                return (byte)value; // high-order overflow is ignored, as 7.3.4.2 says
            default:
                return b;
        }
    }
}
