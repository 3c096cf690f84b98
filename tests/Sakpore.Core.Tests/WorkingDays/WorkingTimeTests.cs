using System.Globalization;
using CsCheck;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Tests.WorkingDays;

public sealed class WorkingTimeTests
{
    // As catalog/calendars has them.
    private static readonly (DateOnly From, DateOnly Until)[] Ramadans =
    [
        (new(2022, 4, 3), new(2022, 5, 1)), (new(2023, 3, 23), new(2023, 4, 21)), (new(2024, 3, 12), new(2024, 4, 9)),
        (new(2025, 3, 1), new(2025, 3, 30)), (new(2026, 2, 19), new(2026, 3, 20)), (new(2027, 2, 8), new(2027, 3, 9)),
    ];

    private static readonly WorkCalendar Default = Repository.Catalog.FindCalendar("5-day-cuti-off")!;

    [TestCase("5-day-cuti-off", "2026-09-07", 2250, TestName = "A_plain_week_has_2250_minutes")]
    [TestCase("5-day-cuti-off", "2026-03-02", 1950, TestName = "A_Ramadan_week_has_1950_minutes")]
    [TestCase("6-day-cuti-off", "2026-09-07", 2250, TestName = "A_plain_week_of_six_days_has_2250_minutes")]
    [TestCase("6-day-cuti-off", "2026-03-02", 1950, TestName = "A_Ramadan_week_of_six_days_has_1950_minutes")]
    public void Week(string calendar, string monday, int minutes)
    {
        DateTimeOffset start = At(monday + "T00:00");
        Assert.That(Repository.Catalog.FindCalendar(calendar)!.WorkingTimeBetween(start, start.AddDays(7)), Is.EqualTo(TimeSpan.FromMinutes(minutes)));
    }

    [TestCase("2026-09-07T07:00", "2026-09-07T07:30", 0)]
    [TestCase("2026-09-07T07:30", "2026-09-07T12:00", 270)]
    [TestCase("2026-09-07T12:00", "2026-09-07T13:00", 0)]
    [TestCase("2026-09-07T15:00", "2026-09-08T08:00", 90)]
    [TestCase("2026-09-11T16:30", "2026-09-14T07:30", 0)]
    [TestCase("2026-08-17T08:00", "2026-08-17T10:00", 0)]
    [TestCase("2026-09-08T08:00", "2026-09-07T15:00", -90)]
    public void WorkingTimeBetween_counts_office_hours(string from, string to, int minutes) =>
        Assert.That(Default.WorkingTimeBetween(At(from), At(to)), Is.EqualTo(TimeSpan.FromMinutes(minutes)));

    [TestCase("2026-09-07T08:00", 0, "2026-09-07T08:00")]
    [TestCase("2026-09-05T08:00", 0, "2026-09-05T08:00")]
    [TestCase("2026-09-05T08:00", 1, "2026-09-07T07:31")]
    [TestCase("2026-09-07T07:30", 270, "2026-09-07T12:00")]
    [TestCase("2026-09-07T07:30", 271, "2026-09-07T13:01")]
    [TestCase("2026-09-07T07:30", 450, "2026-09-07T16:00")]
    [TestCase("2026-09-07T07:30", 2251, "2026-09-14T07:31")]
    public void AddWorkingTime_gives_the_earliest_instant(string from, int minutes, string expected) =>
        Assert.That(Default.AddWorkingTime(At(from), TimeSpan.FromMinutes(minutes)), Is.EqualTo(At(expected)));

    [Test]
    public void Working_time_is_additive_and_undone_by_adding() =>
        Gen.Select(Gen.Long[0, 2190L * 24 * 3600], Gen.Long[0, 60L * 24 * 3600], Gen.Long[0, 60L * 24 * 3600]).Sample(
            (start, first, second) =>
            {
                DateTimeOffset a = At("2022-01-01T00:00").AddSeconds(start);
                DateTimeOffset b = a.AddSeconds(first);
                DateTimeOffset c = b.AddSeconds(second);
                if (Default.WorkingTimeBetween(a, c) is not { } whole)
                    return c > At("2028-01-01T00:00");
                TimeSpan part = Default.WorkingTimeBetween(a, b)!.Value;
                DateTimeOffset again = Default.AddWorkingTime(a, part)!.Value;
                return whole == part + Default.WorkingTimeBetween(b, c)!.Value && again <= b && Default.WorkingTimeBetween(again, b) == TimeSpan.Zero;
            },
            iter: 100_000,
            threads: 1);

    /// <summary>A naive oracle looks at every minute: is it a worked day, is it in an interval of that day.</summary>
    [Test]
    public void Working_time_agrees_with_a_walk_minute_by_minute() =>
        Gen.Select(Gen.OneOf("5-day-cuti-off", "5-day-cuti-worked", "6-day-cuti-off"), Gen.Int[0, 2180 * 24 * 60], Gen.Int[0, 9 * 24 * 60]).Sample(
            (slug, start, minutes) =>
            {
                WorkCalendar calendar = Repository.Catalog.FindCalendar(slug)!;
                DateTimeOffset from = At("2022-01-01T00:00").AddMinutes(start);
                int worked = 0;
                for (int minute = 0; minute < minutes; minute++)
                {
                    DateTime local = from.AddMinutes(minute).DateTime;
                    TimeOnly time = TimeOnly.FromDateTime(local);
                    DateOnly day = DateOnly.FromDateTime(local);
                    bool ramadan = Ramadans.Any(season => season.From <= day && day <= season.Until);
                    DayHours? hours = calendar.IsWorkingDay(day) == true ? calendar.Rules.Hours.Of(day.DayOfWeek, ramadan ? "ramadan" : null) : null;
                    worked += hours?.Intervals.Any(interval => interval.Start <= time && time < interval.End) == true ? 1 : 0;
                }

                return calendar.WorkingTimeBetween(from, from.AddMinutes(minutes)) == TimeSpan.FromMinutes(worked);
            },
            iter: 1000,
            threads: 1);

    [Test]
    public void Nothing_is_computed_past_the_horizon() => Assert.Multiple(() =>
    {
        Assert.That(Default.WorkingTimeBetween(At("2027-12-31T00:00"), At("2028-01-01T00:00")), Is.EqualTo(TimeSpan.FromMinutes(450)));
        Assert.That(Default.WorkingTimeBetween(At("2027-12-31T00:00"), At("2028-01-01T00:01")), Is.Null);
        Assert.That(Default.AddWorkingTime(At("2027-12-31T00:00"), TimeSpan.FromMinutes(451)), Is.Null);
        Assert.That(Default.AddWorkingTime(At("2027-12-31T00:00"), TimeSpan.MaxValue), Is.Null);
        Assert.That(() => Default.AddWorkingTime(At("2027-12-31T00:00"), TimeSpan.FromTicks(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    });

    [Test]
    public void DayHours_refuses_overlapping_and_empty_intervals() => Assert.Multiple(() =>
    {
        Assert.That(() => new DayHours([new(new(8, 0), new(12, 0)), new(new(11, 0), new(13, 0))]), Throws.ArgumentException);
        Assert.That(() => new DayHours([new(new(8, 0), new(8, 0))]), Throws.ArgumentException);
    });

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text + "+07:00", CultureInfo.InvariantCulture);
}
