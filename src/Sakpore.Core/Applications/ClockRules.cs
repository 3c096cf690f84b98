using Sakpore.Core.Deadlines;

namespace Sakpore.Core.Applications;

/// <summary>What may happen to the clocks: the promise extended, the legal limit reached, a correction that never came.</summary>
internal static class ClockRules
{
    /// <summary>Bounded by the catalog, with a reason, not after expiry; it moves the promise and not the legal limit.</summary>
    public static Decision Extend(ApplicationState state, ExtendDeadline command, DecisionContext context)
    {
        if (Steering.Refusal(context) is { } refusal)
            return new Decision.Refused(refusal);
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Refusals.UnknownReason(command.Reason);
        if (DeadlineView.Of(state, context.Calendar, context.At) is not { } view)
            return new Decision.Refused(Refusals.OutOfTurn(null));
        if (view.IsOverdue)
            return Refusals.ExtensionAfterExpiry(view.DueOn);

        int bound = context.PermitType.ServiceStandard.MaxExtensionDays;
        if (command.Days < 1 || state.ExtendedDays + command.Days > bound)
            return Refusals.ExtensionTooLong(bound, bound - state.ExtendedDays);
        DeadlineView? moved = DeadlineView.Of(state with { ExtendedDays = state.ExtendedDays + command.Days }, context.Calendar, context.At);
        return moved?.DueOn is { } due
            ? new Decision.Accepted([new DeadlineExtended(command.Days, command.Reason, due)])
            : Refusals.BeyondHorizon(context.Calendar);
    }

    /// <summary>Recorded once, after the last day of the limit. The letter still needs its officer's signature.</summary>
    public static Decision DeemApproved(ApplicationState state, DecisionContext context)
    {
        if (state.DeemedApproval is not null)
            return Refusals.AlreadyRecorded();
        return LegalLimit.Of(state, context.PermitType, context.Calendar) is { } limit && context.Calendar.Zone.DateOf(context.At) > limit
            ? new Decision.Accepted([new DeemedApproved(limit)])
            : Refusals.LimitNotReached();
    }

    /// <summary>Once for each rung, also when the due date moves back and forth.</summary>
    public static Decision Rung(ApplicationState state, RecordRung command, DecisionContext context)
    {
        if (state.RungsReached.Contains(command.Percent))
            return Refusals.AlreadyRecorded();
        bool reached = Rungs.PercentUsed(state, context.Calendar, context.At) >= command.Percent;
        return reached && DeadlineView.Of(state, context.Calendar, context.At)?.DueOn is { } due
            ? new Decision.Accepted([new RungReached(command.Percent, due)])
            : Refusals.LimitNotReached();
    }

    /// <summary>After the correction window, counted in working days from the day of the last return.</summary>
    public static Decision Lapse(ApplicationState state, DecisionContext context)
    {
        if (state.Owed.Count == 0)
            return Refusals.NothingOwed();
        DateOnly? last = context.PermitType.ServiceStandard.CorrectionWindowDays is { } window && state.ReturnedAt is { } returned
            ? context.Calendar.AddWorkingDays(context.Calendar.Zone.DateOf(returned), window)
            : null;
        return last is { } day && context.Calendar.Zone.DateOf(context.At) > day
            ? ApplicationDecider.Ending(state, new Lapsed(day), "LAPSED")
            : Refusals.CorrectionWindowOpen(last);
    }
}
