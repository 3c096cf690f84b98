using System.Diagnostics.CodeAnalysis;

namespace Sakpore.Signing.Pades;

/// <summary>How one document of a batch ended.</summary>
public enum BatchStatus
{
    /// <summary>Signed and written.</summary>
    Signed,

    /// <summary>Not signed, for a reason of the document or the key: see <see cref="BatchOutcome.Refusal"/>.</summary>
    Refused,

    /// <summary>Reading, signing or writing failed: see <see cref="BatchOutcome.Failure"/>.</summary>
    Failed,

    /// <summary>The batch was cancelled before it was written.</summary>
    Cancelled,
}

/// <summary>What came of one document of a batch.</summary>
/// <param name="Name">The document's.</param>
/// <param name="Status">How it ended.</param>
/// <param name="FieldName">The field that holds the signature; null unless signed.</param>
/// <param name="Refusal">Why not; null unless refused.</param>
/// <param name="Failure">What was thrown; null unless failed.</param>
public sealed record BatchOutcome(string Name, BatchStatus Status, string? FieldName = null, PadesRefusal? Refusal = null, Exception? Failure = null)
{
    /// <summary>Whether it was signed and written.</summary>
    [MemberNotNullWhen(true, nameof(FieldName))]
    public bool IsSigned => Status == BatchStatus.Signed;
}

/// <summary>Where a batch stands, told each time a document has ended.</summary>
/// <param name="Done">How many have ended, however they did.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Latest">The one that ended last.</param>
public sealed record BatchProgress(int Done, int Total, BatchOutcome Latest);
