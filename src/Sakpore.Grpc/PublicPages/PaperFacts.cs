using System.Globalization;

namespace Sakpore.Grpc.PublicPages;

/// <summary>
/// What somebody reads from a paper: its number, and a second fact that only the paper tells. Numbers run on, so that a
/// number alone would let anyone walk through the register.
/// </summary>
/// <param name="Number">The number, without spaces, in upper case.</param>
/// <param name="Date">The letter's date; null where not given.</param>
/// <param name="CodeEnd">The last six symbols of the code, in upper case; empty where not given.</param>
internal sealed record PaperFacts(string Number, DateOnly? Date, string CodeEnd)
{
    /// <summary>How many symbols of the code are asked for.</summary>
    internal const int CodeEndSymbols = 6;

    /// <summary>The longest number, in characters.</summary>
    internal const int LongestNumber = 80;

    /// <summary>Reads what was typed.</summary>
    /// <param name="number">The number.</param>
    /// <param name="date">The date: <c>2023-09-19</c>, as a browser's date field sends it, or <c>19-09-2023</c> with -, / or dots.</param>
    /// <param name="codeEnd">The last six symbols of the code; hyphens and spaces do not count.</param>
    /// <returns>The facts; null without a number or without any second fact that can be read.</returns>
    internal static PaperFacts? Read(string number, string date, string codeEnd)
    {
        var read = DateOnly.TryParseExact(
            date.Trim().Replace('/', '-').Replace('.', '-'), ["yyyy-M-d", "d-M-yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var end = Compact(codeEnd).Replace("-", "", StringComparison.Ordinal);
        var facts = new PaperFacts(Compact(number), read ? day : null, end.Length == CodeEndSymbols ? end : "");
        return facts.Number.Length is > 0 and <= LongestNumber && (facts.Date is not null || facts.CodeEnd.Length > 0) ? facts : null;
    }

    private static string Compact(string typed) => string.Concat(typed.Where(symbol => !char.IsWhiteSpace(symbol))).ToUpperInvariant();
}
