namespace Sakpore.Core.Deadlines;

/// <summary>One visit of one application to one stage, as rows keep it: the report replays nothing.</summary>
/// <param name="Office">The office's slug.</param>
/// <param name="Stage">The stage's id.</param>
/// <param name="Sector">The sector, or null.</param>
/// <param name="WorkingMinutes">Whole working minutes held, from 0.</param>
/// <param name="OnTime">Whether the visit ended within its target.</param>
public readonly record struct StageVisitRecord(string Office, string Stage, string? Sector, int WorkingMinutes, bool OnTime);

/// <summary>
/// Counts visits by office, stage and sector. Memory grows with the number of groups and the length of the longest visit,
/// not with the number of visits. Not thread-safe.
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

/// <summary>The visits of one group.</summary>
public sealed class ServiceLevel
{
    private const int LongestInArray = 1 << 16; // half a year of working minutes; longer visits are rare and kept apart

    private readonly SortedDictionary<int, long> _longer = [];
    private long[] _byMinute = new long[512];

    internal ServiceLevel(string office, string stage, string? sector)
    {
        Office = office;
        Stage = stage;
        Sector = sector;
    }

    /// <summary>The office's slug.</summary>
    public string Office { get; }

    /// <summary>The stage's id.</summary>
    public string Stage { get; }

    /// <summary>The sector, or null.</summary>
    public string? Sector { get; }

    /// <summary>Visits that ended within their target.</summary>
    public long OnTime { get; private set; }

    /// <summary>Visits that did not.</summary>
    public long Late { get; private set; }

    /// <summary>All visits.</summary>
    public long Count => OnTime + Late;

    /// <summary>
    /// The exact percentile by nearest rank: the least number of minutes that at least so many percent of the visits did
    /// not exceed.
    /// </summary>
    /// <param name="percent">From 1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    public int Percentile(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        long rank = (long)Int128.Max(1, (((Int128)Count * percent) + 99) / 100);
        long seen = 0;
        for (int minute = 0; minute < _byMinute.Length; minute++)
        {
            seen += _byMinute[minute];
            if (seen >= rank)
                return minute;
        }

        foreach ((int minute, long visits) in _longer)
        {
            seen += visits;
            if (seen >= rank)
                return minute;
        }

        return 0;
    }

    internal void Add(int minutes, bool onTime)
    {
        if (onTime)
            OnTime++;
        else
            Late++;
        if (minutes >= LongestInArray)
        {
            _longer[minutes] = _longer.GetValueOrDefault(minutes) + 1;
            return;
        }

        if (minutes >= _byMinute.Length)
            Array.Resize(ref _byMinute, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)minutes + 1));
        _byMinute[minutes]++;
    }
}
