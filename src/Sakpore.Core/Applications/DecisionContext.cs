using Sakpore.Core.Catalog;
using Sakpore.Core.Mandates;
using Sakpore.Core.Procedures;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Applications;

/// <summary>What a decision may look at besides history: the pinned catalog parts, the calendar, the instant, the actor.</summary>
/// <param name="PermitType">The permit type the application is pinned to (for <see cref="Submit"/>: the one in force).</param>
/// <param name="Procedure">The procedure, likewise.</param>
/// <param name="Calendar">The calendar of the permit type's service standard, as known now.</param>
/// <param name="At">The instant of the command.</param>
/// <param name="By">Who acts.</param>
public sealed record DecisionContext(PermitType PermitType, Procedure Procedure, WorkCalendar Calendar, DateTimeOffset At, Party By)
{
    /// <summary>
    /// The mandates known. With them, who may sign is decided by mandate and not by the role of the signing stage, so that
    /// an acting officer signs. Null: the hub keeps no mandates, and the stage's role decides.
    /// </summary>
    public IReadOnlyList<Mandate>? Mandates { get; init; }
}
