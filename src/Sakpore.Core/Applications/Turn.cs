using Sakpore.Core.Procedures;

namespace Sakpore.Core.Applications;

/// <summary>Whose turn it is: finds the open stage at which an actor may do something, or says why there is none.</summary>
internal static class Turn
{
    /// <summary>The stage, or the refusal; exactly one of them is not null.</summary>
    public static (Stage? Stage, Refusal? Refusal) Find(ApplicationState state, StageActionKind action, string? named, DecisionContext context)
    {
        OpenStage? own = null;
        bool offered = false;
        bool sameOffice = false;
        StageOpening? offeredBy = null;
        for (int i = 0; i < state.CurrentStages.Count; i++)
        {
            OpenStage open = state.CurrentStages[i];
            if ((named is not null && open.Opening.Stage != named) || Stage(open, context).Find(action) is null)
                continue;
            offered = true;
            offeredBy ??= open.Opening;
            if (open.Opening.Office != context.By.Office)
                continue;
            if (!sameOffice)
                offeredBy = open.Opening;
            sameOffice = true;
            bool byMandate = action == StageActionKind.Sign && context.Mandates is not null;
            if (!byMandate && !Roles.Cover(context.By.Roles, open.Opening.Role, open.Opening.Sector))
                continue;
            if (own is not null)
                return (null, Refusals.AmbiguousStage());
            own = open;
        }

        if (!offered)
            return (null, Refusals.OutOfTurn(named));
        if (own is null)
            return (null, sameOffice ? Refusals.WrongRole(offeredBy!) : Refusals.WrongOffice(offeredBy!));
        return Check(state, action, own, context) is { } refusal ? (null, refusal) : (Stage(own, context), null);
    }

    /// <summary>Whether an agency advised against going on from an open stage.</summary>
    public static bool AdvisedAgainst(ApplicationState state, string stage)
    {
        for (int i = 0; i < state.CurrentStages.Count; i++)
        {
            if (state.CurrentStages[i].AdvisedAgainst && state.CurrentStages[i].Opening.Stage == stage)
                return true;
        }

        return false;
    }

    private static Refusal? Check(ApplicationState state, StageActionKind action, OpenStage own, DecisionContext context)
    {
        if (state.OpenIntent is not null)
            return Refusals.SigningIsUnderWay();
        bool waits = state.ReturningStages.Contains(own.Opening.Stage) && action is not (StageActionKind.Return or StageActionKind.Reject);
        // No letter is signed while its applicant still owes something to another stage.
        if (waits || (action == StageActionKind.Sign && state.Owed.Count > 0))
            return Refusals.AwaitingApplicant(own.Opening.Stage);
        if (own.Assignee is { } assignee && assignee != context.By.Actor)
            return Refusals.AssignedToAnother(own.Opening.Stage);
        if (own.OpenedBy == context.By.Actor && !Stage(own, context).SameOfficerAllowed)
            return Refusals.FourEyes(own.Opening.Stage);
        return null;
    }

    private static Stage Stage(OpenStage open, DecisionContext context) =>
        context.Procedure.FindStage(open.Opening.Stage)
        ?? throw new ArgumentException($"{context.Procedure.Pin} has no stage '{open.Opening.Stage}'.", nameof(context));
}
