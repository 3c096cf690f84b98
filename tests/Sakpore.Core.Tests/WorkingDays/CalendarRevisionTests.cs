using System.Globalization;
using Sakpore.Core.Catalog;
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

    [Test]
    public void Local_closures_are_a_list_of_their_own_and_a_step_each()
    {
        CityCatalog catalog = Read(
            ("catalog/calendars/5-day-cuti-off.v1.yaml", "holidays: libur-nasional", "holidays: [libur-nasional, tutup-kota]"),
            new CatalogFile("tutup-kota.v1.yaml", Closure(1, "2026-06-15", "2026-06-22", known: "2022-01-01")),
            new CatalogFile("tutup-kota.v2.yaml", Closure(2, "2026-06-20", "2026-08-17", known: null)));
        WorkCalendar calendar = catalog.FindCalendar("5-day-cuti-off")!;
        Assert.That(calendar.Revision, Is.EqualTo("1.11.2"));
        Assert.That(calendar.HolidayOn(Date("2026-06-22")), Is.EqualTo(new Holiday(Date("2026-06-22"), HolidayKind.Closure, "Kantor tutup")));
        Assert.That(calendar.HolidayOn(Date("2026-08-17"))!.Kind, Is.EqualTo(HolidayKind.National), "what the nation closes keeps its name");
        Assert.That(calendar.KnownThrough, Is.EqualTo(Date("2027-12-31")), "closures do not move the horizon");
        Assert.That(catalog.RevisionsOf("5-day-cuti-off").Select(revision => revision.Calendar.Revision).TakeLast(4), Is.EqualTo(new[] { "1.10", "1.10.1", "1.10.2", "1.11.2" }.Select(r => r == "1.10" ? "1.10.0" : r)));
        Assert.That(catalog.FindCalendarAsKnownOn("5-day-cuti-off", Date("2026-06-14"))!.IsWorkingDay(Date("2026-06-22")), Is.True);
        Assert.That(catalog.FindCalendarAsKnownOn("5-day-cuti-off", Date("2026-06-15"))!.IsWorkingDay(Date("2026-06-22")), Is.False);
    }

    [Test]
    public void New_rules_of_an_office_count_from_their_publication()
    {
        CatalogFile first = Repository.CatalogFiles().Single(file => file.Path.EndsWith("5-day-cuti-off.v1.yaml", StringComparison.Ordinal));
        CityCatalog catalog = Read(null, new CatalogFile("5-day-cuti-off.v2.yaml", first.Text
            .Replace("version: 1", "version: 2\npublished: 2026-06-01", StringComparison.Ordinal)
            .Replace("cuti_bersama: off", "cuti_bersama: worked", StringComparison.Ordinal)));
        Assert.That(catalog.FindCalendarAsKnownOn("5-day-cuti-off", Date("2026-05-31"))!.Revision, Is.EqualTo("1.10"));
        Assert.That(catalog.FindCalendarAsKnownOn("5-day-cuti-off", Date("2026-06-01"))!.Revision, Is.EqualTo("2.10"));
        Assert.That(catalog.FindCalendar("5-day-cuti-off")!.Revision, Is.EqualTo("2.11"));
    }

    [Test]
    public void Revision_knows_those_before_it_and_none_after() => Assert.Multiple(() =>
    {
        IReadOnlyList<CalendarRevision> revisions = Repository.Catalog.RevisionsOf("5-day-cuti-off");
        Assert.That(revisions, Has.Count.EqualTo(11));
        for (int i = 0; i < revisions.Count; i++)
            Assert.That(revisions[i].Calendar.Revisions, Is.EqualTo(revisions.Take(i + 1)));
    });

    private static CityCatalog Read((string Path, string Was, string Becomes)? change, params CatalogFile[] more)
    {
        IEnumerable<CatalogFile> files = Repository.CatalogFiles().Select(file => file.Path == change?.Path ? file with { Text = file.Text.Replace(change.Value.Was, change.Value.Becomes, StringComparison.Ordinal) } : file);
        CatalogReadResult read = CatalogReader.Read(files.Concat(more));
        Assert.That(read, Is.TypeOf<CatalogReadResult.Sound>(), read is CatalogReadResult.Defective defective ? string.Join('\n', defective.Defects) : "");
        return ((CatalogReadResult.Sound)read).Catalog;
    }

    private static string Closure(int version, string published, string day, string? known) =>
        $"holidays: tutup-kota\nversion: {version}\ndecree: SK Wali Kota\npublished: {published}\nsource: x\n{(known is null ? "" : $"known_from: {known}\n")}known_through: 2026-12-31\nadds:\n  - {{date: {day}, kind: closure, name: Kantor tutup}}\n";

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
