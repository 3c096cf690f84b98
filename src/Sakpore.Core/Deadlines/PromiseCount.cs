using Sakpore.Core.Applications;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>A promise counted, on the revision of its calendar that lateness counts by.</summary>
internal sealed record PromiseCount(WorkCalendar Calendar, int? SuspendedDays, DateOnly? EarliestOn, DateOnly? DueOn, DateOnly? FirstDueOn)
{
    /// <summary>Counts a promise.</summary>
    /// <param name="state">The application.</param>
    /// <param name="promise">Its promise.</param>
    /// <param name="calendar">The calendar as known at the latest.</param>
    /// <param name="judged">The instant judged; revisions that were not known by then do not count.</param>
    public static PromiseCount Of(ApplicationState state, Promised promise, WorkCalendar calendar, DateTimeOffset judged)
    {
        IReadOnlyList<CalendarRevision> revisions = calendar.Revisions;
        int made = revisions.Count - 1;
        while (made >= 0 && revisions[made].Calendar.Pin != promise.Calendar)
            made--;
        if (made < 0)
            return On(calendar, state, promise, judged);

        PromiseCount told = On(revisions[made].Calendar, state, promise, judged);
        DateOnly today = calendar.Zone.DateOf(judged);
        for (int i = made + 1; i < revisions.Count; i++)
        {
            CalendarRevision later = revisions[i];
            if (later.KnownBy > today || (told.DueOn is { } due && later.KnownBy >= due))
                continue;
            PromiseCount moved = On(later.Calendar, state, promise, judged);
            if (moved.DueOn is { } then && (told.DueOn is not { } before || then > before))
                told = moved with { FirstDueOn = told.FirstDueOn };
        }

        return told;
    }

    /// <summary>Counts a promise on one calendar.</summary>
    public static PromiseCount On(WorkCalendar calendar, ApplicationState state, Promised promise, DateTimeOffset judged)
    {
        int days = promise.MaxDays + state.ExtendedDays;
        if (Deadlines.SuspendedDays.Count(state.Suspensions, promise.Day0, days, calendar, judged) is not { } suspended)
            return new(calendar, null, null, null, null);
        DateOnly? due = calendar.AddWorkingDays(promise.Day0, days + suspended);
        return new(calendar, suspended, calendar.AddWorkingDays(promise.Day0, promise.MinDays + suspended), due, due);
    }
}
