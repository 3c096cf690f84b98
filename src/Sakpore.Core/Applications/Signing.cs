using Sakpore.Core.Catalog;
using Sakpore.Core.Mandates;
using Sakpore.Core.Procedures;

namespace Sakpore.Core.Applications;

/// <summary>The letter's signature: asked for and recorded before a key is used, then made or failed.</summary>
internal static class Signing
{
    /// <summary>Whether a refused application's letter waits for its signature: the permit type has one, and it is not signed.</summary>
    public static bool AwaitsRejectionLetter(ApplicationState state, PermitType permitType) =>
        state.Status is ApplicationStatus.Rejected && permitType.Rejection is not null && state.Signature is null;

    public static Decision Request(ApplicationState state, RequestSigning command, DecisionContext context)
    {
        (Stage? stage, Refusal? refusal) = state.IsEnded ? FindForRejection(state, context) : Turn.Find(state, StageActionKind.Sign, command.Stage, context);
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

    /// <summary>No stage is open after a refusal: whom the procedure names for the letter signs its refusal too.</summary>
    private static (Stage? Stage, Refusal? Refusal) FindForRejection(ApplicationState state, DecisionContext context)
    {
        Stage stage = context.Procedure.SigningStage;
        StageOpening opening = Openings.One(stage, context);
        if (state.OpenIntent is not null)
            return (null, Refusals.SigningIsUnderWay());
        if (context.By.Office != opening.Office)
            return (null, Refusals.WrongOffice(opening));
        return context.Mandates is not null || Roles.Cover(context.By.Roles, opening.Role, opening.Sector) ? (stage, null) : (null, Refusals.WrongRole(opening));
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

        var signed = new LetterSigned(command.Intent, command.Document, command.Sha256, open.Officer, command.Certificate);

        // A refusal is an end already; its letter issues nothing.
        return new Decision.Accepted(state.Status is ApplicationStatus.Rejected ? [signed] : [signed, new Issued(state.Letter!.Code)]);
    }

    public static Decision RecordFailure(ApplicationState state, RecordSigningFailure command) =>
        state.OpenIntent?.Intent == command.Intent
            ? new Decision.Accepted([new SigningFailed(command.Intent, command.Reason)])
            : Refusals.UnknownIntent(command.Intent);
}
