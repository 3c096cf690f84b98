namespace Sakpore.Core.WorkingDays;

/// <content>Working time: the office's hours between two instants. Work outside hours counts zero.</content>
public sealed partial class WorkCalendar
{
    /// <summary>
    /// The working time between two instants, exact to the tick: from the first up to, not including, the second. Additive:
    /// between a and b plus between b and c is between a and c.
    /// </summary>
    /// <returns>The time, negative if <paramref name="to"/> is the earlier; null if an instant lies outside what is known.</returns>
    public TimeSpan? WorkingTimeBetween(DateTimeOffset from, DateTimeOffset to) =>
        WorkedUntil(from) is { } before && WorkedUntil(to) is { } after ? TimeSpan.FromTicks(after - before) : null;

    /// <summary>The earliest instant by which so much working time has passed since an instant.</summary>
    /// <param name="from">The instant counted from; it need not lie in office hours.</param>
    /// <param name="workingTime">The working time; with zero the answer is <paramref name="from"/>.</param>
    /// <returns>The instant, in the office's time; null past the horizon.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="workingTime"/> is negative.</exception>
    public DateTimeOffset? AddWorkingTime(DateTimeOffset from, TimeSpan workingTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingTime, TimeSpan.Zero);
        if (WorkedUntil(from) is not { } before)
            return null;
        if (workingTime == TimeSpan.Zero)
            return from;

        if (workingTime.Ticks > _workedThrough[^1] - before)
            return null;
        long wanted = before + workingTime.Ticks;
        int day = FirstDayReaching(wanted);
        long earlier = day == 0 ? 0 : _workedThrough[day - 1];
        TimeSpan timeOfDay = _hours[day]!.TimeWhenWorked(TimeSpan.FromTicks(wanted - earlier));
        return new DateTimeOffset(DateOnly.FromDayNumber(_first + day).ToDateTime(TimeOnly.MinValue) + timeOfDay, Zone.Offset);
    }

    /// <summary>The office's hours on a day; null where it is not worked or lies outside what is known.</summary>
    public DayHours? HoursOn(DateOnly day)
    {
        int index = day.DayNumber - _first;
        return (uint)index < (uint)_hours.Length ? _hours[index] : null;
    }

    /// <summary>Ticks worked since the first known day; null outside what is known. The end of the last day is known.</summary>
    private long? WorkedUntil(DateTimeOffset instant)
    {
        DateTime local = Zone.Local(instant);
        int day = DateOnly.FromDateTime(local).DayNumber - _first;
        if (day == _workedThrough.Length && local.TimeOfDay == TimeSpan.Zero)
            return _workedThrough[^1];
        if ((uint)day >= (uint)_workedThrough.Length)
            return null;
        long before = day == 0 ? 0 : _workedThrough[day - 1];
        return before + (_hours[day]?.WorkedBefore(local.TimeOfDay).Ticks ?? 0);
    }

    private int FirstDayReaching(long worked)
    {
        int found = Array.BinarySearch(_workedThrough, worked);
        if (found < 0)
            return ~found;
        while (found > 0 && _workedThrough[found - 1] == worked)
            found--;
        return found;
    }
}
