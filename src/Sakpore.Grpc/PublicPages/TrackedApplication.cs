using Sakpore.Permits.V1;

namespace Sakpore.Grpc.PublicPages;

/// <summary>Where an application stands, and what the holder of its link may do.</summary>
/// <param name="Tracking">What the contract tells of it.</param>
/// <param name="Version">Rises with everything that happens; the page asks again when it does.</param>
internal sealed record TrackedApplication(Tracking Tracking, long Version)
{
    /// <summary>Who holds it now, each with since when; empty after an end.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>What the applicant owes.</summary>
    public IReadOnlyList<OwedFile> Owed { get; init; } = [];

    /// <summary>The likely day of the end, from what remains; null after an end and past the calendar's horizon.</summary>
    public DateOnly? LikelyOn { get; init; }

    /// <summary>Whether the forecast waits for something that the applicant owes.</summary>
    public bool IsProvisional { get; init; }

    /// <summary>Why it was refused; null where it was not.</summary>
    public Words? RejectedBecause { get; init; }

    /// <summary>The number of the issued letter or of the signed rejection, else empty.</summary>
    public string LetterNumber { get; init; } = "";

    /// <summary>Whether the signed letter, or the signed rejection, can be taken here.</summary>
    public bool MayTakeLetter { get; init; }

    /// <summary>Whether the survey is open: the application has ended and has not answered.</summary>
    public bool MayAnswerSurvey { get; init; }

    /// <summary>Questions to the front office, oldest first, with their answers.</summary>
    public IReadOnlyList<AskedQuestion> Questions { get; init; } = [];
}

/// <summary>A step that somebody works on now.</summary>
/// <param name="Step">What it is called.</param>
/// <param name="Office">Who works on it.</param>
/// <param name="Since">When it was taken up.</param>
/// <param name="WorkingDays">Working days since then, the first not counted; null past the calendar's horizon.</param>
/// <param name="AwaitsApplicant">Whether it rests until the applicant corrects something.</param>
internal sealed record Hold(Words Step, Words Office, DateTimeOffset Since, int? WorkingDays, bool AwaitsApplicant);

/// <summary>Something that the applicant owes.</summary>
/// <param name="Requirement">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="MediaTypes">What files it may be; empty for the form's data, which no file corrects.</param>
/// <param name="MaxBytes">The largest file, itself included.</param>
internal sealed record OwedFile(string Requirement, Words Name, IReadOnlyList<string> MediaTypes, long MaxBytes);

/// <summary>A question and what became of it.</summary>
/// <param name="Text">The question.</param>
/// <param name="AskedAt">When.</param>
/// <param name="Answer">The front office's answer; null while there is none.</param>
/// <param name="AnsweredAt">When; null while there is none.</param>
internal sealed record AskedQuestion(string Text, DateTimeOffset AskedAt, string? Answer, DateTimeOffset? AnsweredAt);
