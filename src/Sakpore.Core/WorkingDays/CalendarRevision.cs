namespace Sakpore.Core.WorkingDays;

/// <summary>A calendar as one decree left it, and what is known of that decree.</summary>
/// <param name="Calendar">The calendar.</param>
/// <param name="Decree">The decree, as it is cited.</param>
/// <param name="Published">When it was published; null where that is not established (<c>unverified</c>).</param>
/// <param name="Source">Where the dates were taken from.</param>
public sealed record CalendarRevision(WorkCalendar Calendar, string Decree, DateOnly? Published, string Source);
