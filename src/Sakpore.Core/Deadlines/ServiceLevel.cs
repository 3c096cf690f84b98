namespace Sakpore.Core.Deadlines;

/// <summary>The visits of one group.</summary>
public sealed class ServiceLevel
{
    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;
    private const int PagesInArray = 1 << 10; // 262,144 working minutes, over two years; longer visits are rare and looked up

    // A histogram in pages, made as they are needed: exact, and no larger for more visits of the same lengths.
    private readonly SortedDictionary<int, long[]> _later = [];
    private long[]?[] _pages = new long[]?[16];

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
        foreach ((int page, long[] minutes) in Pages())
        {
            for (int minute = 0; minute < PageSize; minute++)
            {
                seen += minutes[minute];
                if (seen >= rank)
                    return (page << PageBits) + minute;
            }
        }

        return 0;
    }

    internal void Add(int minutes, bool onTime)
    {
        if (onTime)
            OnTime++;
        else
            Late++;
        PageOf(minutes >> PageBits)[minutes & (PageSize - 1)]++;
    }

    private long[] PageOf(int page)
    {
        if (page < _pages.Length && _pages[page] is { } found)
            return found;
        if (page >= PagesInArray)
            return _later.TryGetValue(page, out long[]? later) ? later : _later[page] = new long[PageSize];
        if (page >= _pages.Length)
            Array.Resize(ref _pages, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)page + 1));
        return _pages[page] = new long[PageSize];
    }

    private IEnumerable<(int Page, long[] Minutes)> Pages()
    {
        for (int page = 0; page < _pages.Length; page++)
        {
            if (_pages[page] is { } minutes)
                yield return (page, minutes);
        }

        foreach ((int page, long[] minutes) in _later)
            yield return (page, minutes);
    }
}
