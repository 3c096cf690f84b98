using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>
/// The second clock: the day by which the law wants a decision (UU 30/2014 art. 53 as amended by UU 6/2023 art. 175).
/// It counts from complete receipt: of the application or, after a return, of the supplement that left nothing owed. A
/// return means that the application is not yet complete, so the clock begins anew; no extension of the promise moves it.
/// </summary>
public static class LegalLimit
{
    /// <summary>The last day of the limit; null while something is owed, after an end, or past the calendar's horizon.</summary>
    public static DateOnly? Of(ApplicationState state, PermitType permitType, WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(permitType);
        ArgumentNullException.ThrowIfNull(calendar);
        return !state.IsEnded && state.CompleteReceiptAt is { } received && calendar.DayZero(received) is { } day0
            ? calendar.AddWorkingDays(day0, permitType.ServiceStandard.LegalLimitDays)
            : null;
    }
}
