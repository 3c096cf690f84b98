using Sakpore.Core.Procedures;

namespace Sakpore.Core.Applications;

/// <summary>Giving an open stage to one officer: from then on only that officer acts at it, until it is given to another.</summary>
internal static class Assignment
{
    /// <summary>An officer of the stage's office and role, or who leads that office, gives it. That the officer named holds the role is the caller's to check.</summary>
    public static Decision Assign(ApplicationState state, Assign command, DecisionContext context)
    {
        OpenStage[] own = [.. state.CurrentStages.Where(open =>
            open.Opening.Office == context.By.Office && (command.Stage is null || open.Opening.Stage == command.Stage))];
        if (own.Length == 0)
            return new Decision.Refused(Refusals.OutOfTurn(command.Stage));
        OpenStage[] may = [.. own.Where(open => MayGive(open.Opening, context.By))];
        if (may.Length == 0)
            return new Decision.Refused(Refusals.WrongRole(own[0].Opening));
        if (may.Length > 1)
            return new Decision.Refused(Refusals.AmbiguousStage());
        return may[0].Assignee == command.Officer
            ? Refusals.AlreadyRecorded()
            : new Decision.Accepted([new Assigned(may[0].Opening.Stage, command.Officer)]);
    }

    private static bool MayGive(StageOpening stage, Party by) =>
        Roles.Cover(by.Roles, stage.Role, stage.Sector) || Roles.Cover(by.Roles, Roles.Koordinator, null) || Roles.Cover(by.Roles, Roles.Kepala, null);
}
