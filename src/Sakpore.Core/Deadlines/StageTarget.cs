using Sakpore.Core.Applications;
using Sakpore.Core.Procedures;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>By when a stage is meant to be done. It counts as a promise does: day 0, then the target's working days, suspensions added.</summary>
internal static class StageTarget
{
    /// <summary>The last day of an open stage's target; null where the procedure sets none, and past the horizon.</summary>
    public static DateOnly? LastDay(
        OpenStage open, Procedure procedure, IReadOnlyList<Suspension> suspensions, WorkCalendar calendar, DateTimeOffset now) =>
        procedure.FindStage(open.Opening.Stage)?.TargetDays is { } days ? LastDay(open.Since, days, suspensions, calendar, now) : null;

    /// <summary>The last day of a target of so many working days that began at an instant.</summary>
    public static DateOnly? LastDay(
        DateTimeOffset since, int days, IReadOnlyList<Suspension> suspensions, WorkCalendar calendar, DateTimeOffset judged) =>
        calendar.DayZero(since) is { } day0 && SuspendedDays.Count(suspensions, day0, days, calendar, judged) is { } suspended
            ? calendar.AddWorkingDays(day0, days + suspended)
            : null;
}
