using Sakpore.Core.Applications;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>How a promise stands, derived from history. Rows may cache it and never decide by it.</summary>
/// <param name="Day0">Day 0 of the promise.</param>
/// <param name="EarliestOn">Day 0 plus the lower end, suspended days added; null past the horizon.</param>
/// <param name="DueOn">
/// Day 0 plus the upper end, suspended and extended days added: the date that lateness counts from. Late begins the day
/// after. Null past the horizon.
/// </param>
/// <param name="FirstDueOn">
/// The same on the calendar that the promise was made with; another date than <paramref name="DueOn"/> where a decree moved it.
/// </param>
/// <param name="SuspendedDays">Working days that the clock stood still; those the calendar knows.</param>
/// <param name="IsSuspended">Whether it stands still now; then <paramref name="DueOn"/> still moves.</param>
/// <param name="RemainingDays">
/// Working days left after the day judged (today, or the day it ended): 0 on the due date, negative when late. Null past the horizon.
/// </param>
/// <param name="IsOverdue">Whether the day judged lies after the due date.</param>
/// <param name="Calendar">The calendar that the due date rests on, <c>slug@revision</c>.</param>
public sealed record DeadlineView(
    DateOnly Day0, DateOnly? EarliestOn, DateOnly? DueOn, DateOnly? FirstDueOn, int SuspendedDays, bool IsSuspended, int? RemainingDays,
    bool IsOverdue, string Calendar)
{
    /// <summary>How the promise stands; null before its clock starts.</summary>
    /// <param name="state">The application.</param>
    /// <param name="calendar">
    /// The calendar as known now. Where it knows the revision that the promise was made with, lateness counts from the due
    /// date on the latest revision published before that due date: a later decree never un-lates, and no decree brings a due
    /// date forward. Where it does not, it is counted on as it is.
    /// </param>
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
        PromiseCount count = PromiseCount.Of(state, promise, calendar, judged);
        DateOnly today = count.Calendar.Zone.DateOf(judged);
        return new(
            promise.Day0,
            count.EarliestOn,
            count.DueOn,
            count.FirstDueOn,
            count.SuspendedDays ?? 0,
            state.Suspensions is [.., { Until: null }],
            count.DueOn is { } date ? count.Calendar.CountWorkingDays(today, date) : null,
            count.DueOn is { } last && today > last,
            count.Calendar.Pin);
    }
}
