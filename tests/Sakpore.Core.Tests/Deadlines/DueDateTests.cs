using System.Globalization;
using Sakpore.Core.Deadlines;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Tests.Deadlines;

public sealed class DueDateTests
{
    private static readonly WorkCalendar Default = Repository.Catalog.FindCalendar("5-day-cuti-off")!;

    [TestCase("2026-03-17", 5, "2026-03-31", "2026-03-24", new[] { "2026-03-18", "2026-03-19", "2026-03-20", "2026-03-23", "2026-03-24" })]
    [TestCase("2026-09-07", 5, "2026-09-14", "2026-09-14", new string[0])]
    // A holiday on a Sunday moves nothing.
    [TestCase("2026-05-29", 1, "2026-06-02", "2026-06-01", new[] { "2026-06-01" })]
    public void Due_date_names_the_holidays_that_moved_it(string received, int days, string due, string byWeek, string[] moved)
    {
        DueDate date = DueDate.Of(Default, Date(received), 0, days)!;
        Assert.That(date.DueOn, Is.EqualTo(Date(due)));
        Assert.That(date.DueByWeekOn, Is.EqualTo(Date(byWeek)));
        Assert.That(date.MovedBy.Select(holiday => holiday.Date), Is.EqualTo(moved.Select(Date)));
    }

    [Test]
    public void Each_day_says_what_it_counted_as()
    {
        DueDate date = DueDate.Of(Default, DateTimeOffset.Parse("2025-08-14T16:01+07:00", CultureInfo.InvariantCulture), 1, 2)!;
        Assert.That(date.Days.Select(day => (day.Date.Day, day.CountedAs, day.Number)), Is.EqualTo(new (int, CountedAs, int?)[]
        {
            (14, CountedAs.AfterCutOff, null),
            (15, CountedAs.DayZero, 0),
            (16, CountedAs.Weekend, null),
            (17, CountedAs.Weekend, null),
            (18, CountedAs.Holiday, null),
            (19, CountedAs.WorkingDay, 1),
            (20, CountedAs.WorkingDay, 2),
        }));
        Assert.That(date.Days[3].Holiday!.Name, Is.EqualTo("Hari Kemerdekaan Republik Indonesia"), "told, though the Sunday was off already");
        Assert.That(date.EarliestOn, Is.EqualTo(Date("2025-08-19")));
    }

    [TestCase("2026-03-17T16:30+07:00", 5)]
    [TestCase("2025-03-21T09:00+07:00", 30)]
    [TestCase("2026-09-05T09:00+07:00", 0)]
    public void Last_day_written_out_is_the_due_date_and_its_number_the_promise(string received, int days) => Assert.Multiple(() =>
    {
        foreach (WorkCalendar calendar in Repository.Catalog.Calendars.Select(slug => Repository.Catalog.FindCalendar(slug)!))
        {
            DueDate date = DueDate.Of(calendar, DateTimeOffset.Parse(received, CultureInfo.InvariantCulture), 0, days)!;
            Assert.That((date.Days[^1].Date, date.Days[^1].Number), Is.EqualTo((date.DueOn, (int?)days)));
            Assert.That(date.Days.Count(day => day.Number is not null), Is.EqualTo(days + 1));
            Assert.That(date.DueByWeekOn, Is.LessThanOrEqualTo(date.DueOn));
        }
    });

    /// <summary>What the settings of the shipped calendars, week and collective leave, make of one promise over all days of receipt.</summary>
    [TestCase(5, 12, "2025-03-21")]
    [TestCase(30, 18, "2025-02-20")]
    public void Settings_of_the_calendar_move_a_promise_by_up_to(int days, int apart, string received)
    {
        WorkCalendar[] calendars = [.. Repository.Catalog.Calendars.Select(slug => Repository.Catalog.FindCalendar(slug)!)];
        int Apart(DateOnly day)
        {
            int[] due = [.. calendars.Select(calendar => DueDate.Of(calendar, day, days, days)!.DueOn.DayNumber)];
            return due.Max() - due.Min();
        }

        Assert.That(Apart(Date(received)), Is.EqualTo(apart));
        Assert.That(Enumerable.Range(0, 2050).Max(day => Apart(Date("2022-01-01").AddDays(day))), Is.EqualTo(apart));
    }

    [Test]
    public void Misuse_is_refused_and_the_horizon_gives_nothing() => Assert.Multiple(() =>
    {
        Assert.That(() => DueDate.Of(Default, Date("2026-01-05"), -1, 5), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => DueDate.Of(Default, Date("2026-01-05"), 5, 4), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(DueDate.Of(Default, Date("2027-12-30"), 5, 5), Is.Null);
        Assert.That(DueDate.Of(Default, Date("2021-12-30"), 5, 5), Is.Null);
    });

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
