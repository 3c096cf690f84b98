using Sakpore.Core.Applications;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>How a promise stands, derived from history. Rows may cache it and never decide by it.</summary>
/// <param name="Day0">Day 0 of the promise.</param>
/// <param name="EarliestOn">Day 0 plus the lower end, suspended days added; null past the horizon.</param>
/// <param name="DueOn">Day 0 plus the upper end, suspended and extended days added; null past the horizon. Late begins the day after.</param>
/// <param name="SuspendedDays">Working days that the clock stood still.</param>
/// <param name="IsSuspended">Whether it stands still now; then <paramref name="DueOn"/> still moves.</param>
/// <param name="RemainingDays">
/// Working days left after the day judged (today, or the day it ended): 0 on the due date, negative when late. Null past the horizon.
/// </param>
/// <param name="IsOverdue">Whether the day judged lies after the due date.</param>
/// <param name="Calendar">The calendar counted on, <c>slug@revision</c>.</param>
public sealed record DeadlineView(
    DateOnly Day0, DateOnly? EarliestOn, DateOnly? DueOn, int SuspendedDays, bool IsSuspended, int? RemainingDays, bool IsOverdue, string Calendar)
{
    /// <summary>How the promise stands; null before its clock starts.</summary>
    /// <param name="state">The application.</param>
    /// <param name="calendar">The calendar to count on.</param>
    /// <param name="now">The instant judged; for an ended application its end counts instead.</param>
    /// <remarks>
    /// Suspended are the working days d with stop &lt; d &lt;= resume, where stop is the local date of the return and
    /// resume the day 0 of the supplement that left nothing owed: stop and resume on one day move nothing. A suspension
    /// that begins after the due date as it stood then moves nothing.
    /// </remarks>
    public static DeadlineView? Of(ApplicationState state, WorkCalendar calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(calendar);
        if (state.Promise is not { } promise)
            return null;

        DateTimeOffset judged = state.EndedAt ?? now;
        DateOnly today = calendar.Zone.DateOf(judged);
        int suspended = CountSuspended(state.Suspensions, promise.Day0, promise.MaxDays + state.ExtendedDays, calendar, judged);
        DateOnly? due = calendar.AddWorkingDays(promise.Day0, promise.MaxDays + state.ExtendedDays + suspended);
        return new(
            promise.Day0,
            calendar.AddWorkingDays(promise.Day0, promise.MinDays + suspended),
            due,
            suspended,
            state.Suspensions is [.., { Until: null }],
            due is { } date ? calendar.CountWorkingDays(today, date) : null,
            due is { } last && today > last,
            calendar.Pin);
    }

    private static int CountSuspended(IReadOnlyList<Suspension> suspensions, DateOnly day0, int maxDays, WorkCalendar calendar, DateTimeOffset judged)
    {
        int days = 0;
        DateOnly counted = day0; // days up to here are not suspended (again): the union of the suspensions
        foreach (Suspension suspension in suspensions)
        {
            DateOnly stop = calendar.Zone.DateOf(suspension.From);
            if (calendar.AddWorkingDays(day0, maxDays + days) is { } due && stop > due)
                continue;
            DateOnly from = stop > counted ? stop : counted;
            if (calendar.DayZero(suspension.Until ?? judged) is not { } resume || resume <= from)
                continue;
            days += calendar.CountWorkingDays(from, resume) ?? 0;
            counted = resume;
        }

        return days;
    }
}
