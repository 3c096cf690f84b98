using Sakpore.Core.Catalog;
using Sakpore.Core.Procedures;

namespace Sakpore.Core.Applications;

/// <summary>The correction loop: a stage asks, the applicant supplements.</summary>
internal static class Correction
{
    public static Decision Return(ApplicationState state, ReturnForCorrection command, DecisionContext context)
    {
        (Stage? stage, Refusal? refusal) = Turn.Find(state, StageActionKind.Return, command.Stage, context);
        if (stage is null)
            return new Decision.Refused(refusal!);
        if (!context.PermitType.CorrectionReasons.Any(reason => reason.Code == command.Reason))
            return Refusals.UnknownReason(command.Reason);
        if (command.Owed.Count == 0)
            return Refusals.NothingNamed();

        HashSet<string> known = [PermitType.FormItem, .. Required(state, context).Select(requirement => requirement.Id)];
        foreach (string item in command.Owed)
        {
            if (!known.Contains(item))
                return Refusals.UnknownRequirement(item);
        }

        return new Decision.Accepted([new ReturnedForCorrection(stage.Id, [.. state.Owed.Union(command.Owed)], command.Reason)]);
    }

    public static Decision Supplement(ApplicationState state, Supplement command, DecisionContext context)
    {
        if (Submission.NotForApplicant(state.Subject, context) is { } refusal)
            return new Decision.Refused(refusal);
        if (state.Owed.Count == 0)
            return Refusals.NothingOwed();
        if (command.Files.Count == 0 && command.Form is null)
            return Refusals.NothingHandedIn(state.Owed[0]);

        var found = new List<Refusal>();
        OfferRules.CheckFiles(found, command.Files, [.. Required(state, context).Where(requirement => state.Owed.Contains(requirement.Id))]);
        if (command.Form is { } form)
            OfferRules.CheckForm(found, form, context.PermitType.Form);
        if (found.Count > 0)
            return Refusals.All(found);

        HashSet<string> given = [.. command.Files.Select(file => file.Requirement)];
        if (command.Form is not null)
            given.Add(PermitType.FormItem);
        return new Decision.Accepted([
            new Supplemented(OfferRules.Files(command.Files), command.Form is not null, [.. state.Owed.Where(item => !given.Contains(item))]),
        ]);
    }

    private static IEnumerable<Requirement> Required(ApplicationState state, DecisionContext context) =>
        context.PermitType.RequirementsOf(state.Kind, context.Calendar.Zone.DateOf(state.SubmittedAt));
}
