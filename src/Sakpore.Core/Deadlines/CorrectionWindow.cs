using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>How long an applicant may correct: counted in working days from the day of the last return.</summary>
/// <param name="LastOn">The last day; from the day after it the application may be closed by a recorded <see cref="Lapsed"/>.</param>
/// <param name="Reminders">When to remind before that, each as the working days left, the greatest first.</param>
public sealed record CorrectionWindow(DateOnly LastOn, IReadOnlyList<int> Reminders)
{
    /// <summary>The window; null where nothing is owed, the standard sets no end, or it lies past the horizon.</summary>
    /// <param name="state">The application.</param>
    /// <param name="permitType">The permit type it is pinned to.</param>
    /// <param name="calendar">The calendar to count on.</param>
    public static CorrectionWindow? Of(ApplicationState state, PermitType permitType, WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(permitType);
        ArgumentNullException.ThrowIfNull(calendar);
        ServiceStandard standard = permitType.ServiceStandard;
        return state.Owed.Count > 0 && state.ReturnedAt is { } returned && standard.CorrectionWindowDays is { } days
            && calendar.AddWorkingDays(calendar.Zone.DateOf(returned), days) is { } last
            ? new(last, [.. (standard.CorrectionReminderDays ?? []).OrderDescending()])
            : null;
    }

    /// <summary>The reminders that are due and were not sent since the last return; none once the window is over.</summary>
    /// <param name="state">The application.</param>
    /// <param name="calendar">The calendar to count on.</param>
    /// <param name="now">The instant asked for.</param>
    public IReadOnlyList<int> RemindersDue(ApplicationState state, WorkCalendar calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(calendar);
        return calendar.CountWorkingDays(calendar.Zone.DateOf(now), LastOn) is { } left and >= 0 && calendar.Zone.DateOf(now) <= LastOn
            ? [.. Reminders.Where(days => left <= days && !state.CorrectionReminders.Contains(days))]
            : [];
    }
}
