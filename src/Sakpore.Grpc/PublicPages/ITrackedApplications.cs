namespace Sakpore.Grpc.PublicPages;

/// <summary>Applications as the holders of their tracking links see them. The link's token is the only key.</summary>
internal interface ITrackedApplications
{
    /// <summary>Finds the application that a token belongs to; null for every token that is none.</summary>
    Task<TrackedApplication?> FindAsync(string token, CancellationToken ct);

    /// <summary>The version of an application now and whenever it has risen; null now and then between. Ends at once for a token that is none.</summary>
    IAsyncEnumerable<long?> WatchAsync(string token, CancellationToken ct);
}

/// <summary>What the holder of a tracking link may do. Each answers with what stood in its way, in words, or null where it was done.</summary>
internal interface IApplicantDesk
{
    /// <summary>Hands in a file that is owed.</summary>
    Task<Words?> SupplementAsync(string token, string requirement, string fileName, ReadOnlyMemory<byte> content, CancellationToken ct);

    /// <summary>Gives out the signed letter against the last four digits of the applicant's telephone number. Tries are limited.</summary>
    Task<LetterDelivery> TakeLetterAsync(string token, string lastDigits, CancellationToken ct);

    /// <summary>Asks the front office.</summary>
    Task<Words?> AskAsync(string token, string text, CancellationToken ct);

    /// <summary>Answers the survey, each element 1 to 4.</summary>
    Task<Words?> AnswerSurveyAsync(string token, IReadOnlyList<int> answers, CancellationToken ct);
}

/// <summary>What asking for the letter came to.</summary>
internal abstract record LetterDelivery
{
    private LetterDelivery()
    {
    }

    /// <summary>The letter.</summary>
    /// <param name="FileName">A name for it, of letters, digits and hyphens.</param>
    /// <param name="SizeBytes">Its size.</param>
    /// <param name="Content">Its bytes, part by part.</param>
    internal sealed record Given(string FileName, long SizeBytes, IAsyncEnumerable<ReadOnlyMemory<byte>> Content) : LetterDelivery;

    /// <summary>Not given out.</summary>
    /// <param name="Why">In words.</param>
    internal sealed record Refused(Words Why) : LetterDelivery;

    /// <summary>The token is none.</summary>
    internal sealed record Unknown : LetterDelivery;
}
