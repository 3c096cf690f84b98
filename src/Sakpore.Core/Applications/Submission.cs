using Sakpore.Core.Catalog;
using Sakpore.Core.Procedures;

namespace Sakpore.Core.Applications;

/// <summary>Handing in an application, and who may speak for its applicant.</summary>
internal static class Submission
{
    public static Decision Decide(Submit command, DecisionContext context)
    {
        PermitType type = context.PermitType;
        if (context.Procedure.Pin != type.Procedure)
            throw new ArgumentException($"{type.Pin} follows {type.Procedure}, not {context.Procedure.Pin}.", nameof(context));
        if (NotForApplicant(command.Subject, context) is { } refusal)
            return new Decision.Refused(refusal);
        if (!type.Kinds.Contains(command.Kind))
            return Refusals.KindNotOffered(command.Kind);

        if (Earlier(command) is { } earlier)
            return new Decision.Refused(earlier);

        IReadOnlyList<Requirement> requirements = type.RequirementsOf(command.Kind, context.Calendar.Zone.DateOf(context.At));
        var found = new List<Refusal>();
        OfferRules.CheckMissing(found, command.Files, requirements);
        OfferRules.CheckFiles(found, command.Files, requirements);
        OfferRules.CheckForm(found, command.Form, type.Form);
        if (found.Count > 0)
            return Refusals.All(found);

        IReadOnlyList<StageOpening> first = Openings.Of(context.Procedure.First, context);
        var events = new List<ApplicationEvent>
        {
            new Submitted(
                command.Application, command.Kind, command.Subject, new(type.Pin, context.Procedure.Pin, command.LetterTemplate),
                OfferRules.Files(command.Files), first, command.Kind == ApplicationKind.Baru ? null : command.Earlier!.Code),
        };
        if (type.ServiceStandard.StartsAt == ClockStart.Receipt)
        {
            if (Promising.At(context) is not { } promised)
                return Refusals.BeyondHorizon(context.Calendar);
            events.Add(promised);
        }

        Openings.AddRequests(events, first);
        return new Decision.Accepted(events);
    }

    /// <summary>Why the actor may not speak for the applicant; null: the applicant through a portal, or the front office on behalf.</summary>
    public static Refusal? NotForApplicant(string subject, DecisionContext context)
    {
        if (context.By.Principal != subject)
            return Refusals.NotTheApplicant();
        if (context.By.Office is null)
            return null;
        var counter = new StageOpening("", context.PermitType.Office, Roles.FrontOffice);
        if (context.By.Office != counter.Office)
            return Refusals.WrongOffice(counter);
        return Roles.Cover(context.By.Roles, counter.Role, null) ? null : Refusals.WrongRole(counter);
    }

    /// <summary>Perpanjangan and Perubahan name a letter that exists, belongs to the holder and was not revoked.</summary>
    private static Refusal? Earlier(Submit command)
    {
        if (command.Kind == ApplicationKind.Baru)
            return null;
        return command.Earlier switch
        {
            null => Refusals.EarlierLetterMissing(),
            { Exists: false } unknown => Refusals.EarlierLetterUnknown(unknown.Code),
            { Subject: var subject } other when subject != command.Subject => Refusals.EarlierLetterOfAnother(other.Code),
            { Revoked: true } revoked => Refusals.EarlierLetterRevoked(revoked.Code),
            _ => null,
        };
    }
}
