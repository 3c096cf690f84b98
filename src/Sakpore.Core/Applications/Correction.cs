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

        IReadOnlyList<Requirement> required = Required(state, context);
        var owed = new List<string>(state.Owed.Count + command.Owed.Count);
        owed.AddRange(state.Owed);
        foreach (string item in command.Owed)
        {
            if (item != PermitType.FormItem && OfferRules.Find(required, item) is null)
                return Refusals.UnknownRequirement(item);
            if (!owed.Contains(item))
                owed.Add(item);
        }

        return new Decision.Accepted([new ReturnedForCorrection(stage.Id, owed, command.Reason)]);
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

        var still = new List<string>(state.Owed.Count);
        foreach (string item in state.Owed)
        {
            if (item == PermitType.FormItem ? command.Form is null : !OfferRules.Has(command.Files, item))
                still.Add(item);
        }

        return new Decision.Accepted([new Supplemented(OfferRules.Files(command.Files), command.Form is not null, still)]);
    }

    private static IReadOnlyList<Requirement> Required(ApplicationState state, DecisionContext context) =>
        context.PermitType.RequirementsOf(state.Kind, context.Calendar.Zone.DateOf(state.SubmittedAt));
}
