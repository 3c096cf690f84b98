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

        var requested = new SigningRequested(stage.Id, command.Intent, context.By.Actor);
        return new Decision.Accepted(command.Number is { } number ? [requested, number] : [requested]);
    }

    public static Decision Record(ApplicationState state, RecordSignature command) =>
        state.OpenIntent is { } open && open.Intent == command.Intent
            ? new Decision.Accepted([
                new LetterSigned(command.Intent, command.Document, command.Sha256, open.Officer, command.Certificate),
                new Issued(state.Letter!.Code),
            ])
            : Refusals.UnknownIntent(command.Intent);

    public static Decision RecordFailure(ApplicationState state, RecordSigningFailure command) =>
        state.OpenIntent?.Intent == command.Intent
            ? new Decision.Accepted([new SigningFailed(command.Intent, command.Reason)])
            : Refusals.UnknownIntent(command.Intent);
}
