using System.Globalization;
using CsCheck;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Tests.WorkingDays;

public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar Default = Repository.Catalog.FindCalendar("5-day-cuti-off")!;

    public static IEnumerable<TestCaseData> SlaVectors() =>
        from line in File.ReadLines(Repository.Fixture("sla_vectors.csv")).Skip(1)
        let cells = line.Split(',')
        from calendar in new[] { ("5-day-cuti-off", 2), ("5-day-cuti-worked", 3), ("6-day-cuti-off", 4) }
        select new TestCaseData(calendar.Item1, Date(cells[0]), int.Parse(cells[1], CultureInfo.InvariantCulture)).Returns(Date(cells[calendar.Item2]));

    public static IEnumerable<TestCaseData> ReceiptVectors() =>
        from line in File.ReadLines(Repository.Fixture("receipt_vectors.csv")).Skip(1)
        let cells = line.Split(',')
        select new TestCaseData(DateTimeOffset.Parse(cells[0], CultureInfo.InvariantCulture), int.Parse(cells[1], CultureInfo.InvariantCulture)).Returns(Date(cells[2]));

    [TestCaseSource(nameof(SlaVectors))]
    public DateOnly? AddWorkingDays_gives_the_vector(string calendar, DateOnly accepted, int days) =>
        Repository.Catalog.FindCalendar(calendar)!.AddWorkingDays(accepted, days);

    [TestCaseSource(nameof(ReceiptVectors))]
    public DateOnly? DayZero_and_AddWorkingDays_give_the_vector(DateTimeOffset received, int days) =>
        Default.AddWorkingDays(Default.DayZero(received)!.Value, days);

    [Test]
    public void Vectors_are_all_there() => Assert.Multiple(() =>
    {
        Assert.That(SlaVectors().Count(), Is.EqualTo(24));
        Assert.That(ReceiptVectors().Count(), Is.EqualTo(14));
    });

    [Test]
    public void DayZero_counts_the_cut_off_itself_and_not_the_tick_after()
    {
        var cutOff = new DateTimeOffset(2026, 9, 4, 16, 0, 0, TimeSpan.FromHours(7));
        Assert.That(Default.DayZero(cutOff), Is.EqualTo(new DateOnly(2026, 9, 4)));
        Assert.That(Default.DayZero(cutOff.AddTicks(1)), Is.EqualTo(new DateOnly(2026, 9, 7)));
    }

    [Test]
    public void DayZero_takes_the_local_date_of_an_instant_in_any_offset() =>
        Assert.That(Default.DayZero(new DateTimeOffset(2026, 9, 3, 20, 0, 0, TimeSpan.Zero)), Is.EqualTo(new DateOnly(2026, 9, 4)));

    [Test]
    public void Nothing_is_computed_past_the_horizon() => Assert.Multiple(() =>
    {
        Assert.That(Default.KnownThrough, Is.EqualTo(new DateOnly(2027, 12, 31)));
        Assert.That(Default.AddWorkingDays(new DateOnly(2027, 12, 31), 0), Is.EqualTo(new DateOnly(2027, 12, 31)));
        Assert.That(Default.AddWorkingDays(new DateOnly(2027, 12, 31), 1), Is.Null);
        Assert.That(Default.AddWorkingDays(new DateOnly(2027, 12, 1), int.MaxValue), Is.Null);
        Assert.That(Default.AddWorkingDays(new DateOnly(2028, 1, 3), 0), Is.Null);
        Assert.That(Default.CountWorkingDays(new DateOnly(2027, 12, 1), new DateOnly(2028, 1, 1)), Is.Null);
        Assert.That(Default.CountWorkingDays(new DateOnly(2021, 12, 31), new DateOnly(2022, 1, 3)), Is.Null);
        Assert.That(Default.DayZero(new DateTimeOffset(2027, 12, 31, 16, 1, 0, TimeSpan.FromHours(7))), Is.Null);
        Assert.That(Default.IsWorkingDay(new DateOnly(2028, 1, 3)), Is.Null);
    });

    [Test]
    public void AddWorkingDays_refuses_a_negative_number() =>
        Assert.That(() => Default.AddWorkingDays(new DateOnly(2026, 9, 7), -1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Constructor_refuses_a_holiday_listed_twice_or_outside_the_range_and_an_empty_range() => Assert.Multiple(() =>
    {
        var from = new DateOnly(2026, 1, 1);
        var newYear = new Holiday(from, HolidayKind.National, "Tahun Baru Masehi");
        Assert.That(() => new WorkCalendar(Default.Rules, [newYear, newYear], from, from.AddDays(9)), Throws.ArgumentException);
        Assert.That(() => new WorkCalendar(Default.Rules, [newYear], from.AddDays(1), from.AddDays(9)), Throws.ArgumentException);
        Assert.That(() => new WorkCalendar(Default.Rules, [], from, from.AddDays(-1)), Throws.ArgumentException);
    });

    /// <summary>A naive oracle walks day by day; at least a million cases.</summary>
    [Test]
    public void Adding_and_counting_agree_with_a_walk_day_by_day()
    {
        WorkCalendar[] calendars = [.. Repository.Catalog.Calendars.Select(slug => Repository.Catalog.FindCalendar(slug)!)];
        HashSet<DateOnly>[] off = [.. calendars.Select(calendar => calendar.Holidays
            .Where(holiday => holiday.Kind == HolidayKind.National || !calendar.Rules.CutiBersamaWorked)
            .Select(holiday => holiday.Date).ToHashSet())];
        int span = Default.KnownThrough.DayNumber - Default.KnownFrom.DayNumber;
        Gen.Select(Gen.Int[0, calendars.Length - 1], Gen.Int[0, span], Gen.Int[0, 40]).Sample(
            (which, offset, days) =>
            {
                WorkCalendar calendar = calendars[which];
                DateOnly from = calendar.KnownFrom.AddDays(offset);
                DateOnly? walked = Walk(calendar, off[which], from, days);
                return calendar.AddWorkingDays(from, days) == walked
                    && (walked is null || calendar.CountWorkingDays(from, walked.Value) == days);
            },
            iter: 1_000_000,
            threads: 1);
    }

    [Test]
    public void Due_is_monotone_in_the_instant_of_receipt() =>
        Gen.Select(Gen.Int[0, 2100 * 24 * 60], Gen.Int[0, 20 * 24 * 60], Gen.Int[0, 30]).Sample(
            (minutes, later, days) =>
            {
                DateTimeOffset first = new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
                DateOnly? due = Due(first, days);
                DateOnly? dueLater = Due(first.AddMinutes(later), days);
                return due is null ? dueLater is null : dueLater is null || due <= dueLater;
            },
            iter: 100_000,
            threads: 1);

    private static DateOnly? Due(DateTimeOffset received, int days) =>
        Default.DayZero(received) is { } day0 ? Default.AddWorkingDays(day0, days) : null;

    private static DateOnly? Walk(WorkCalendar calendar, HashSet<DateOnly> off, DateOnly day, int days)
    {
        while (days > 0)
        {
            day = day.AddDays(1);
            if (day > calendar.KnownThrough)
                return null;
            bool weekend = day.DayOfWeek == DayOfWeek.Sunday || (day.DayOfWeek == DayOfWeek.Saturday && calendar.Rules.Week.Days == 5);
            if (!weekend && !off.Contains(day))
                days--;
        }

        return day;
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
