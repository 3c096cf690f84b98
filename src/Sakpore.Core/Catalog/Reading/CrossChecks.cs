using Sakpore.Core.Procedures;

namespace Sakpore.Core.Catalog.Reading;

/// <summary>What one file says of another: each reference must be there and fit.</summary>
internal static class CrossChecks
{
    public static void Check(
        IReadOnlyList<ReadPart<PermitType>> permitTypes, IReadOnlyList<ReadPart<Procedure>> procedures,
        IReadOnlyList<ReadPart<CalendarSettings>> calendars, IReadOnlyList<Office> offices)
    {
        foreach (ReadPart<Procedure> read in procedures)
        {
            foreach (Stage stage in read.Part.Stages.Where(stage => !Known(offices, stage.Owner.Office)))
                read.Defect(stage.Id, $"The stage '{stage.Id}' belongs to '{stage.Owner.Office}', which is no office of the catalog.");
        }

        foreach (ReadPart<PermitType> read in permitTypes)
        {
            PermitType type = read.Part;
            if (!Known(offices, type.Office))
                read.Defect("office", $"'{type.Office}' is no office of the catalog.");
            if (!calendars.Any(calendar => calendar.Part.Rules.Slug == type.ServiceStandard.Calendar))
                read.Defect("service_standard", $"There is no calendar '{type.ServiceStandard.Calendar}' in the catalog.");
            if (procedures.FirstOrDefault(procedure => procedure.Part.Pin == type.Procedure) is not { Part: { } followed })
            {
                read.Defect("procedure", $"There is no procedure '{type.Procedure}' in the catalog; it is named slug@version.");
                continue;
            }

            foreach (string unknown in type.Recommendations.Where(branch => followed.FindStage(branch) is not { Optional: true }))
                read.Defect("recommendations", $"'{unknown}' is no optional branch of '{type.Procedure}'.");
            if (LongestWay.Of(followed, type) is not { } days)
                read.Defect("procedure", $"'{type.Procedure}' has more ways through than can be followed; its promise cannot be proved.");
            else if (days > type.ServiceStandard.MaxDays)
                read.Defect("service_standard", $"The stages of '{type.Procedure}' are meant to take {days} working days; the promise is {type.ServiceStandard.MaxDays}.");
        }
    }

    private static bool Known(IReadOnlyList<Office> offices, string slug) => offices.Any(office => office.Slug == slug);
}
