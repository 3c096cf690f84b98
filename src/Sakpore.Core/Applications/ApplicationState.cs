namespace Sakpore.Core.Applications;

/// <summary>
/// An application as its history tells it: made by <see cref="ApplicationEvolution"/>, from events alone. It does not change:
/// an entry that follows makes another state.
/// </summary>
public sealed record ApplicationState
{
    internal ApplicationState(Submitted submitted, DateTimeOffset at)
    {
        Id = submitted.Application;
        Kind = submitted.Kind;
        Subject = submitted.Subject;
        Pins = submitted.Pins;
        SubmittedAt = at;
        Files = submitted.Files;
        EarlierLetter = submitted.Earlier;
        CompleteReceiptAt = at;
    }

    /// <summary>The registration id.</summary>
    public string Id { get; }

    /// <summary>Sequence of the last entry; the etag is made of it.</summary>
    public long Sequence { get; internal set; }

    /// <summary>Status; an end is final.</summary>
    public ApplicationStatus Status { get; internal set; }

    /// <summary>Baru, Perpanjangan or Perubahan.</summary>
    public ApplicationKind Kind { get; }

    /// <summary>The applicant's subject id.</summary>
    public string Subject { get; }

    /// <summary>Catalog versions.</summary>
    public CatalogPins Pins { get; internal set; }

    /// <summary>When it was handed in.</summary>
    public DateTimeOffset SubmittedAt { get; }

    /// <summary>The stages that are open now, in the order they opened. Empty after an end.</summary>
    public IReadOnlyList<OpenStage> CurrentStages { get; internal set; } = [];

    /// <summary>The newest file of each requirement.</summary>
    public IReadOnlyList<SubmittedFile> Files { get; internal set; }

    /// <summary>Requirement ids owed by the applicant.</summary>
    public IReadOnlyList<string> Owed { get; internal set; } = [];

    /// <summary>The stages that wait for what is owed; they act again when nothing is owed.</summary>
    public IReadOnlyList<string> ReturningStages { get; internal set; } = [];

    /// <summary>The code of the earlier letter that is extended or changed; null for a first one.</summary>
    public string? EarlierLetter { get; }

    /// <summary>When the file last became complete in the applicant's hands; null while something is owed.</summary>
    public DateTimeOffset? CompleteReceiptAt { get; internal set; }

    /// <summary>When corrections were last asked for, or null.</summary>
    public DateTimeOffset? ReturnedAt => LastReturn?.At;

    /// <summary>The reminders sent since then, each by the working days that were left, in the order sent.</summary>
    public IReadOnlyList<int> CorrectionReminders => LastReturn?.Reminders ?? [];

    /// <summary>When it was declared complete, or null.</summary>
    public DateTimeOffset? CompleteAt { get; internal set; }

    /// <summary>The promise, or null before the clock starts.</summary>
    public Promised? Promise { get; internal set; }

    /// <summary>When and for how long the promise was suspended, oldest first; <c>Until</c> null while it is.</summary>
    public IReadOnlyList<Suspension> Suspensions { get; internal set; } = [];

    /// <summary>The joins that are open, with the answers of this round.</summary>
    public IReadOnlyList<OpenJoin> Joins { get; internal set; } = [];

    /// <summary>Working days by which the promise was extended in all.</summary>
    public int ExtendedDays { get; internal set; }

    /// <summary>The rungs of escalation recorded, in percent, in the order reached.</summary>
    public IReadOnlyList<int> RungsReached { get; internal set; } = [];

    /// <summary>The last time that a decree moved the due date, or null.</summary>
    public PromiseMoved? Moved { get; internal set; }

    /// <summary>The deemed approval that was recorded at the legal limit, or null.</summary>
    public DeemedApproved? DeemedApproval { get; internal set; }

    /// <summary>Recommendations given, oldest first; those of an earlier round included.</summary>
    public IReadOnlyList<Recommended> Recommendations { get; internal set; } = [];

    /// <summary>The letter's number, once taken.</summary>
    public LetterNumbered? Letter { get; internal set; }

    /// <summary>The open signing intent, or null.</summary>
    public SigningRequested? OpenIntent { get; internal set; }

    /// <summary>The signature, once made.</summary>
    public LetterSigned? Signature { get; internal set; }

