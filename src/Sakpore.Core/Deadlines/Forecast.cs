using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Procedures;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>When it will likely be done, from what remains to be done.</summary>
/// <param name="EarliestOn">If every open stage ends today and the rest takes its target on the shortest way; null past the horizon.</param>
/// <param name="LikelyOn">If every stage takes what is left of its target on the way the procedure names first; null past the horizon.</param>
/// <param name="IsProvisional">Past the horizon, or the applicant owes something and it counts as if it came today.</param>
/// <param name="Calendar">The calendar used, <c>slug@revision</c>.</param>
public sealed record Forecast(DateOnly? EarliestOn, DateOnly? LikelyOn, bool IsProvisional, string Calendar)
{
    /// <summary>The forecast; null after an end.</summary>
    /// <remarks>A stage without a target counts as none. Correction loops are not foreseen.</remarks>
    public static Forecast? Of(ApplicationState state, Procedure procedure, PermitType permitType, WorkCalendar calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(procedure);
        ArgumentNullException.ThrowIfNull(permitType);
        ArgumentNullException.ThrowIfNull(calendar);
        if (state.IsEnded)
            return null;

        var ways = new Ways(procedure, permitType);
        DateOnly today = calendar.Zone.DateOf(now);
        int earliest = 0;
        int likely = 0;
        foreach (OpenStage open in state.CurrentStages)
        {
            Stage? stage = procedure.FindStage(open.Opening.Stage);
            int held = calendar.CountWorkingDays(calendar.Zone.DateOf(open.Since), today) ?? 0;
            int left = Math.Max(0, (stage?.TargetDays ?? 0) - held);
            earliest = Math.Max(earliest, ways.After(open.Opening.Stage, shortest: true));
            likely = Math.Max(likely, left + ways.After(open.Opening.Stage, shortest: false));
        }

        DateOnly? first = calendar.AddWorkingDays(today, earliest);
        DateOnly? last = calendar.AddWorkingDays(today, Math.Max(earliest, likely));
        return new(first, last, first is null || last is null || state.Owed.Count > 0, calendar.Pin);
    }

    /// <summary>Target days of the way from a stage to the issued letter.</summary>
    private sealed class Ways(Procedure procedure, PermitType permitType)
    {
        private readonly HashSet<string> _onTheWay = [];

        /// <summary>The days after a stage, its own not counted.</summary>
        public int After(string stage, bool shortest) =>
            procedure.FindStage(stage) is { } found ? From(TargetsOf(found), shortest) ?? 0 : 0;

        /// <summary>The days through the best of some targets; null if each leads back to where the way has been.</summary>
        private int? From(IReadOnlyList<string> targets, bool shortest)
        {
            int? best = null;
            foreach (string target in targets)
            {
                if (Through(target, shortest) is not { } days)
                    continue;
                best = best is { } found && found <= days ? found : days;
                if (!shortest)
                    return best;
            }

            return best;
        }

        private int? Through(string target, bool shortest)
        {
            if (target == Procedure.IssuedEnd)
                return 0;
            if (!_onTheWay.Add(target))
                return null;
            int? days = null;
            if (procedure.FindJoin(target) is { } join)
                days = From([join.To], shortest) + join.Branches.Max(Target);
            else if (procedure.FindStage(target) is { } stage)
                days = From(TargetsOf(stage), shortest) + Target(stage.Id);
            _onTheWay.Remove(target);
            return days;
        }

        private IReadOnlyList<string> TargetsOf(Stage stage) =>
            stage.Join is { } join ? [procedure.FindJoin(join)!.To] : [.. stage.Actions.SelectMany(action => action.Targets)];

        private int Target(string id) =>
            procedure.FindStage(id) is { } stage && (!stage.Optional || permitType.Recommendations.Contains(id)) ? stage.TargetDays ?? 0 : 0;
    }
}
