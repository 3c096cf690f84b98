using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>A due date with its reasons: what a person needs to check it by hand.</summary>
/// <param name="Day0">Day 0: the day of receipt, rolled.</param>
/// <param name="EarliestOn">Day 0 plus the lower end.</param>
/// <param name="DueOn">Day 0 plus the upper end.</param>
/// <param name="DueByWeekOn">When it would be due by the week's pattern alone, without any holiday; never after <paramref name="DueOn"/>.</param>
/// <param name="Calendar">The calendar, <c>slug@revision</c>.</param>
/// <param name="Days">Each day from the receipt to the due date, both included, and what it counted as.</param>
public sealed record DueDate(
    DateOnly Day0, DateOnly EarliestOn, DateOnly DueOn, DateOnly DueByWeekOn, string Calendar, IReadOnlyList<CountedDay> Days)
{
    /// <summary>
    /// The holidays that moved it: those between receipt and due date that close a day of the week's pattern, in order.
    /// </summary>
    public IEnumerable<Holiday> MovedBy => Days.Where(day => day.CountedAs == CountedAs.Holiday).Select(day => day.Holiday!);

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

        var days = new List<CountedDay>();
        for (DateOnly day = calendar.Zone.DateOf(received); day <= due; day = day.AddDays(1))
            days.Add(Count(calendar, day0, day));
        return new(day0, earliest, due, ByWeek(calendar, received, maxDays), calendar.Pin, days);
    }

    /// <summary>The same for a bare date: received that day, before the cut-off.</summary>
    /// <inheritdoc cref="Of(WorkCalendar, DateTimeOffset, int, int)"/>
    public static DueDate? Of(WorkCalendar calendar, DateOnly received, int minDays, int maxDays)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Of(calendar, calendar.Zone.InstantOf(received, calendar.Rules.CutOff), minDays, maxDays);
    }

    private static CountedDay Count(WorkCalendar calendar, DateOnly day0, DateOnly day)
    {
        Holiday? holiday = calendar.HolidayOn(day);
        if (!calendar.Rules.Week.Includes(day.DayOfWeek))
            return new(day, CountedAs.Weekend, null, holiday);
        if (holiday is not null)
            return new(day, CountedAs.Holiday, null, holiday);
        if (day < day0)
            return new(day, CountedAs.AfterCutOff, null, null);
        int number = calendar.CountWorkingDays(day0, day)!.Value;
        return new(day, number == 0 ? CountedAs.DayZero : CountedAs.WorkingDay, number, null);
    }

    private static DateOnly ByWeek(WorkCalendar calendar, DateTimeOffset received, int days)
    {
        WorkWeek week = calendar.Rules.Week;
        DateOnly day = calendar.Zone.DateOf(received);
        // Day 0 without holidays; then a step a working day.
        int left = week.Includes(day.DayOfWeek) && calendar.IsInTime(received) ? days : days + 1;
        while (left > 0)
        {
            day = day.AddDays(1);
            if (week.Includes(day.DayOfWeek))
                left--;
        }

        return day;
    }
}
