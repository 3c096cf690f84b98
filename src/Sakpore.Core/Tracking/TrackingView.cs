using Sakpore.Core.Applications;
using Sakpore.Core.Deadlines;

namespace Sakpore.Core.Tracking;

/// <summary>What an applicant may see of an application: offices, never persons; no value of the form.</summary>
public sealed partial record TrackingView
{
    /// <summary>The registration id.</summary>
    public required string Application { get; init; }

    /// <summary>The permit's name.</summary>
    public required LocalizedText Permit { get; init; }

    /// <summary>The status.</summary>
    public required ApplicationStatus Status { get; init; }

    /// <summary>When it was handed in.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Finished steps in the order they ended, the current ones, then those that are to come.</summary>
    public required IReadOnlyList<TrackedStep> Steps { get; init; }

    /// <summary>Who holds it now: the offices of the open steps, each once; the applicant is not among them.</summary>
    public required IReadOnlyList<LocalizedText> HeldBy { get; init; }

    /// <summary>What the applicant owes; empty when nothing.</summary>
    public required IReadOnlyList<OwedItem> Owed { get; init; }

    /// <summary>The promise, or null before its clock starts.</summary>
    public required DeadlineView? Deadline { get; init; }

    /// <summary>When it will likely be done, or null after an end.</summary>
    public required Forecast? Forecast { get; init; }

    /// <summary>The last day of the legal limit; null while something is owed, after an end, or past the horizon.</summary>
    public required DateOnly? LegalLimitOn { get; init; }

    /// <summary>The letter's number once issued, otherwise null.</summary>
    public required string? LetterNumber { get; init; }

    /// <summary>Why it was refused, or null.</summary>
    public required LocalizedText? RejectedBecause { get; init; }
}

/// <summary>A step.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Office">The office's name.</param>
/// <param name="Progress">Done, current or coming.</param>
/// <param name="Since">When it opened; null for a step to come.</param>
/// <param name="Until">When it closed; null unless done.</param>
/// <param name="AwaitsApplicant">Whether it stands still until the applicant corrects something.</param>
public sealed record TrackedStep(
    string Stage, LocalizedText Name, LocalizedText Office, StepProgress Progress, DateTimeOffset? Since, DateTimeOffset? Until, bool AwaitsApplicant)
{
    /// <summary>The holder's last answer to "why is it stuck?" at this step while it is open; null where none was given.</summary>
    public InquiryAnswered? LastAnswer { get; init; }
}

/// <summary>How far a step is.</summary>
public enum StepProgress
{
    /// <summary>Finished.</summary>
    Done,

    /// <summary>Open now.</summary>
    Current,

    /// <summary>Not yet open.</summary>
    Coming,
}

/// <summary>Something the applicant owes.</summary>
/// <param name="Requirement">The requirement's id, or the form's.</param>
/// <param name="Name">Its name.</param>
public sealed record OwedItem(string Requirement, LocalizedText Name);
