using Sakpore.Core.Procedures;

namespace Sakpore.Core.Applications;

/// <summary>Passing the file on, and refusing it.</summary>
internal static class StageWork
{
    public static Decision DeclareComplete(ApplicationState state, DeclareComplete command, DecisionContext context)
    {
        (Stage? stage, Refusal? refusal) = Turn.Find(state, StageActionKind.DeclareComplete, command.Stage, context);
        if (stage is null)
            return new Decision.Refused(refusal!);

        var events = new List<ApplicationEvent>(4) { new DeclaredComplete(stage.Id) };
        if (state.Promise is null)
        {
            if (Promising.At(context) is not { } promised)
                return Refusals.BeyondHorizon(context.Calendar);
            events.Add(promised);
        }

        IReadOnlyList<StageOpening> to = Openings.Of(stage.Find(StageActionKind.DeclareComplete)!.Targets[0], context);
        events.Add(new Forwarded(stage.Id, to));
        Openings.AddRequests(events, to);
        return new Decision.Accepted(events);
    }

    public static Decision Forward(ApplicationState state, Forward command, DecisionContext context)
    {
        (Stage? stage, Refusal? refusal) = Turn.Find(state, StageActionKind.Forward, command.Stage, context);
        if (stage is null)
            return new Decision.Refused(refusal!);

        IReadOnlyList<string> targets = stage.Find(StageActionKind.Forward)!.Targets;
        if (command.To is { } named && !targets.Contains(named))
            return Refusals.UnknownTarget(stage.Id, named);
        if (command.To is null && targets.Count > 1)
            return Refusals.AmbiguousTarget(targets);

        bool advisedAgainst = Turn.AdvisedAgainst(state, stage.Id);
        if (advisedAgainst && string.IsNullOrWhiteSpace(command.Reason))
            return Refusals.ReasonMissing(stage.Id);

        IReadOnlyList<StageOpening> to = Openings.Of(command.To ?? targets[0], context);
        var events = new List<ApplicationEvent>(1 + to.Count) { new Forwarded(stage.Id, to, advisedAgainst ? command.Reason : null) };
        Openings.AddRequests(events, to);
        return new Decision.Accepted(events);
    }

    public static Decision Reject(ApplicationState state, Reject command, DecisionContext context)
    {
        (Stage? stage, Refusal? refusal) = Turn.Find(state, StageActionKind.Reject, command.Stage, context);
        if (stage is null)
            return new Decision.Refused(refusal!);
        return context.PermitType.RejectionReasons.Any(reason => reason.Code == command.Reason)
            ? ApplicationDecider.Ending(state, new Rejected(stage.Id, command.Reason), "REJECTED")
            : Refusals.UnknownReason(command.Reason);
    }
}
