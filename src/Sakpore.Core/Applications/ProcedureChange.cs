using Sakpore.Core.Procedures;

namespace Sakpore.Core.Applications;

/// <summary>Moving an application to another version of its procedure: always deliberate, always recorded.</summary>
internal static class ProcedureChange
{
    public static Decision Migrate(ApplicationState state, MigrateToProcedure command, DecisionContext context)
    {
        if (Steering.Refusal(context) is { } refusal)
            return new Decision.Refused(refusal);
        if (state.OpenIntent is not null)
            return Refusals.SigningUnderWay();
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Refusals.UnknownReason(command.Reason);

        foreach (OpenStage open in state.CurrentStages)
        {
            // An open stage must go on as what it is: the same branch of the same join, held by the same office and role.
            bool same = command.To.FindStage(open.Opening.Stage) is { } stage
                && stage.Join == open.Opening.Join
                && stage.Owner.Office == open.Opening.Office
                && stage.Owner.Role == open.Opening.Role;
            if (!same)
                return Refusals.StageNotInProcedure(open.Opening.Stage, command.To.Pin);
        }

        return new Decision.Accepted([new MigratedToProcedure(state.Pins.Procedure, command.To.Pin, command.Reason)]);
    }
}

/// <summary>Who may steer an application besides the owners of its stages: koordinator and kepala of the issuing office.</summary>
internal static class Steering
{
    public static Refusal? Refusal(DecisionContext context)
    {
        var head = new StageOpening("", context.PermitType.Office, Roles.Kepala);
        if (context.By.Office != head.Office)
            return Refusals.WrongOffice(head);
        bool steers = Roles.Cover(context.By.Roles, Roles.Kepala, null) || Roles.Cover(context.By.Roles, Roles.Koordinator, null);
        return steers ? null : Refusals.WrongRole(head);
    }
}
