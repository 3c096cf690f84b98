using Sakpore.Core.Procedures;

namespace Sakpore.Core.Catalog.Reading;

/// <summary>The target days of the longest way through a procedure, each stage once: a correction loop is not part of the promise.</summary>
internal sealed class LongestWay
{
    /// <summary>The ways of a real procedure are a few dozen; past this a file is wrong or hostile.</summary>
    private const int MostSteps = 100_000;

    private readonly Procedure _procedure;
    private readonly PermitType _type;
    private readonly HashSet<string> _onTheWay = [];
    private int _steps;

    private LongestWay(Procedure procedure, PermitType type) => (_procedure, _type) = (procedure, type);

    /// <summary>The working days; null where there are too many ways to follow.</summary>
    public static long? Of(Procedure procedure, PermitType type)
    {
        var way = new LongestWay(procedure, type);
        long days = way.From(procedure.First);
        return way._steps > MostSteps ? null : days;
    }

    private long From(string id)
    {
        if (++_steps > MostSteps || !_onTheWay.Add(id))
            return 0;
        long days = 0;
        if (_procedure.FindJoin(id) is { } join)
        {
            days = join.Branches.Select(branch => Target(_procedure.FindStage(branch))).DefaultIfEmpty(0).Max() + From(join.To);
            if (join.UnfavourableTo is { } unfavourable)
                days = Math.Max(days, From(unfavourable));
        }
        else if (_procedure.FindStage(id) is { } stage)
        {
            foreach (string target in stage.Actions.SelectMany(action => action.Targets))
                days = Math.Max(days, From(target));
            days += Target(stage);
        }

        _onTheWay.Remove(id);
        return days;
    }

    private long Target(Stage? stage) =>
        stage is null || (stage.Optional && !_type.Recommendations.Contains(stage.Id)) ? 0 : stage.TargetDays ?? 0;
}
