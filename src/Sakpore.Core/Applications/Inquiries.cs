namespace Sakpore.Core.Applications;

/// <summary>"Why is it stuck?": someone asks who holds a stage, and the holder answers with a reason and a date.</summary>
internal static class Inquiries
{
    /// <summary>The applicant, the front office on behalf, or an officer of the issuing office asks; once while it is unanswered.</summary>
    public static Decision Ask(ApplicationState state, Inquire command, DecisionContext context)
    {
        if (context.By.Office != context.PermitType.Office && Submission.NotForApplicant(state.Subject, context) is { } refusal)
            return new Decision.Refused(refusal);
        OpenStage[] asked = [.. state.CurrentStages.Where(open => command.Stage is null || open.Opening.Stage == command.Stage)];
        if (asked.Length == 0)
            return new Decision.Refused(Refusals.OutOfTurn(command.Stage));
        if (asked.Length > 1)
            return new Decision.Refused(Refusals.AmbiguousStage());
        string stage = asked[0].Opening.Stage;
        return state.Inquiries.Any(inquiry => inquiry.Stage == stage && inquiry.Answer is null)
            ? Refusals.AlreadyRecorded()
            : new Decision.Accepted([new Inquired(command.Inquiry, stage)]);
    }

    /// <summary>An officer who holds the stage answers.</summary>
    public static Decision Answer(ApplicationState state, AnswerInquiry command, DecisionContext context)
    {
        Inquiry? inquiry = state.Inquiries.FirstOrDefault(asked => asked.Id == command.Inquiry);
        if (inquiry is null || state.CurrentStages.FirstOrDefault(open => open.Opening.Stage == inquiry.Stage) is not { } stage)
            return Refusals.UnknownInquiry(command.Inquiry);
        if (inquiry.Answer is not null)
            return Refusals.AlreadyRecorded();
        if (stage.Opening.Office != context.By.Office)
            return new Decision.Refused(Refusals.WrongOffice(stage.Opening));
        if (!Procedures.Roles.Cover(context.By.Roles, stage.Opening.Role, stage.Opening.Sector))
            return new Decision.Refused(Refusals.WrongRole(stage.Opening));
        return command.ExpectedOn < context.Calendar.Zone.DateOf(context.At)
            ? Refusals.ExpectedInThePast(command.ExpectedOn)
            : new Decision.Accepted([new InquiryAnswered(command.Inquiry, inquiry.Stage, command.Reason, command.ExpectedOn)]);
    }
}

/// <summary>A question why a stage takes long.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Stage">The stage asked about.</param>
/// <param name="AskedAt">When.</param>
/// <param name="AskedBy">Who asked: an officer or a system.</param>
/// <param name="Answer">The holder's answer; null while there is none.</param>
public sealed record Inquiry(string Id, string Stage, DateTimeOffset AskedAt, string AskedBy, InquiryAnswered? Answer = null);

/// <summary>Why a stage takes long, in the categories that an applicant is shown.</summary>
public enum HoldReason
{
    /// <summary>Antrean: other files came first.</summary>
    Queue,

    /// <summary>Petugas tidak di tempat: the officer is away.</summary>
    OfficerAway,

    /// <summary>Pemeriksaan lapangan: a visit on the spot is needed.</summary>
    FieldVisit,

    /// <summary>Menunggu instansi lain: something is awaited from another office.</summary>
    OtherOffice,

    /// <summary>Dokumen perlu penelitian: the documents need a closer look.</summary>
    CloserLook,

    /// <summary>Gangguan sistem: a system is out of order.</summary>
    SystemTrouble,
}
