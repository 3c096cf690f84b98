namespace Sakpore.Core.Applications;

/// <summary>An application as its history tells it: made by <see cref="ApplicationEvolution"/>, from events alone.</summary>
public sealed record ApplicationState
{
    /// <summary>The registration id.</summary>
    public required string Id { get; init; }

    /// <summary>Sequence of the last entry; the etag is made of it.</summary>
    public required long Sequence { get; init; }

    /// <summary>Status; an end is final.</summary>
    public required ApplicationStatus Status { get; init; }

    /// <summary>Baru, Perpanjangan or Perubahan.</summary>
    public required ApplicationKind Kind { get; init; }

    /// <summary>The applicant's subject id.</summary>
    public required string Subject { get; init; }

    /// <summary>Catalog versions.</summary>
    public required CatalogPins Pins { get; init; }

    /// <summary>When it was handed in.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>The stages that are open now, in the order they opened. Empty after an end.</summary>
    public required IReadOnlyList<OpenStage> CurrentStages { get; init; }

    /// <summary>The newest file of each requirement.</summary>
    public required IReadOnlyList<SubmittedFile> Files { get; init; }

    /// <summary>Requirement ids owed by the applicant.</summary>
    public IReadOnlyList<string> Owed { get; init; } = [];

    /// <summary>The stages that wait for what is owed; they act again when nothing is owed.</summary>
    public IReadOnlyList<string> ReturningStages { get; init; } = [];

    /// <summary>The code of the earlier letter that is extended or changed; null for a first one.</summary>
    public string? EarlierLetter { get; init; }

    /// <summary>When the file last became complete in the applicant's hands; null while something is owed.</summary>
    public DateTimeOffset? CompleteReceiptAt { get; init; }

    /// <summary>When corrections were last asked for, or null.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>When it was declared complete, or null.</summary>
    public DateTimeOffset? CompleteAt { get; init; }

    /// <summary>The promise, or null before the clock starts.</summary>
    public Promised? Promise { get; init; }

    /// <summary>When and for how long the promise was suspended, oldest first; <c>Until</c> null while it is.</summary>
    public IReadOnlyList<Suspension> Suspensions { get; init; } = [];

    /// <summary>The joins that are open, with the answers of this round.</summary>
    public IReadOnlyList<OpenJoin> Joins { get; init; } = [];

    /// <summary>Working days by which the promise was extended in all.</summary>
    public int ExtendedDays { get; init; }

    /// <summary>The rungs of escalation recorded, in percent, in the order reached.</summary>
    public IReadOnlyList<int> RungsReached { get; init; } = [];

    /// <summary>The deemed approval that was recorded at the legal limit, or null.</summary>
    public DeemedApproved? DeemedApproval { get; init; }

    /// <summary>Recommendations given, oldest first; those of an earlier round included.</summary>
    public IReadOnlyList<Recommended> Recommendations { get; init; } = [];

    /// <summary>The letter's number, once taken.</summary>
    public LetterNumbered? Letter { get; init; }

    /// <summary>The open signing intent, or null.</summary>
    public SigningRequested? OpenIntent { get; init; }

    /// <summary>The signature, once made.</summary>
    public LetterSigned? Signature { get; init; }

    /// <summary>Finished stages, oldest first, with who held them and when: what tracking shows.</summary>
    public IReadOnlyList<StageVisit> Visits { get; init; } = [];

    /// <summary>The reason code of the refusal, or null.</summary>
    public string? RejectedBecause { get; init; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Questions why a stage takes long, oldest first, with their answers.</summary>
    public IReadOnlyList<Inquiry> Inquiries { get; init; } = [];

    /// <summary>The code of the letter that took the place of this one's, or null.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>The reason code of the letter's revocation, or null.</summary>
    public string? RevokedBecause { get; init; }

    /// <summary>The obligations of the letter that were met, by id, in the order recorded.</summary>
    public IReadOnlyList<string> ObligationsMet { get; init; } = [];

    /// <summary>Whether a letter was issued, revoked or superseded since or not.</summary>
    public bool HasLetter => Status is ApplicationStatus.Issued or ApplicationStatus.Revoked or ApplicationStatus.Superseded;

    /// <summary>Whether the application has ended.</summary>
    public bool IsEnded => HasLetter || Status is ApplicationStatus.Rejected or ApplicationStatus.Withdrawn or ApplicationStatus.Lapsed;
}

/// <summary>A stage that is open.</summary>
/// <param name="Opening">What opened.</param>
/// <param name="Since">Since when.</param>
/// <param name="OpenedBy">Who finished the stage before it; null for the first stages. Four-eyes looks here.</param>
/// <param name="Assignee">The one officer who acts at it; null: whoever holds its role.</param>
public sealed record OpenStage(StageOpening Opening, DateTimeOffset Since, string? OpenedBy = null, string? Assignee = null);

/// <summary>A join whose branches are open.</summary>
/// <param name="Join">The join's id.</param>
/// <param name="Branches">The stages that opened in this round.</param>
/// <param name="Answers">The answers so far, in the order given.</param>
public sealed record OpenJoin(string Join, IReadOnlyList<string> Branches, IReadOnlyList<Recommended> Answers);

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
