using Sakpore.Core.Procedures;

namespace Sakpore.Core.Applications;

/// <summary>What may happen to a letter after it was issued. The application has ended; these facts are about what came of it.</summary>
internal static class LetterLifecycle
{
    /// <summary>The head of the issuing office takes the letter back.</summary>
    public static Decision Revoke(ApplicationState state, RevokeLetter command, DecisionContext context)
    {
        var head = new StageOpening("", context.PermitType.Office, Roles.Kepala);
        if (context.By.Office != head.Office)
            return new Decision.Refused(Refusals.WrongOffice(head));
        if (!Roles.Cover(context.By.Roles, Roles.Kepala, null))
            return new Decision.Refused(Refusals.WrongRole(head));
        if (state.Status is ApplicationStatus.Revoked)
            return Refusals.AlreadyRecorded();
        if (!state.HasLetter)
            return Refusals.NoLetter();
        return string.IsNullOrWhiteSpace(command.Reason)
            ? Refusals.UnknownReason(command.Reason)
            : new Decision.Accepted([new Revoked(command.Reason)]);
    }

    /// <summary>Another letter takes its place. A letter that was revoked is not brought back that way.</summary>
    public static Decision Supersede(ApplicationState state, SupersedeLetter command, DecisionContext context)
    {
        if (Steering.Refusal(context) is { } refusal)
            return new Decision.Refused(refusal);
        if (state.Status is ApplicationStatus.Superseded)
            return Refusals.AlreadyRecorded();
        if (state.Status is not ApplicationStatus.Issued)
            return Refusals.NoLetter();
        return command.By == state.Letter!.Code
            ? Refusals.UnknownTarget("letter", command.By)
            : new Decision.Accepted([new Superseded(command.By)]);
    }

    /// <summary>Once for each reminder, from so many days before the last day of validity until that day; not of a letter that is out of force.</summary>
    public static Decision RemindOfRenewal(ApplicationState state, RecordRenewalReminder command, DecisionContext context)
    {
        if (state.Status is not ApplicationStatus.Issued)
            return Refusals.NoLetter();
        if (state.RenewalReminders.Contains(command.DaysLeft))
            return Refusals.AlreadyRecorded();
        int left = command.ValidUntil.DayNumber - context.Calendar.Zone.DateOf(context.At).DayNumber;
        return context.PermitType.Validity?.RenewalReminderDays?.Contains(command.DaysLeft) == true && left >= 0 && left <= command.DaysLeft
            ? new Decision.Accepted([new RenewalReminded(command.DaysLeft, command.ValidUntil)])
            : Refusals.LimitNotReached();
    }

    /// <summary>The holder did what the letter obliges to, and an officer of the issuing office saw it.</summary>
    public static Decision Meet(ApplicationState state, MeetObligation command, DecisionContext context)
    {
        var office = new StageOpening("", context.PermitType.Office, Roles.FrontOffice);
        if (context.By.Office != office.Office)
            return new Decision.Refused(Refusals.WrongOffice(office));
        if (!state.HasLetter)
            return Refusals.NoLetter();
        if (context.PermitType.Obligations.All(obligation => obligation.Id != command.Obligation))
            return Refusals.UnknownObligation(command.Obligation);
        return state.ObligationsMet.Contains(command.Obligation)
            ? Refusals.AlreadyRecorded()
            : new Decision.Accepted([new ObligationMet(command.Obligation, command.Document)]);
    }
}
