namespace Sakpore.Signing.Verification;

/// <summary>
/// What verification found about one file: the only answer that anything else may be built on. Immutable; the same file and
/// policy give the same report.
/// </summary>
public sealed record VerificationReport
{
    internal VerificationReport()
    {
    }

    /// <summary>The file's name as the caller gave it; null when it gave none.</summary>
    public required string? File { get; init; }

    /// <summary>The answer.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The rules that it was found by.</summary>
    public required VerificationPolicy Policy { get; init; }

    /// <summary>What was found about the file as a whole.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>The signatures and document timestamps, in the order of their signed end.</summary>
    public required IReadOnlyList<SignatureReport> Signatures { get; init; }

    /// <summary>The report for a file that could not even be opened.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="policy">The policy that it would have been verified by.</param>
    /// <param name="reason">Why, of severity <see cref="ReasonSeverity.Error"/>.</param>
    public static VerificationReport NotOpened(string? file, VerificationPolicy policy, Reason reason)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(reason);
        return new VerificationReport
        {
            File = file,
            Verdict = Verdict.Unreadable,
            Policy = policy,
            Reasons = [reason],
            Signatures = [],
        };
    }
}
