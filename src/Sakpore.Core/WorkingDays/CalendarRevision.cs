namespace Sakpore.Core.WorkingDays;

/// <summary>A calendar as one decree left it, and what is known of that decree.</summary>
/// <param name="Calendar">The calendar.</param>
/// <param name="Decree">The decree, as it is cited.</param>
/// <param name="Published">When it was published; null where that is not established (<c>unverified</c>).</param>
/// <param name="Source">Where the dates were taken from.</param>
/// <param name="FirstChangedOn">The first day that the decree added or removed.</param>
/// <param name="RulesPublished">When the office's own rules (week, hours, cut-off) were published; null for its first.</param>
public sealed record CalendarRevision(
    WorkCalendar Calendar, string Decree, DateOnly? Published, string Source, DateOnly FirstChangedOn, DateOnly? RulesPublished = null)
{
    /// <summary>
    /// The day by which it was surely known: its publication or, where that is not established, the first day it changed,
    /// for a decree is published before the day it speaks of. Not before the office's own rules were.
    /// </summary>
    public DateOnly KnownBy => (Published ?? FirstChangedOn) is var decreed && RulesPublished > decreed ? RulesPublished.Value : decreed;
}
