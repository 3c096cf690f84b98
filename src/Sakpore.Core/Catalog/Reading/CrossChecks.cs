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
                read.Defect("procedure", $"There is no procedure '{type.Procedure}' in the catalog; it is named slug@version.");
            else if (type.Recommendations.FirstOrDefault(branch => followed.FindStage(branch) is not { Optional: true }) is { } unknown)
                read.Defect("recommendations", $"'{unknown}' is no optional branch of '{type.Procedure}'.");
            else if (LongestWay(followed, type) is var days && days > type.ServiceStandard.MaxDays)
                read.Defect("service_standard", $"The stages of '{type.Procedure}' are meant to take {days} working days; the promise is {type.ServiceStandard.MaxDays}.");
        }
    }

    private static bool Known(IReadOnlyList<Office> offices, string slug) => offices.Any(office => office.Slug == slug);

    /// <summary>The target days of the longest way through, each stage once: a correction loop is not part of the promise.</summary>
    private static int LongestWay(Procedure procedure, PermitType type)
    {
        int Target(Stage? stage) => stage is null || (stage.Optional && !type.Recommendations.Contains(stage.Id)) ? 0 : stage.TargetDays ?? 0;

        int From(string id, HashSet<string> onTheWay)
        {
            if (!onTheWay.Add(id))
                return 0;
            int days = 0;
            if (procedure.FindJoin(id) is { } join)
            {
                days = join.Branches.Max(branch => Target(procedure.FindStage(branch))) + From(join.To, onTheWay);
            }
            else if (procedure.FindStage(id) is { } stage)
            {
                days = Target(stage) + stage.Actions.SelectMany(action => action.Targets).Select(target => From(target, onTheWay)).DefaultIfEmpty(0).Max();
            }

            onTheWay.Remove(id);
            return days;
        }

        return From(procedure.First, []);
    }
}
