using Sakpore.Core.Deadlines;
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

        Join join = context.Procedure.FindJoin(stage.Join!)!;
        var events = new List<ApplicationEvent>(2)
        {
            new Recommended(stage.Id, stage.Owner.Office, command.Favourable, command.Document, command.Number, command.Date),
        };
        AddCompletion(events, state, join, command.Favourable, context);
        return new Decision.Accepted(events);
    }

    /// <summary>
    /// Who has not answered is reminded, by the issuing office's back office or its leads. Who has is asked anew by the stage that
    /// may lead back to the join; no reason is needed, for nothing goes on against advice.
    /// </summary>
    public static Decision RequestAgain(ApplicationState state, RequestRecommendation command, DecisionContext context)
    {
        if (context.Procedure.FindStage(command.Branch) is not { Join: { } id } branch
            || (branch.Optional && !context.PermitType.Recommendations.Contains(branch.Id)))
            return new Decision.Refused(Refusals.OutOfTurn(command.Branch));
        var request = new RecommendationRequested(branch.Id, branch.Owner.Office);
        foreach (OpenStage open in state.CurrentStages)
        {
            if (open.Opening.Stage == branch.Id)
                return NotOfIssuingOffice(context) is { } stranger ? new Decision.Refused(stranger) : new Decision.Accepted([request]);
        }

        (Stage? from, Refusal? refusal) = Turn.Find(state, StageActionKind.Forward, null, context);
        if (from is null)
            return new Decision.Refused(refusal!);
        return from.Find(StageActionKind.Forward)!.Targets.Contains(id)
            ? new Decision.Accepted([new Forwarded(from.Id, [Openings.One(branch, context)]), request])
            : Refusals.UnknownTarget(from.Id, branch.Id);
    }

    /// <summary>Silence is consent only by a rule that the join cites, once the branch's target has passed, and not while the applicant is awaited.</summary>
    public static Decision PresumeConsent(ApplicationState state, RecordSilence command, DecisionContext context)
    {
        if (state.CurrentStages.FirstOrDefault(open => open.Opening.Stage == command.Stage) is not { Opening.Join: { } id } open)
            return new Decision.Refused(Refusals.OutOfTurn(command.Stage));
        Join join = context.Procedure.FindJoin(id) ?? throw new ArgumentException($"{context.Procedure.Pin} has no join '{id}'.", nameof(context));
        if (join.SilenceIsConsentBy is not { } rule)
            return Refusals.SilenceIsNoConsent(command.Stage);
        if (state.ReturningStages.Contains(command.Stage))
            return new Decision.Refused(Refusals.AwaitingApplicant(command.Stage));
        if (StageTarget.LastDay(open, context.Procedure, state.Suspensions, context.Calendar, context.At) is not { } target
            || context.Calendar.Zone.DateOf(context.At) <= target)
            return Refusals.LimitNotReached();

        var events = new List<ApplicationEvent>(2) { new ConsentPresumed(command.Stage, open.Opening.Office, rule, target) };
        AddCompletion(events, state, join, favourable: true, context);
        return new Decision.Accepted(events);
    }

    /// <summary>Adds the join's completion where one more answer completes it.</summary>
    private static void AddCompletion(List<ApplicationEvent> events, ApplicationState state, Join join, bool favourable, DecisionContext context)
    {
        OpenJoin round = Round(state, join);
        int needed = Math.Min(join.Needed ?? round.Branches.Count, round.Branches.Count);
        bool allFavourable = favourable;
        foreach (JoinAnswer other in round.Answers)
            allFavourable &= other.Favourable;
        allFavourable &= !AdvisedAgainstElsewhere(state, join, round);
        string? to = !favourable && join.UnfavourableTo is { } unfavourable ? unfavourable
            : round.Answers.Count + 1 >= needed ? join.To
            : null;
        if (to is null)
            return;
        IReadOnlyList<StageOpening> openings = Openings.Of(to, context);
        events.Add(new RecommendationsJoined(join.Id, allFavourable, openings));
        Openings.AddRequests(events, openings);
    }

    /// <summary>Whether a branch that this round did not ask again advised against it: its answer stands.</summary>
    private static bool AdvisedAgainstElsewhere(ApplicationState state, Join join, OpenJoin round)
    {
        if (round.Branches.Count == join.Branches.Count)
            return false;
        foreach (string branch in join.Branches)
        {
            if (!round.Branches.Contains(branch) && state.Recommendations.LastOrDefault(given => given.Stage == branch) is { Favourable: false })
                return true;
        }

        return false;
    }

    private static Refusal? NotOfIssuingOffice(DecisionContext context)
    {
        var desk = new StageOpening("", context.PermitType.Office, Roles.BackOffice, context.PermitType.Sector);
        if (context.By.Office != desk.Office)
            return Refusals.WrongOffice(desk);
        return Roles.Cover(context.By.Roles, desk.Role, desk.Sector) || Steering.Refusal(context) is null ? null : Refusals.WrongRole(desk);
    }

    private static OpenJoin Round(ApplicationState state, Join join)
    {
        for (int i = 0; i < state.Joins.Count; i++)
        {
            if (state.Joins[i].Join == join.Id)
                return state.Joins[i];
        }

        throw new ArgumentException($"The join '{join.Id}' is not open.", nameof(state));
    }
}
