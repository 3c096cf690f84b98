using Sakpore.Core.Applications;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>Whether a decree moved a due date since it was last told.</summary>
internal static class PromiseMove
{
    /// <summary>The move; null where nothing moved, before the clock starts, after an end, and past a horizon.</summary>
    /// <param name="state">The application.</param>
    /// <param name="calendar">The calendar as known now, with its revisions.</param>
    /// <param name="now">The instant judged.</param>
    public static PromiseMoved? Of(ApplicationState state, WorkCalendar calendar, DateTimeOffset now)
    {
        if (state.IsEnded || state.Promise is not { } promise)
            return null;
        string told = state.Moved?.Calendar ?? promise.Calendar;
        PromiseCount count = PromiseCount.Of(state, promise, calendar, now);
        if (count.DueOn is not { } to || count.Calendar.Pin == told || Revision(calendar, told) is not { } before)
            return null;

        // Both on the application as it is now: what suspensions and extensions moved is not the decree's.
        return PromiseCount.On(before, state, promise, now).DueOn is { } from && from != to ? new(from, to, count.Calendar.Pin) : null;
    }

    private static WorkCalendar? Revision(WorkCalendar calendar, string pin)
    {
        foreach (CalendarRevision revision in calendar.Revisions)
        {
            if (revision.Calendar.Pin == pin)
                return revision.Calendar;
        }

        return null;
    }
}
