namespace Sakpore.Core.WorkingDays;

/// <summary>A part of a day that is worked, from its start up to, not including, its end.</summary>
/// <param name="Start">Local time it starts.</param>
/// <param name="End">Local time it ends, after <paramref name="Start"/>.</param>
public readonly record struct HoursInterval(TimeOnly Start, TimeOnly End);

/// <summary>The hours of one weekday: intervals in order, none overlapping; breaks lie between them.</summary>
public sealed class DayHours
{
    private readonly HoursInterval[] _intervals;

    /// <summary>Hours from their intervals.</summary>
    /// <exception cref="ArgumentException">An interval is empty, or they overlap or are out of order.</exception>
    public DayHours(IReadOnlyList<HoursInterval> intervals)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        _intervals = [.. intervals];
        for (int i = 0; i < _intervals.Length; i++)
        {
            if (_intervals[i].End <= _intervals[i].Start || (i > 0 && _intervals[i].Start < _intervals[i - 1].End))
                throw new ArgumentException("Intervals are not empty, in order and apart.", nameof(intervals));
            Total += _intervals[i].End - _intervals[i].Start;
        }
    }

    /// <summary>The intervals.</summary>
    public IReadOnlyList<HoursInterval> Intervals => _intervals;

    /// <summary>The day's working time.</summary>
    public TimeSpan Total { get; }

    /// <summary>The working time from midnight to a time of day.</summary>
    internal TimeSpan WorkedBefore(TimeSpan timeOfDay)
    {
        TimeSpan worked = TimeSpan.Zero;
        foreach (HoursInterval interval in _intervals)
        {
            TimeSpan start = interval.Start.ToTimeSpan();
            TimeSpan end = interval.End.ToTimeSpan();
            if (timeOfDay <= start)
                break;
            worked += (timeOfDay < end ? timeOfDay : end) - start;
        }

        return worked;
    }

    /// <summary>The earliest time of day by which so much was worked; more than zero and at most <see cref="Total"/>.</summary>
    internal TimeSpan TimeWhenWorked(TimeSpan amount)
    {
        foreach (HoursInterval interval in _intervals)
        {
            TimeSpan length = interval.End - interval.Start;
            if (amount <= length)
                return interval.Start.ToTimeSpan() + amount;
            amount -= length;
        }

        throw new ArgumentOutOfRangeException(nameof(amount), amount, "The day has not so many working hours.");
    }
}

/// <summary>Hours by weekday, for ordinary weeks and for seasons such as Ramadan (Perpres 21/2023).</summary>
/// <param name="Ordinary">Hours by weekday; a weekday that is missing has none.</param>
/// <param name="BySeason">Hours by weekday, by the season's name.</param>
public sealed record OfficeHours(
    IReadOnlyDictionary<DayOfWeek, DayHours> Ordinary, IReadOnlyDictionary<string, IReadOnlyDictionary<DayOfWeek, DayHours>> BySeason)
{
    /// <summary>The hours of a weekday in a season (null: none); null where nothing is worked.</summary>
    public DayHours? Of(DayOfWeek day, string? season)
    {
        IReadOnlyDictionary<DayOfWeek, DayHours> hours =
            season is not null && BySeason.TryGetValue(season, out IReadOnlyDictionary<DayOfWeek, DayHours>? seasonal) ? seasonal : Ordinary;
        return hours.TryGetValue(day, out DayHours? found) ? found : null;
    }
}

/// <summary>A season: the days on which other hours are kept.</summary>
/// <param name="Name">Its name, for example <c>ramadan</c>.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
public sealed record Season(string Name, DateOnly From, DateOnly Until);
