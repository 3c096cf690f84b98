namespace Sakpore.Core.Deadlines;

/// <summary>
/// Counts visits by office, stage and sector. Memory grows with the number of groups and of lengths that occur, not with the
/// number of visits. Not thread-safe.
/// </summary>
public sealed class ServiceLevelReport
{
    private readonly Dictionary<(string Office, string Stage, string? Sector), ServiceLevel> _levels = [];

    /// <summary>The groups, by office, stage and sector.</summary>
    public IEnumerable<ServiceLevel> Levels =>
        _levels.Values.OrderBy(level => level.Office, StringComparer.Ordinal).ThenBy(level => level.Stage, StringComparer.Ordinal).ThenBy(level => level.Sector, StringComparer.Ordinal);

    /// <summary>Counts a visit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The minutes are negative.</exception>
    public void Add(in StageVisitRecord visit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(visit.WorkingMinutes, nameof(visit));
        if (!_levels.TryGetValue((visit.Office, visit.Stage, visit.Sector), out ServiceLevel? level))
            _levels.Add((visit.Office, visit.Stage, visit.Sector), level = new(visit.Office, visit.Stage, visit.Sector));
        level.Add(visit.WorkingMinutes, visit.OnTime);
    }
}
