namespace Sakpore.Signing.Pades;

/// <summary>WinAnsiEncoding (ISO 32000-2, Annex D.2): Windows-1252.</summary>
internal static class WinAnsi
{
    // 0x80 to 0x9F; elsewhere it is Latin-1.
    private const string At80 = "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0"
        + "\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    /// <summary>The code of a character; null if it has none.</summary>
    public static byte? Code(char character) => character switch
    {
        >= ' ' and <= '~' or >= '\u00A0' and <= '\u00FF' => (byte)character,
        _ => character != '\0' && At80.IndexOf(character, StringComparison.Ordinal) is >= 0 and var index ? (byte)(0x80 + index) : null,
    };

    /// <summary>The character of a code; NUL if it has none.</summary>
    public static char Character(int code) => code is >= 0x80 and <= 0x9F ? At80[code - 0x80] : (char)code;
}
