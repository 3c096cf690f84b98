using Sakpore.Core.Procedures;

namespace Sakpore.Core.Applications;

/// <summary>Answers of agencies, and the join that waits for them.</summary>
internal static class Recommending
{
    public static Decision Recommend(ApplicationState state, Recommend command, DecisionContext context)
    {
        (Stage? stage, Refusal? refusal) = Turn.Find(state, StageActionKind.Recommend, command.Stage, context);
        if (stage is null)
            return new Decision.Refused(refusal!);
        if (string.IsNullOrWhiteSpace(command.Document))
            return Refusals.MissingRecommendation("document");
        if (string.IsNullOrWhiteSpace(command.Number))
            return Refusals.MissingRecommendation("number");
        if (command.Date > context.Calendar.Zone.DateOf(context.At))
            return Refusals.RecommendationFromTheFuture(command.Date);

        var answer = new Recommended(stage.Id, stage.Owner.Office, command.Favourable, command.Document, command.Number, command.Date);
        var events = new List<ApplicationEvent>(2) { answer };
        Join join = context.Procedure.FindJoin(stage.Join!)!;
        OpenJoin round = state.Joins.First(open => open.Join == join.Id);
        int needed = Math.Min(join.Needed ?? round.Branches.Count, round.Branches.Count);
        bool allFavourable = answer.Favourable && round.Answers.All(other => other.Favourable);
        string? to = !answer.Favourable && join.UnfavourableTo is { } unfavourable ? unfavourable
            : round.Answers.Count + 1 >= needed ? join.To
            : null;
        if (to is not null)
        {
            IReadOnlyList<StageOpening> openings = Openings.Of(to, context);
            events.Add(new RecommendationsJoined(join.Id, allFavourable, openings));
            Openings.AddRequests(events, openings);
        }

        return new Decision.Accepted(events);
    }
}
