namespace Sakpore.Core.Numbering;

/// <summary>A month in Roman numerals, as Indonesian letter numbers write it: I to XII.</summary>
public static class RomanMonth
{
    private static readonly string[] Numerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

    /// <summary>The numeral of a month.</summary>
    /// <param name="month">1 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException">Any other number.</exception>
    public static string Format(int month) =>
        month is >= 1 and <= 12 ? Numerals[month - 1] : throw new ArgumentOutOfRangeException(nameof(month), month, "A month is 1 to 12.");

    /// <summary>The month of a numeral in capitals; null for anything else.</summary>
    public static int? Parse(string numeral)
    {
        int index = Array.IndexOf(Numerals, numeral);
        return index < 0 ? null : index + 1;
    }
}