    /// <summary>Finished stages, oldest first, with who held them and when: what tracking shows.</summary>
    public IReadOnlyList<StageVisit> Visits { get; internal set; } = [];

    /// <summary>The reason code of the refusal, or null.</summary>
    public string? RejectedBecause => Ended?.RejectedBecause;

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt => Ended?.At;

    /// <summary>Questions why a stage takes long, oldest first, with their answers.</summary>
    public IReadOnlyList<Inquiry> Inquiries { get; internal set; } = [];

    /// <summary>The code of the letter that took the place of this one's, or null.</summary>
    public string? SupersededBy => Ended?.SupersededBy;

    /// <summary>The reason code of the letter's revocation, or null.</summary>
    public string? RevokedBecause => Ended?.RevokedBecause;

    /// <summary>The obligations of the letter that were met, by id, in the order recorded.</summary>
    public IReadOnlyList<string> ObligationsMet => Ended?.ObligationsMet ?? [];

    /// <summary>The reminders of the letter's end that were sent, each by the days that were left, in the order sent.</summary>
    public IReadOnlyList<int> RenewalReminders => Ended?.RenewalReminders ?? [];

    /// <summary>Whether a letter was issued, revoked or superseded since or not.</summary>
    public bool HasLetter => Status is ApplicationStatus.Issued or ApplicationStatus.Revoked or ApplicationStatus.Superseded;

    /// <summary>Whether it was refused and the letter that says so is signed.</summary>
    public bool HasRejectionLetter => Status is ApplicationStatus.Rejected && Signature is not null;

    /// <summary>Whether the application has ended.</summary>
    public bool IsEnded => HasLetter || Status is ApplicationStatus.Rejected or ApplicationStatus.Withdrawn or ApplicationStatus.Lapsed;

    /// <summary>What is known since the end. Apart, because every action copies the state and few are at an end.</summary>
    internal ApplicationEnd? Ended { get; set; }

    /// <summary>The last return, likewise.</summary>
    internal LastReturn? LastReturn { get; set; }
}

/// <summary>What is known of an application since its end.</summary>
internal sealed record ApplicationEnd(DateTimeOffset At)
{
    public string? RejectedBecause { get; init; }

    public string? RevokedBecause { get; init; }

    public string? SupersededBy { get; init; }

    public IReadOnlyList<string> ObligationsMet { get; init; } = [];

    public IReadOnlyList<int> RenewalReminders { get; init; } = [];
}

/// <summary>When corrections were last asked for, and the reminders sent since.</summary>
internal sealed record LastReturn(DateTimeOffset At, IReadOnlyList<int> Reminders);

/// <summary>A stage that is open.</summary>
/// <param name="Opening">What opened.</param>
/// <param name="Since">Since when.</param>
/// <param name="OpenedBy">Who finished the stage before it; null for the first stages. Four-eyes looks here.</param>
/// <param name="Assignee">The one officer who acts at it; null: whoever holds its role.</param>
/// <param name="AdvisedAgainst">Whether the join before it had an unfavourable answer: going on from here takes a reason.</param>
public sealed record OpenStage(
    StageOpening Opening, DateTimeOffset Since, string? OpenedBy = null, string? Assignee = null, bool AdvisedAgainst = false);

/// <summary>A join whose branches are open.</summary>
/// <param name="Join">The join's id.</param>
/// <param name="Branches">The stages that opened in this round.</param>
/// <param name="Answers">The answers so far, in the order given.</param>
public sealed record OpenJoin(string Join, IReadOnlyList<string> Branches, IReadOnlyList<JoinAnswer> Answers);

/// <summary>What a branch answered.</summary>
/// <param name="Stage">The branch's stage.</param>
/// <param name="Favourable">True: in favour, or silent where a rule takes silence for consent.</param>
public sealed record JoinAnswer(string Stage, bool Favourable);

/// <summary>A suspension of the promise.</summary>
/// <param name="From">When it was returned.</param>
/// <param name="Until">When nothing was owed any more; null while something is.</param>
public sealed record Suspension(DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A finished stage.</summary>
/// <param name="Opening">The stage and its owner.</param>
/// <param name="Since">When it opened.</param>
/// <param name="Until">When it closed.</param>
/// <param name="Actor">Who closed it.</param>
public sealed record StageVisit(StageOpening Opening, DateTimeOffset Since, DateTimeOffset Until, string Actor);
