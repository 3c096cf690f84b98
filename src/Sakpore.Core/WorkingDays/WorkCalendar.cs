namespace Sakpore.Core.WorkingDays;

/// <summary>
/// One revision of an office's calendar: which days are worked, from <see cref="KnownFrom"/> to <see cref="KnownThrough"/>.
/// Past that horizon nothing is computed as if there were no holidays: the answer is null. Immutable.
/// </summary>
/// <remarks>
/// Counts are half-open: the first day is left out, the last is counted; day 1 is the first working day after day 0.
/// Adding and counting are O(1) and allocate nothing: two tables over the known days, made once.
/// </remarks>
public sealed partial class WorkCalendar
{
    private readonly int _first;
    private readonly int[] _countThrough; // by day since KnownFrom: working days up to and including it
    private readonly int[] _workingDays;  // day numbers of the working days, in order
    private readonly DayHours?[] _hours;       // by day since KnownFrom; null where not worked
    private readonly long[] _workedThrough;    // by day since KnownFrom: ticks worked up to its end
    private readonly Dictionary<DateOnly, Holiday> _holidays;

    /// <summary>A calendar from its rules and the holidays known.</summary>
    /// <param name="rules">The office's rules.</param>
    /// <param name="holidays">Holidays, in any order; each date once.</param>
    /// <param name="knownFrom">The first day of which the holidays are known.</param>
    /// <param name="knownThrough">The last day of which they are known: the horizon.</param>
    /// <param name="seasons">Spans in which the rules keep other hours; null: none. Where two meet, the first counts.</param>
    /// <exception cref="ArgumentException">A date is listed twice or lies outside what is known, or the range is empty.</exception>
    public WorkCalendar(
        CalendarRules rules, IEnumerable<Holiday> holidays, DateOnly knownFrom, DateOnly knownThrough, IReadOnlyList<Season>? seasons = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(holidays);
        if (knownThrough < knownFrom)
            throw new ArgumentException($"The calendar ends ({knownThrough:O}) before it begins ({knownFrom:O}).", nameof(knownThrough));

        Rules = rules;
        KnownFrom = knownFrom;
        KnownThrough = knownThrough;
        _holidays = [];
        foreach (Holiday holiday in holidays)
        {
            if (holiday.Date < knownFrom || holiday.Date > knownThrough)
                throw new ArgumentException($"The holiday {holiday.Date:O} lies outside what is known.", nameof(holidays));
            if (!_holidays.TryAdd(holiday.Date, holiday))
                throw new ArgumentException($"The holiday {holiday.Date:O} is listed twice.", nameof(holidays));
        }

        _first = knownFrom.DayNumber;
        _countThrough = new int[knownThrough.DayNumber - _first + 1];
        _hours = new DayHours?[_countThrough.Length];
        _workedThrough = new long[_countThrough.Length];
        var workingDays = new List<int>(_countThrough.Length);
        long worked = 0;
        for (int day = 0; day < _countThrough.Length; day++)
        {
            DateOnly date = DateOnly.FromDayNumber(_first + day);
            if (IsWorked(date))
            {
                workingDays.Add(_first + day);
                _hours[day] = rules.Hours.Of(date.DayOfWeek, seasons?.FirstOrDefault(season => season.From <= date && date <= season.Until)?.Name);
                worked += _hours[day]?.Total.Ticks ?? 0;
            }

            _countThrough[day] = workingDays.Count;
            _workedThrough[day] = worked;
        }

        _workingDays = [.. workingDays];
    }

    /// <summary>The office's rules.</summary>
    public CalendarRules Rules { get; }

    /// <summary>The slug.</summary>
    public string Slug => Rules.Slug;

    /// <summary>The revision.</summary>
    public string Revision => Rules.Revision;

    /// <summary>The office's time.</summary>
    public OfficeTimeZone Zone => Rules.Zone;

    /// <summary>How a promise names this calendar: <c>slug@revision</c>.</summary>
    public string Pin => $"{Slug}@{Revision}";

    /// <summary>The first day of which the holidays are known.</summary>
    public DateOnly KnownFrom { get; }

    /// <summary>The horizon: the last day of which the holidays are known.</summary>
    public DateOnly KnownThrough { get; }

    /// <summary>
    /// This revision and those before it, oldest first, where a catalog made it; empty for a calendar made by hand. With them
    /// a promise is judged by the calendar that was known in time.
    /// </summary>
    public IReadOnlyList<CalendarRevision> Revisions { get; internal set; } = [];

    /// <summary>The holidays known, by date; collective leave is among them even where it is worked.</summary>
    public IEnumerable<Holiday> Holidays => _holidays.Values.OrderBy(holiday => holiday.Date);

    /// <summary>Whether the day is worked; null outside what is known.</summary>
    public bool? IsWorkingDay(DateOnly day)
    {
        int index = day.DayNumber - _first;
        if ((uint)index >= (uint)_countThrough.Length)
            return null;
        return _countThrough[index] != (index == 0 ? 0 : _countThrough[index - 1]);
    }

    /// <summary>The holiday that keeps the day from being worked; null if it is worked, or is off by the week's pattern alone.</summary>
    public Holiday? HolidayOn(DateOnly day) =>
        _holidays.TryGetValue(day, out Holiday? holiday) && Closes(holiday) ? holiday : null;

    /// <summary>
    /// Day 0 of a receipt: its local date if that is a working day and the instant is not after the cut-off, otherwise
    /// the next working day. Monotone in the instant. Null past the horizon.
    /// </summary>
    public DateOnly? DayZero(DateTimeOffset received)
    {
        DateOnly date = Zone.DateOf(received);
        return IsWorkingDay(date) switch
        {
            null => null,
            true when IsInTime(received) => date,
            _ => AddWorkingDays(date, 1),
        };
    }

    /// <summary>Whether an instant is not after the cut-off of its day; the cut-off itself is in time.</summary>
    public bool IsInTime(DateTimeOffset received) => Zone.Local(received).TimeOfDay <= Rules.CutOff.ToTimeSpan();

    /// <summary>The n-th working day after a day.</summary>
    /// <param name="day">The day counted from; it is not counted and need not be a working day.</param>
    /// <param name="workingDays">How many, from 0; with 0 the answer is <paramref name="day"/>.</param>
    /// <returns>The date, or null if it (or <paramref name="day"/>) lies outside what is known.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="workingDays"/> is negative.</exception>
    public DateOnly? AddWorkingDays(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        int index = day.DayNumber - _first;
        if ((uint)index >= (uint)_countThrough.Length)
            return null;
        if (workingDays == 0)
            return day;

        long nth = (long)_countThrough[index] + workingDays - 1;
        return nth < _workingDays.Length ? DateOnly.FromDayNumber(_workingDays[(int)nth]) : null;
    }

    /// <summary>How many working days d there are with <paramref name="after"/> &lt; d &lt;= <paramref name="through"/>.</summary>
    /// <returns>The count, negative if <paramref name="through"/> is the earlier; null if a day lies outside what is known.</returns>
    public int? CountWorkingDays(DateOnly after, DateOnly through)
    {
        int from = after.DayNumber - _first;
        int to = through.DayNumber - _first;
        if ((uint)from >= (uint)_countThrough.Length || (uint)to >= (uint)_countThrough.Length)
            return null;
        return _countThrough[to] - _countThrough[from];
    }

    private bool IsWorked(DateOnly day) => Rules.Week.Includes(day.DayOfWeek) && HolidayOn(day) is null;

    private bool Closes(Holiday holiday) => holiday.Kind != HolidayKind.CutiBersama || !Rules.CutiBersamaWorked;
}
