using Sakpore.Core.Applications;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>
/// The working days d with stop &lt; d &lt;= resume, the union over all suspensions, where stop is the local date of the
/// return and resume the day 0 of the supplement that left nothing owed.
/// </summary>
internal static class SuspendedDays
{
    /// <summary>Counts the days; null where a suspension reaches past what the calendar knows.</summary>
    /// <param name="suspensions">The suspensions, oldest first; an open one lasts until <paramref name="judged"/>.</param>
    /// <param name="day0">Day 0 of the clock that is suspended.</param>
    /// <param name="days">The working days it runs when nothing suspends it; a suspension that begins after its end moves nothing.</param>
    /// <param name="calendar">The calendar.</param>
    /// <param name="judged">The instant judged.</param>
    public static int? Count(IReadOnlyList<Suspension> suspensions, DateOnly day0, int days, WorkCalendar calendar, DateTimeOffset judged)
    {
        int suspended = 0;
        DateOnly counted = day0; // the days up to here are counted: the union
        for (int i = 0; i < suspensions.Count; i++)
        {
            DateOnly stop = calendar.Zone.DateOf(suspensions[i].From);
            if (calendar.AddWorkingDays(day0, days + suspended) is { } end && stop > end)
                continue;
            if (calendar.DayZero(suspensions[i].Until ?? judged) is not { } resume)
                return null;
            DateOnly from = stop > counted ? stop : counted;
            if (resume <= from)
                continue;
            if (calendar.CountWorkingDays(from, resume) is not { } more)
                return null;
            suspended += more;
            counted = resume;
        }

        return suspended;
    }
}
