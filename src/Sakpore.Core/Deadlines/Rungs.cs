using Sakpore.Core.Applications;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>
/// The ladder of escalation: shares of the promise that have been used up. Each rung is recorded once for an application,
/// also when the due date moves back and forth.
/// </summary>
public static class Rungs
{
    /// <summary>The ladder where a city sets none: 50, 80, 100 and 150 percent.</summary>
    public static IReadOnlyList<int> Default { get; } = [50, 80, 100, 150];

    /// <summary>
    /// The share of the promise used up: working days since day 0 that were not suspended, in percent of the upper end
    /// with extensions, rounded down. 100 is reached on the due date; late is more. Null before the clock starts and past
    /// the horizon.
    /// </summary>
    public static int? PercentUsed(ApplicationState state, WorkCalendar calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(calendar);
        if (state.Promise is not { } promise)
            return null;
        DateTimeOffset judged = state.EndedAt ?? now;
        PromiseCount count = PromiseCount.Of(state, promise, calendar, judged);
        if (count.SuspendedDays is not { } suspended || count.Calendar.CountWorkingDays(promise.Day0, calendar.Zone.DateOf(judged)) is not { } passed)
            return null;
        int used = Math.Max(0, passed - suspended);
        return (int)(100L * used / Math.Max(1, promise.MaxDays + state.ExtendedDays));
    }

    /// <summary>The rungs of a ladder that were reached and are not recorded, lowest first; none after an end.</summary>
    public static IReadOnlyList<int> Reached(ApplicationState state, WorkCalendar calendar, DateTimeOffset now, IReadOnlyList<int> ladder)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(ladder);
        return state.IsEnded || PercentUsed(state, calendar, now) is not { } used
            ? []
            : [.. ladder.Where(rung => rung <= used && !state.RungsReached.Contains(rung)).Order()];
    }
}
