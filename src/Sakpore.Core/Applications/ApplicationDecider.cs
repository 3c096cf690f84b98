namespace Sakpore.Core.Applications;

/// <summary>The rules of an application: from a state and a command to the facts to be recorded, or to a refusal. Pure.</summary>
public static class ApplicationDecider
{
    /// <summary>Decides a command.</summary>
    /// <param name="state">The application as its history tells it; null for <see cref="Submit"/>.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="context">The pinned catalog parts, the calendar, the instant, the actor.</param>
    /// <exception cref="ArgumentException">
    /// Misuse: a command other than <see cref="Submit"/> without a state, or catalog parts that are not the pinned ones
    /// (for <see cref="Submit"/>: a procedure other than the permit type's; always: a calendar other than the promise's).
    /// </exception>
    public static Decision Decide(ApplicationState? state, ApplicationCommand command, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(context);
        if (context.Calendar.Slug != context.PermitType.ServiceStandard.Calendar)
            throw new ArgumentException($"The promise of {context.PermitType.Pin} is counted on {context.PermitType.ServiceStandard.Calendar}.", nameof(context));
        if (command is Submit submit)
            return state is null ? Submission.Decide(submit, context) : Refusals.AlreadySubmitted();

        ArgumentNullException.ThrowIfNull(state);
        if (context.PermitType.Pin != state.Pins.PermitType || context.Procedure.Pin != state.Pins.Procedure)
            throw new ArgumentException($"The application is pinned to {state.Pins.PermitType} and {state.Pins.Procedure}.", nameof(context));
        switch (command)
        {
            case RevokeLetter revoke:
                return LetterLifecycle.Revoke(state, revoke, context);
            case SupersedeLetter supersede:
                return LetterLifecycle.Supersede(state, supersede, context);
            case MeetObligation meet:
                return LetterLifecycle.Meet(state, meet, context);
            case RecordRenewalReminder reminder:
                return LetterLifecycle.RemindOfRenewal(state, reminder, context);
        }

        if (state.IsEnded && !(Signing.AwaitsRejectionLetter(state, context.PermitType) && command is RequestSigning or RecordSignature or RecordSigningFailure))
            return Refusals.Ended(state.Status);

        return command switch
        {
            Assign assign => Assignment.Assign(state, assign, context),
            Inquire inquire => Inquiries.Ask(state, inquire, context),
            AnswerInquiry answer => Inquiries.Answer(state, answer, context),
            DeclareComplete declare => StageWork.DeclareComplete(state, declare, context),
            Forward forward => StageWork.Forward(state, forward, context),
            ReturnForCorrection back => Correction.Return(state, back, context),
            Supplement supplement => Correction.Supplement(state, supplement, context),
            Reject reject => StageWork.Reject(state, reject, context),
            Recommend recommend => Recommending.Recommend(state, recommend, context),
            RequestSigning request => Signing.Request(state, request, context),
            RecordSignature record => Signing.Record(state, record, context),
            RecordSigningFailure failure => Signing.RecordFailure(state, failure),
            Withdraw => Withdrawal(state, context),
            ExtendDeadline extend => ClockRules.Extend(state, extend, context),
            RecordDeemedApproval => ClockRules.DeemApproved(state, context),
            RecordRung rung => ClockRules.Rung(state, rung, context),
            RecordPromiseMove => ClockRules.Move(state, context),
            RequestRecommendation again => Recommending.RequestAgain(state, again, context),
            RecordSilence silence => Recommending.PresumeConsent(state, silence, context),
            RecordCorrectionReminder reminder => ClockRules.Remind(state, reminder, context),
            RecordLapse => ClockRules.Lapse(state, context),
            MigrateToProcedure migrate => ProcedureChange.Migrate(state, migrate, context),
            _ => throw new ArgumentException($"{command.GetType().Name} is not a command that these rules know.", nameof(command)),
        };
    }

    private static Decision Withdrawal(ApplicationState state, DecisionContext context)
    {
        if (Submission.NotForApplicant(state.Subject, context) is { } refusal)
            return new Decision.Refused(refusal);
        return state.OpenIntent is null ? Ending(state, new Withdrawn(), "WITHDRAWN") : Refusals.SigningUnderWay();
    }

    /// <summary>An end; a number that was taken stays in the register as void.</summary>
    internal static Decision Ending(ApplicationState state, ApplicationEvent end, string reason) =>
        new Decision.Accepted(state.Letter is { } letter ? [end, new NumberVoided(letter.Number, reason)] : [end]);
}
