using System.CommandLine.Parsing;
using System.Globalization;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Cli.Deadlines;

/// <summary>When something was received, as it was typed.</summary>
/// <param name="Date">The date.</param>
/// <param name="Time">The time of day; null for a bare date, which counts as received that day before the cut-off.</param>
/// <param name="Offset">Local time minus UTC; null where none was typed: the office's.</param>
internal sealed record Receipt(DateOnly Date, TimeOnly? Time, TimeSpan? Offset)
{
    private static readonly string[] Local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];
    private static readonly string[] WithOffset = [.. Local.Select(form => form + "zzz")];
    private static readonly string[] Utc = [.. Local.Select(form => form + "'Z'")];

    /// <summary>The receipt of an instant.</summary>
    public static Receipt Of(DateTimeOffset instant) => new(DateOnly.FromDateTime(instant.DateTime), TimeOnly.FromDateTime(instant.DateTime), instant.Offset);

    /// <summary>The receipt of a text: <c>yyyy-MM-dd</c>, or that with <c>THH:mm[:ss[.fffffff]]</c> and an offset, <c>Z</c> or nothing; otherwise null.</summary>
    public static Receipt? Parse(string text)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out DateOnly date))
            return new(date, null, null);
        if (DateTimeOffset.TryParseExact(text, WithOffset, culture, DateTimeStyles.None, out DateTimeOffset instant)
            || DateTimeOffset.TryParseExact(text, Utc, culture, DateTimeStyles.AssumeUniversal, out instant))
            return Of(instant);
        return DateTime.TryParseExact(text, Local, culture, DateTimeStyles.None, out DateTime local)
            ? new(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), null)
            : null;
    }

    /// <summary>The receipt of a word of the command line; a defect of it otherwise.</summary>
    public static Receipt? Parse(ArgumentResult word)
    {
        string text = word.Tokens[0].Value;
        if (Parse(text) is { } receipt)
            return receipt;
        word.AddError($"'{text}' is not a date (2026-03-17) or an instant (2026-03-17T09:00+07:00).");
        return null;
    }

    /// <summary>The instant, for the office of a calendar.</summary>
    public DateTimeOffset At(WorkCalendar calendar) => At(calendar.Zone, calendar.Rules.CutOff);

    /// <summary>The date in a time zone.</summary>
    public DateOnly DateIn(OfficeTimeZone zone) => zone.DateOf(At(zone, TimeOnly.MinValue));

    private DateTimeOffset At(OfficeTimeZone zone, TimeOnly otherwise)
    {
        TimeOnly time = Time ?? otherwise;
        return Offset is { } offset ? new(Date.ToDateTime(time), offset) : zone.InstantOf(Date, time);
    }
}
