using Sakpore.Core.Mandates;
using Sakpore.Core.Procedures;

namespace Sakpore.Core.Applications;

/// <summary>The letter's signature: asked for and recorded before a key is used, then made or failed.</summary>
internal static class Signing
{
    public static Decision Request(ApplicationState state, RequestSigning command, DecisionContext context)
    {
        (Stage? stage, Refusal? refusal) = Turn.Find(state, StageActionKind.Sign, command.Stage, context);
        if (stage is null)
            return new Decision.Refused(refusal!);
        if (command.Number is null == (state.Letter is null))
            throw new ArgumentException(
                state.Letter is null ? "A letter without a number cannot be signed." : $"The letter has its number, {state.Letter.Number}.", nameof(command));

        bool advisedAgainst = Turn.AdvisedAgainst(state, stage.Id);
        if (advisedAgainst && string.IsNullOrWhiteSpace(command.Reason))
            return Refusals.ReasonMissing(stage.Id);

        string? mandate = null;
        if (context.Mandates is { } mandates)
        {
            string series = (command.Number ?? state.Letter)!.Series;
            SigningRight right = SigningRight.Decide(mandates, context.By.Actor, stage.Owner.Office, series, context.At);
            if (right is not SigningRight.Granted granted)
                return new Decision.Refused(Refusals.NoMandate(((SigningRight.Denied)right).Text));
            mandate = granted.Mandate.Id;
        }

        var requested = new SigningRequested(stage.Id, command.Intent, context.By.Actor, mandate, advisedAgainst ? command.Reason : null);
        return new Decision.Accepted(command.Number is { } number ? [requested, number] : [requested]);
    }

    public static Decision Record(ApplicationState state, RecordSignature command, DecisionContext context)
    {
        if (state.OpenIntent is not { } open || open.Intent != command.Intent)
            return Refusals.UnknownIntent(command.Intent);

        if (open.Mandate is { } id)
        {
            Mandate mandate = context.Mandates?.FirstOrDefault(mandate => mandate.Id == id)
                ?? throw new ArgumentException($"The intent was opened by the mandate {id}, which is not among the mandates given.", nameof(context));
            // A signature by another certificate than the officer's own is no signature of this letter.
            if (mandate.Certificate != command.Certificate)
                return new Decision.Refused(Refusals.NoMandate(SigningRight.OtherCertificate));
        }

        return new Decision.Accepted([
            new LetterSigned(command.Intent, command.Document, command.Sha256, open.Officer, command.Certificate),
            new Issued(state.Letter!.Code),
        ]);
    }

    public static Decision RecordFailure(ApplicationState state, RecordSigningFailure command) =>
        state.OpenIntent?.Intent == command.Intent
            ? new Decision.Accepted([new SigningFailed(command.Intent, command.Reason)])
            : Refusals.UnknownIntent(command.Intent);
}
