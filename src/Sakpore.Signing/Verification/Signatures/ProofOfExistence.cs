using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>
/// What validated document timestamps prove to have existed, and since when (POE extraction, EN 319 102-1, 5.6.2.3): every
/// byte of the file that one of them covers.
/// </summary>
internal sealed class ProofOfExistence
{
    private readonly List<(SignedRange Range, DateTimeOffset Time)> _timestamps = [];

    public void Add(SignedRange range, DateTimeOffset time) => _timestamps.Add((range, time));

    /// <summary>The earliest time at which bytes of the file are proved to have existed; null without proof.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="end">Just past the last.</param>
    public DateTimeOffset? Of(int start, int end)
    {
        DateTimeOffset? earliest = null;
        foreach (var (range, time) in _timestamps)
        {
            if ((end <= range.GapStart || (start >= range.GapEnd && end <= range.End)) && !(earliest <= time))
                earliest = time;
        }

        return earliest;
    }

    /// <summary>The same of evidence; what does not stand in the file is proved by nothing.</summary>
    public DateTimeOffset? Of(EvidencePlace place) => place.IsInFile ? Of(place.Start, place.End) : null;
}
