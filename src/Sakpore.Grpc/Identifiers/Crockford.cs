namespace Sakpore.Grpc.Identifiers;

/// <summary>
/// Crockford's base32: digits and letters without I, L, O and U, so that a code survives being read aloud and typed.
/// Encoding is most significant bit first, without check symbol and padding.
/// </summary>
internal static class Crockford
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Encodes bytes in upper case; the last symbol is filled with zero bits.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> symbols = stackalloc char[(bytes.Length * 8 + 4) / 5];
        var (buffer, bits, next) = (0, 0, 0);
        foreach (var value in bytes)
        {
            buffer = (buffer << 8) | value;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                symbols[next++] = Alphabet[(buffer >> (bits - 5)) & 31];
            }

            buffer &= (1 << bits) - 1;
        }

        if (bits > 0)
        {
            symbols[next] = Alphabet[(buffer << (5 - bits)) & 31];
        }

        return new string(symbols);
    }

    /// <summary>
    /// What a person meant: upper case, O as 0, I and L as 1, hyphens and spaces dropped. Null where another symbol
    /// occurs or the length is not <paramref name="symbols"/>.
    /// </summary>
    public static string? Normalize(string typed, int symbols)
    {
        if (typed.Length > 4 * symbols)
        {
            return null;
        }

        Span<char> code = stackalloc char[symbols];
        var length = 0;
        foreach (var typedSymbol in typed)
        {
            if (typedSymbol is '-' or ' ')
            {
                continue;
            }

            var symbol = char.ToUpperInvariant(typedSymbol) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var other => other,
            };
            if (length == symbols || !Alphabet.Contains(symbol, StringComparison.Ordinal))
            {
                return null;
            }

            code[length++] = symbol;
        }

        return length == symbols ? new string(code) : null;
    }
}
