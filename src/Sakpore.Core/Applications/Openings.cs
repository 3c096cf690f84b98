using Sakpore.Core.Procedures;

namespace Sakpore.Core.Applications;

/// <summary>What opens when a target is reached: a stage, or the branches of a join, each asked for its recommendation.</summary>
internal static class Openings
{
    public static IReadOnlyList<StageOpening> Of(string target, DecisionContext context)
    {
        // A join none of whose branches this permit type needs is passed by; the proof found that joins do not form a ring.
        while (context.Procedure.FindJoin(target) is { } join)
        {
            StageOpening[] branches =
            [
                .. join.Branches.Select(branch => Stage(branch, context))
                    .Where(stage => !stage.Optional || context.PermitType.Recommendations.Contains(stage.Id))
                    .Select(stage => Of(stage, context)),
            ];
            if (branches.Length > 0)
                return branches;
            target = join.To;
        }

        return [Of(Stage(target, context), context)];
    }

    /// <summary>One stage alone.</summary>
    public static StageOpening One(Stage stage, DecisionContext context) => Of(stage, context);

    /// <summary>The requests that go out with the openings.</summary>
    public static void AddRequests(List<ApplicationEvent> events, IReadOnlyList<StageOpening> openings)
    {
        foreach (StageOpening opening in openings)
        {
            if (opening.Join is not null)
                events.Add(new RecommendationRequested(opening.Stage, opening.Office));
        }
    }

    private static StageOpening Of(Stage stage, DecisionContext context) => new(
        stage.Id,
        stage.Owner.Office,
        stage.Owner.Role,
        stage.Owner.Sector == StageOwner.PermitSector ? context.PermitType.Sector : stage.Owner.Sector,
        stage.Find(StageActionKind.Sign) is not null,
        stage.Join);

    private static Stage Stage(string id, DecisionContext context) =>
        context.Procedure.FindStage(id) ?? throw new ArgumentException($"{context.Procedure.Pin} has no stage '{id}'.", nameof(context));
}
