using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Procedures;
using Sakpore.Core.WorkingDays;
using Sakpore.Grpc.Letters;

namespace Sakpore.Grpc.Catalog;

/// <summary>The catalog, asked by what an application is pinned to.</summary>
internal sealed class CatalogParts(CityCatalog catalog, LetterTemplates letters)
{
    /// <summary>The parts in force for a permit type on a date, or null where it is not offered: a permit without a letter template is not.</summary>
    public PinnedParts? InForce(string permitType, DateOnly on) =>
        catalog.FindPermitType(permitType, on) is { } found && letters.Has(found.LetterTemplate) && Procedure(found, on) is { } procedure ? Parts(found, procedure) : null;

    /// <summary>The parts that an application keeps.</summary>
    /// <exception cref="InvalidOperationException">The catalog lost a version in use; the start of the hub refuses that.</exception>
    public PinnedParts Pinned(CatalogPins pins) => Parts(
        PermitType(pins.PermitType),
        catalog.FindProcedure(pins.Procedure) ?? throw new InvalidOperationException($"The catalog lost procedure {pins.Procedure}."));

    /// <summary>The permit type of a pin, <c>slug@version</c>.</summary>
    /// <exception cref="InvalidOperationException">The catalog lost a version in use.</exception>
    public PermitType PermitType(string pin) =>
        catalog.FindPermitType(pin) ?? throw new InvalidOperationException($"The catalog lost permit type {pin}.");

    /// <summary>The permit types offered on a date, by slug.</summary>
    public IEnumerable<PermitType> PermitTypes(DateOnly on) =>
        catalog.PermitTypes.Select(type => type.Slug).Distinct().Order(StringComparer.Ordinal)
            .Select(slug => catalog.FindPermitType(slug, on)).OfType<PermitType>()
            .Where(type => letters.Has(type.LetterTemplate));

    private PinnedParts Parts(PermitType permitType, Procedure procedure) =>
        new(permitType, procedure, catalog.FindCalendar(permitType.ServiceStandard.Calendar)!);

    private Procedure? Procedure(PermitType permitType, DateOnly on) =>
        catalog.FindProcedure(permitType.Procedure) ?? catalog.FindProcedure(permitType.Procedure, on);
}

/// <summary>The catalog parts that decide about an application.</summary>
/// <param name="PermitType">The permit type.</param>
/// <param name="Procedure">The procedure.</param>
/// <param name="Calendar">The calendar of its service standard, as known now.</param>
internal sealed record PinnedParts(PermitType PermitType, Procedure Procedure, WorkCalendar Calendar);
