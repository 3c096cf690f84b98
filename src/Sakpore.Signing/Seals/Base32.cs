using System.Diagnostics.CodeAnalysis;

namespace Sakpore.Signing.Seals;

/// <summary>Base32 of RFC 4648, 6: upper case, without padding. Each value has exactly one text.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Writes bytes as text.</summary>
    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new char[(bytes.Length * 8 + 4) / 5];
        var (held, count, length) = (0, 0, 0);
        foreach (var value in bytes)
        {
            held = (held & 0x1F) << 8 | value;
            for (count += 8; count >= 5; count -= 5)
                text[length++] = Alphabet[held >> (count - 5) & 0x1F];
        }

        if (count > 0)
            text[length] = Alphabet[held << (5 - count) & 0x1F];
        return new string(text);
    }

    /// <summary>Reads a text; false for any other character, for a length that no bytes have, and for trailing bits that are not zero.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        // RFC 4648, 6: what is left over is 0, 2, 4, 5 or 7 characters.
        if (text.Length % 8 is 1 or 3 or 6)
            return false;
        var read = new byte[text.Length * 5 / 8];
        var (held, count, length) = (0, 0, 0);
        foreach (var character in text)
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0)
                return false;
            held = (held & 0xFF) << 5 | value;
            count += 5;
            if (count < 8)
                continue;
            count -= 8;
            read[length++] = (byte)(held >> count);
        }

        if ((held & (1 << count) - 1) != 0)
            return false;
        bytes = read;
        return true;
    }
}
