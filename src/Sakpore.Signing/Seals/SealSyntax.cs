using System.Globalization;
using System.Text;

namespace Sakpore.Signing.Seals;

/// <summary>What the fields of seals, key sets and status lists may hold.</summary>
internal static class SealSyntax
{
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    /// <summary>1 to 40 of <c>a-z 0-9 . -</c>.</summary>
    public static bool IsName(string name) =>
        name.Length is >= 1 and <= 40 && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '.' or '-');

    /// <summary>
    /// 1 to so many bytes of UTF-8, without the characters that show a reader something else than is there: controls (category Cc),
    /// formats such as the direction marks (Cf), separators of lines and paragraphs (Zl, Zp).
    /// </summary>
    public static bool IsText(string text, int mostBytes)
    {
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            // A lone surrogate reads as U+FFFD.
            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return false;
        }

        return bytes >= 1 && bytes <= mostBytes;
    }

    /// <summary>Whether a day has a number: 0 to 65535 since 1970-01-01.</summary>
    public static bool IsDay(DateOnly day) => day.DayNumber - Epoch.DayNumber is >= 0 and <= ushort.MaxValue;

    /// <summary>Days since 1970-01-01 (the numbering of RFC 8943).</summary>
    public static uint ToNumber(DateOnly day) => (uint)(day.DayNumber - Epoch.DayNumber);

    /// <summary>The day of a number.</summary>
    public static DateOnly ToDay(ushort number) => Epoch.AddDays(number);
}
