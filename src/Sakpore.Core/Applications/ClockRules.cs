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
        ArgumentOutOfRangeException.ThrowIfLessThan(command.Percent, 1, nameof(command));
        if (state.RungsReached.Contains(command.Percent))
            return Refusals.AlreadyRecorded();
        bool reached = Rungs.PercentUsed(state, context.Calendar, context.At) >= command.Percent;
        return reached && DeadlineView.Of(state, context.Calendar, context.At)?.DueOn is { } due
            ? new Decision.Accepted([new RungReached(command.Percent, due)])
            : Refusals.LimitNotReached();
    }

    /// <summary>Once for each revision of the calendar that moves the due date; a decree that moves nothing is not told.</summary>
    public static Decision Move(ApplicationState state, DecisionContext context) =>
        PromiseMove.Of(state, context.Calendar, context.At) is { } moved ? new Decision.Accepted([moved]) : Refusals.LimitNotReached();

    /// <summary>Once for each return, when no more than so many working days of the window are left.</summary>
    public static Decision Remind(ApplicationState state, RecordCorrectionReminder command, DecisionContext context)
    {
        if (state.Owed.Count == 0)
            return Refusals.NothingOwed();
        if (state.CorrectionReminders.Contains(command.DaysLeft))
            return Refusals.AlreadyRecorded();
        return CorrectionWindow.Of(state, context.PermitType, context.Calendar) is { } window
            && window.RemindersDue(state, context.Calendar, context.At).Contains(command.DaysLeft)
            ? new Decision.Accepted([new CorrectionReminded(command.DaysLeft, window.LastOn)])
            : Refusals.LimitNotReached();
    }

    /// <summary>After the correction window.</summary>
    public static Decision Lapse(ApplicationState state, DecisionContext context)
    {
        if (state.Owed.Count == 0)
            return Refusals.NothingOwed();
        var window = CorrectionWindow.Of(state, context.PermitType, context.Calendar);
        return window is not null && context.Calendar.Zone.DateOf(context.At) > window.LastOn
            ? ApplicationDecider.Ending(state, new Lapsed(window.LastOn), "LAPSED")
            : Refusals.CorrectionWindowOpen(window?.LastOn);
    }
}
