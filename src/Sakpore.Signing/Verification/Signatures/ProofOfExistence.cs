using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>
/// What validated document timestamps prove to have existed, and since when (POE extraction, EN 319 102-1, 5.6.2.3): every
/// byte of the file that one of them covers.
/// </summary>
internal sealed class ProofOfExistence
{
    private readonly List<(SignedRange Range, ProvingTimestamp Timestamp)> _timestamps = [];

    public void Add(SignedRange range, ProvingTimestamp timestamp) => _timestamps.Add((range, timestamp));

    /// <summary>The timestamps over bytes of the file.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="end">Just past the last.</param>
    public IEnumerable<ProvingTimestamp> Over(int start, int end) => _timestamps
        .Where(t => end <= t.Range.GapStart || (start >= t.Range.GapEnd && end <= t.Range.End)).Select(t => t.Timestamp);

    /// <summary>The earliest time at which bytes of the file are proved to have existed; null without proof.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="end">Just past the last.</param>
    public DateTimeOffset? Of(int start, int end)
    {
        DateTimeOffset? earliest = null;
        foreach (var timestamp in Over(start, end))
        {
            if (!(earliest <= timestamp.Time))
                earliest = timestamp.Time;
        }

        return earliest;
    }

    /// <summary>The same of evidence; what does not stand in the file is proved by nothing.</summary>
    public DateTimeOffset? Of(EvidencePlace place) => place.IsInFile ? Of(place.Start, place.End) : null;
}

/// <summary>A document timestamp that is valid: what it covers existed at its time.</summary>
/// <param name="Time">That time.</param>
/// <param name="Certificate">The validation of its authority's certificate.</param>
internal sealed record ProvingTimestamp(DateTimeOffset Time, CertificateValidation Certificate);
