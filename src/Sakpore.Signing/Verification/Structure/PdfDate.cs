namespace Sakpore.Signing.Verification.Structure;

/// <summary>Dates as PDF writes them: D:YYYYMMDDHHmmSSOHH'mm' (ISO 32000-2, 7.9.4).</summary>
internal static class PdfDate
{
    /// <summary>The instant; null when the text is no date. A date without zone is taken as UTC.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        var rest = text.AsSpan();
        if (rest.StartsWith("D:"))
            rest = rest[2..];
        if (!Take(ref rest, 4, out var year))
            return null;
        var month = Take(ref rest, 2, out var m) ? m : 1;
        var day = Take(ref rest, 2, out var d) ? d : 1;
        var hour = Take(ref rest, 2, out var h) ? h : 0;
        var minute = Take(ref rest, 2, out var mi) ? mi : 0;
        var second = Take(ref rest, 2, out var s) ? s : 0;
        try
        {
            return new DateTimeOffset(year, month, day, hour, minute, second, Zone(rest)).ToUniversalTime();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static TimeSpan Zone(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] is not ('+' or '-'))
            return TimeSpan.Zero;
        var sign = rest[0] == '-' ? -1 : 1;
        rest = rest[1..];
        var hours = Take(ref rest, 2, out var h) ? h : 0;
        rest = rest.TrimStart('\'');
        var minutes = Take(ref rest, 2, out var m) ? m : 0;
        return sign * new TimeSpan(hours, minutes, 0);
    }

    private static bool Take(ref ReadOnlySpan<char> rest, int digits, out int value)
    {
        value = 0;
        if (rest.Length < digits)
            return false;
        foreach (var c in rest[..digits])
        {
            if (!char.IsAsciiDigit(c))
                return false;
            value = value * 10 + (c - '0');
        }

        rest = rest[digits..];
        return true;
    }
}
