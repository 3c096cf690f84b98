using Sakpore.Core.Catalog;

namespace Sakpore.Core.Applications;

/// <summary>The promise at the start of its clock.</summary>
internal static class Promising
{
    /// <summary>The promise of a clock that starts now; null where it would end past the calendar's horizon.</summary>
    public static Promised? At(DecisionContext context)
    {
        ServiceStandard standard = context.PermitType.ServiceStandard;
        if (context.Calendar.DayZero(context.At) is not { } day0
            || context.Calendar.AddWorkingDays(day0, standard.MinDays) is not { } earliest
            || context.Calendar.AddWorkingDays(day0, standard.MaxDays) is not { } due)
            return null;
        return new(day0, standard.MinDays, standard.MaxDays, context.Calendar.Pin, earliest, due);
    }
}
