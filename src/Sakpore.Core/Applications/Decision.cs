namespace Sakpore.Core.Applications;

/// <summary>What <see cref="ApplicationDecider"/> answers: events to record, or a refusal. Never an exception for an expected no.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Yes: these facts are to be recorded, in this order.</summary>
    /// <param name="Events">At least one.</param>
    public sealed record Accepted(IReadOnlyList<ApplicationEvent> Events) : Decision;

    /// <summary>No, with the reason. Nothing is to be recorded.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(Refusal Refusal) : Decision;
}

/// <summary>Why a command was refused.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Text">One sentence in both languages.</param>
/// <param name="Subject">What the reason is about (a requirement, a field, a stage), or null.</param>
public sealed record Refusal(RefusalReason Reason, LocalizedText Text, string? Subject = null)
{
    /// <summary>What else is wrong with files and form, so that an applicant is told everything at once; most often empty.</summary>
    public IReadOnlyList<Refusal> Further { get; init; } = [];
}

/// <summary>The reasons for which a command is refused. On the wire they are UPPER_SNAKE.</summary>
public enum RefusalReason
{
    /// <summary>The application has ended.</summary>
    ApplicationEnded,

    /// <summary>The application was handed in already.</summary>
    AlreadySubmitted,

    /// <summary>A requirement has no file.</summary>
    MissingRequirement,

    /// <summary>The permit type does not ask for this requirement, or it is not owed.</summary>
    UnknownRequirement,

    /// <summary>A file's media type is not one the requirement takes.</summary>
    WrongMediaType,

    /// <summary>A file is larger than the requirement takes.</summary>
    FileTooLarge,

    /// <summary>A required field of the form has no value.</summary>
    MissingField,

    /// <summary>A field's value is not of its type.</summary>
    InvalidField,

    /// <summary>The form has a field that the permit type does not know.</summary>
    UnknownField,

    /// <summary>No open stage offers this action: it is not its turn.</summary>
    OutOfTurn,

    /// <summary>The stage belongs to another office.</summary>
    WrongOffice,

    /// <summary>The stage belongs to another role of the same office.</summary>
    WrongRole,

    /// <summary>Only the applicant, or the front office on the applicant's behalf, may do this.</summary>
    NotTheApplicant,

    /// <summary>The applicant owes something; the stage waits for it.</summary>
    AwaitingApplicant,

    /// <summary>Nothing is owed, so nothing can be supplemented.</summary>
    NothingOwed,

    /// <summary>The procedure offers several targets or stages and none was named.</summary>
    AmbiguousTarget,

    /// <summary>The procedure does not lead from this stage to that target.</summary>
    UnknownTarget,

    /// <summary>The reason code is not one the permit type lists.</summary>
    UnknownReason,

    /// <summary>A reason must be given: an agency advised against what is wanted.</summary>
    ReasonMissing,

    /// <summary>The actor took the preceding verification stage; another officer must take this one.</summary>
    FourEyes,

    /// <summary>A signing is under way.</summary>
    SigningUnderWay,

    /// <summary>The intent is not the open one.</summary>
    UnknownIntent,

    /// <summary>The due date lies past the calendar's horizon.</summary>
    BeyondHorizon,

    /// <summary>The permit type does not offer this kind of application.</summary>
    KindNotOffered,

    /// <summary>An extension or change names no earlier letter.</summary>
    EarlierLetterMissing,

    /// <summary>The earlier letter is not in the register.</summary>
    EarlierLetterUnknown,

    /// <summary>The earlier letter belongs to another holder.</summary>
    EarlierLetterOfAnother,

    /// <summary>The earlier letter was revoked.</summary>
    EarlierLetterRevoked,

    /// <summary>The officer has no mandate to sign this letter now.</summary>
    NoMandate,

    /// <summary>The promise has expired; it is extended before that or not at all.</summary>
    ExtensionAfterExpiry,

    /// <summary>The extension is longer than the catalog allows.</summary>
    ExtensionTooLong,

    /// <summary>The legal limit has not passed, or the rung is not reached.</summary>
    LimitNotReached,

    /// <summary>It was recorded already and is recorded once.</summary>
    AlreadyRecorded,

    /// <summary>The catalog cites no rule by which silence is consent.</summary>
    SilenceIsNoConsent,

    /// <summary>The applicant may still correct.</summary>
    CorrectionWindowOpen,

    /// <summary>The other procedure does not have an open stage, or gives it to another owner.</summary>
    StageNotInProcedure,

    /// <summary>The stage is assigned to another officer.</summary>
    AssignedToAnother,

    /// <summary>No open stage has this inquiry.</summary>
    UnknownInquiry,

    /// <summary>The application has no letter, or none in force.</summary>
    NoLetter,

    /// <summary>The permit type has no such obligation.</summary>
    UnknownObligation,
}
