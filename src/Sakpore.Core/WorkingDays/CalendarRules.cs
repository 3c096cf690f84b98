namespace Sakpore.Core.WorkingDays;

/// <summary>What an office sets about its working days, apart from the holidays.</summary>
public sealed record CalendarRules
{
    /// <summary>The calendar's slug, for example <c>5-day-cuti-off</c>.</summary>
    public required string Slug { get; init; }

    /// <summary>The revision: the version of these rules, a point, the revision of the holiday list, for example <c>1.4</c>.</summary>
    public required string Revision { get; init; }

    /// <summary>The office's time.</summary>
    public required OfficeTimeZone Zone { get; init; }

    /// <summary>The week.</summary>
    public required WorkWeek Week { get; init; }

    /// <summary>Whether collective leave (cuti bersama) is worked.</summary>
    public required bool CutiBersamaWorked { get; init; }

    /// <summary>The last local time of day at which a receipt counts for that day. An instant at exactly this time counts.</summary>
    public required TimeOnly CutOff { get; init; }

    /// <summary>The office's hours.</summary>
    public required OfficeHours Hours { get; init; }
}
