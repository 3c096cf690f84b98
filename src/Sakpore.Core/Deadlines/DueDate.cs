using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>A due date with its reasons: what a person needs to check it by hand.</summary>
/// <param name="Day0">Day 0: the day of receipt, rolled.</param>
/// <param name="EarliestOn">Day 0 plus the lower end.</param>
/// <param name="DueOn">Day 0 plus the upper end.</param>
/// <param name="Calendar">The calendar, <c>slug@revision</c>.</param>
/// <param name="MovedBy">
/// The holidays that moved it: those between receipt and due date that close a day of the week's pattern, in order.
/// </param>
public sealed record DueDate(DateOnly Day0, DateOnly EarliestOn, DateOnly DueOn, string Calendar, IReadOnlyList<Holiday> MovedBy)
{
    /// <summary>The due date of a receipt; null past the calendar's horizon.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="received">The instant of receipt.</param>
    /// <param name="minDays">The lower end of the promise, working days, from 0.</param>
    /// <param name="maxDays">The upper end, not below <paramref name="minDays"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative promise, or an upper end below the lower.</exception>
    public static DueDate? Of(WorkCalendar calendar, DateTimeOffset received, int minDays, int maxDays)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentOutOfRangeException.ThrowIfNegative(minDays);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDays, minDays);
        if (calendar.DayZero(received) is not { } day0
            || calendar.AddWorkingDays(day0, minDays) is not { } earliest
            || calendar.AddWorkingDays(day0, maxDays) is not { } due)
            return null;

        var moved = new List<Holiday>();
        for (DateOnly day = calendar.Zone.DateOf(received); day <= due; day = day.AddDays(1))
        {
            if (calendar.HolidayOn(day) is { } holiday && calendar.Rules.Week.Includes(day.DayOfWeek))
                moved.Add(holiday);
        }

        return new(day0, earliest, due, calendar.Pin, moved);
    }

    /// <summary>The same for a bare date: received that day, before the cut-off.</summary>
    public static DueDate? Of(WorkCalendar calendar, DateOnly received, int minDays, int maxDays)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Of(calendar, calendar.Zone.InstantOf(received, calendar.Rules.CutOff), minDays, maxDays);
    }
}
