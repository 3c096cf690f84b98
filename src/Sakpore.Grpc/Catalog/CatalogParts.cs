using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Deadlines;
using Sakpore.Core.Procedures;
using Sakpore.Core.WorkingDays;
using Sakpore.Grpc.Letters;

namespace Sakpore.Grpc.Catalog;

/// <summary>The catalog, asked by what an application is pinned to.</summary>
internal sealed class CatalogParts(LiveCatalog live, LetterTemplates letters)
{
    /// <summary>The parts in force for a permit type on a date, or null where it is not offered: a permit without a letter template is not.</summary>
    public PinnedParts? InForce(string permitType, DateOnly on) =>
        live.Current.FindPermitType(permitType, on) is { } found && IsOffered(found) && Procedure(found, on) is { } procedure ? Parts(found, procedure) : null;

    /// <summary>The parts that an application keeps.</summary>
    /// <exception cref="InvalidOperationException">The catalog lost a version in use; the start of the hub refuses that.</exception>
    public PinnedParts Pinned(CatalogPins pins) => Parts(
        PermitType(pins.PermitType),
        live.Current.FindProcedure(pins.Procedure) ?? throw new InvalidOperationException($"The catalog lost procedure {pins.Procedure}."));

    /// <summary>The permit type of a pin, <c>slug@version</c>.</summary>
    /// <exception cref="InvalidOperationException">The catalog lost a version in use.</exception>
    public PermitType PermitType(string pin) =>
        live.Current.FindPermitType(pin) ?? throw new InvalidOperationException($"The catalog lost permit type {pin}.");

    /// <summary>The procedure of a pin, <c>slug@version</c>, or null.</summary>
    public Procedure? Procedure(string pin) => live.Current.FindProcedure(pin);

    /// <summary>The permit type in force on a date, offered here or not; null where there is none.</summary>
    public PermitType? Known(string slug, DateOnly on) => live.Current.FindPermitType(slug, on);

    /// <summary>The pins of every version of an office's permit types.</summary>
    public IReadOnlyList<string> PinsOf(string office) => [.. live.Current.PermitTypes.Where(type => type.Office == office).Select(type => type.Pin)];

    /// <summary>The revisions of calendars that a newer one has followed, as pins: what was computed from them is out of date.</summary>
    public IReadOnlyList<string> EarlierCalendars()
    {
        var catalog = live.Current;
        return [.. catalog.Calendars.SelectMany(slug => catalog.RevisionsOf(slug).SkipLast(1)).Select(revision => revision.Calendar.Pin)];
    }

    /// <summary>The calendar of a permit type's promise, as known now.</summary>
    public WorkCalendar Calendar(PermitType type) => live.Current.FindCalendar(type.ServiceStandard.Calendar)!;

    /// <summary>The permit types offered on a date, by slug.</summary>
    public IEnumerable<PermitType> PermitTypes(DateOnly on) =>
        live.Current.PermitTypes.Select(type => type.Slug).Distinct().Order(StringComparer.Ordinal)
            .Select(slug => live.Current.FindPermitType(slug, on)).OfType<PermitType>()
            .Where(IsOffered);

    private bool IsOffered(PermitType type) => letters.Has(type.LetterTemplate) && (type.Rejection is null || letters.Has(type.Rejection.LetterTemplate));

    private PinnedParts Parts(PermitType permitType, Procedure procedure) =>
        new(permitType, procedure, Calendar(permitType));

    private Procedure? Procedure(PermitType permitType, DateOnly on) =>
        live.Current.FindProcedure(permitType.Procedure) ?? live.Current.FindProcedure(permitType.Procedure, on);
}

/// <summary>The catalog parts that decide about an application.</summary>
/// <param name="PermitType">The permit type.</param>
/// <param name="Procedure">The procedure.</param>
/// <param name="Calendar">The calendar of its service standard, as known now.</param>
internal sealed record PinnedParts(PermitType PermitType, Procedure Procedure, WorkCalendar Calendar)
{
    /// <summary>What time alone brings about. The city sets no ladder of its own.</summary>
    public ClockAgenda Agenda { get; } = new(PermitType, Procedure, Calendar, Rungs.Default);
}
