using System.Globalization;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Tests.WorkingDays;

/// <summary>The same promise asked before and after a decree.</summary>
public sealed class CalendarRevisionTests
{
    // 2023: leave for Idul Fitri became longer by a day; the decree is of 29 March.
    [TestCase("2023-04-14", 5, "2023-03-28", "2023-04-27")]
    [TestCase("2023-04-14", 5, "2023-03-29", "2023-04-28")]
    [TestCase("2023-04-14", 3, "2023-03-28", "2023-04-19")]
    [TestCase("2023-04-14", 3, "2023-03-29", "2023-04-26")]
    // 2025: 18 August became leave on 7 August.
    [TestCase("2025-08-14", 2, "2025-08-06", "2025-08-18")]
    [TestCase("2025-08-14", 2, "2025-08-07", "2025-08-19")]
    public void Promise_is_another_before_and_after_the_decree(string day0, int days, string knownOn, string due) =>
        Assert.That(Repository.Catalog.FindCalendarAsKnownOn("5-day-cuti-off", Date(knownOn))!.AddWorkingDays(Date(day0), days), Is.EqualTo(Date(due)));

    [Test]
    public void Horizon_grows_with_the_decrees() => Assert.Multiple(() =>
    {
        Assert.That(Repository.Catalog.FindCalendarAsKnownOn("5-day-cuti-off", new(2021, 12, 31)), Is.Null);
        Assert.That(Repository.Catalog.FindCalendarAsKnownOn("5-day-cuti-off", new(2023, 9, 11))!.KnownThrough, Is.EqualTo(new DateOnly(2023, 12, 31)));
        Assert.That(Repository.Catalog.FindCalendarAsKnownOn("5-day-cuti-off", new(2023, 9, 12))!.KnownThrough, Is.EqualTo(new DateOnly(2024, 12, 31)));
    });

    [Test]
    public void Unverified_publication_counts_as_known_by_the_first_day_it_changed()
    {
        CalendarRevision adha = Repository.Catalog.RevisionsOf("5-day-cuti-off").Single(revision => revision.Calendar.Revision == "1.4");
        Assert.That(adha.Published, Is.Null);
        Assert.That(adha.KnownBy, Is.EqualTo(new DateOnly(2023, 6, 28)));
    }

    [Test]
    public void Newest_revision_is_the_list_of_holidays_as_given() =>
        Assert.That(Repository.Catalog.FindCalendar("5-day-cuti-off")!.Holidays.Count(), Is.EqualTo(155));

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
