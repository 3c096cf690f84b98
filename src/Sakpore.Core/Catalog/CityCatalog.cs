using Sakpore.Core.Procedures;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Catalog;

/// <summary>
/// All catalog parts of a city, read and found sound. Immutable. Parts are found by slug and day (the version in force)
/// or by pin, <c>slug@version</c>, exactly.
/// </summary>
public sealed class CityCatalog
{
    private readonly IReadOnlyList<CalendarRevision> _calendars;

    // Each command asks for the parts of its pins several times.
    private readonly Dictionary<string, PermitType> _permitTypesByPin = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Procedure> _proceduresByPin = new(StringComparer.Ordinal);

    internal CityCatalog(
        IReadOnlyList<CatalogPart> parts, IReadOnlyList<PermitType> permitTypes, IReadOnlyList<Procedure> procedures,
        IReadOnlyList<CalendarRevision> calendars, IReadOnlyList<Office> offices, IReadOnlyList<Officer> officers)
    {
        Parts = parts;
        PermitTypes = permitTypes;
        Procedures = procedures;
        _calendars = calendars;
        Offices = offices;
        Officers = officers;
        foreach (PermitType type in permitTypes)
            _permitTypesByPin.TryAdd(type.Pin, type);
        foreach (Procedure procedure in procedures)
            _proceduresByPin.TryAdd(procedure.Pin, procedure);
    }

    /// <summary>The parts it was read from.</summary>
    public IReadOnlyList<CatalogPart> Parts { get; }

    /// <summary>Every version of every permit type, by slug and version.</summary>
    public IReadOnlyList<PermitType> PermitTypes { get; }

    /// <summary>Every version of every procedure, by slug and version.</summary>
    public IReadOnlyList<Procedure> Procedures { get; }

    /// <summary>The offices.</summary>
    public IReadOnlyList<Office> Offices { get; }

    /// <summary>The officers.</summary>
    public IReadOnlyList<Officer> Officers { get; }

    /// <summary>The slugs of the calendars.</summary>
    public IEnumerable<string> Calendars => _calendars.Select(revision => revision.Calendar.Slug).Distinct();

    /// <summary>The permit type in force on a day (office time): of the versions effective by then the newest; null if there is none.</summary>
    public PermitType? FindPermitType(string slug, DateOnly on) =>
        PermitTypes.Where(type => type.Slug == slug && type.EffectiveOn <= on).MaxBy(type => (type.EffectiveOn, type.Version));

    /// <summary>The permit type of a pin, or null.</summary>
    public PermitType? FindPermitType(string pin) => _permitTypesByPin.GetValueOrDefault(pin);

    /// <summary>The procedure in force on a day, or null.</summary>
    public Procedure? FindProcedure(string slug, DateOnly on) =>
        Procedures.Where(procedure => procedure.Slug == slug && procedure.EffectiveOn <= on).MaxBy(procedure => (procedure.EffectiveOn, procedure.Version));

    /// <summary>The procedure of a pin, or null.</summary>
    public Procedure? FindProcedure(string pin) => _proceduresByPin.GetValueOrDefault(pin);

    /// <summary>The newest revision of a calendar, or null.</summary>
    public WorkCalendar? FindCalendar(string slug) => _calendars.LastOrDefault(revision => revision.Calendar.Slug == slug)?.Calendar;

    /// <summary>One revision of a calendar, or null.</summary>
    /// <param name="slug">The calendar.</param>
    /// <param name="revision">The revision, for example <c>1.4</c>.</param>
    public WorkCalendar? FindCalendar(string slug, string revision) =>
        _calendars.FirstOrDefault(found => found.Calendar.Slug == slug && found.Calendar.Revision == revision)?.Calendar;

    /// <summary>
    /// A calendar as it was known on a day: the newest revision known by then (<see cref="CalendarRevision.KnownBy"/>); null
    /// if there was none.
    /// </summary>
    public WorkCalendar? FindCalendarAsKnownOn(string slug, DateOnly day) =>
        RevisionsOf(slug).LastOrDefault(revision => revision.KnownBy <= day)?.Calendar;

    /// <summary>Every revision of a calendar, oldest first; empty for an unknown slug.</summary>
    public IReadOnlyList<CalendarRevision> RevisionsOf(string slug) => [.. _calendars.Where(revision => revision.Calendar.Slug == slug)];

    /// <summary>The office of a slug, or null.</summary>
    public Office? FindOffice(string slug) => Offices.FirstOrDefault(office => office.Slug == slug);

    /// <summary>The officer of an id, or null.</summary>
    public Officer? FindOfficer(string id) => Officers.FirstOrDefault(officer => officer.Id == id);
}

/// <summary>What reading a catalog came to.</summary>
public abstract record CatalogReadResult
{
    private CatalogReadResult()
    {
    }

    /// <summary>Every file is sound.</summary>
    /// <param name="Catalog">The catalog.</param>
    public sealed record Sound(CityCatalog Catalog) : CatalogReadResult;

    /// <summary>Something is wrong; all that was found, by file and line.</summary>
    /// <param name="Defects">At least one.</param>
    public sealed record Defective(IReadOnlyList<CatalogDefect> Defects) : CatalogReadResult;
}
