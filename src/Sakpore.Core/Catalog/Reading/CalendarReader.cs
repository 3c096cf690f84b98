using System.Globalization;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Catalog.Reading;

/// <summary>One decree: what it added to and took from a list of holidays.</summary>
internal sealed record HolidayDecree(
    string Slug, int Version, string Decree, DateOnly? Published, string Source, DateOnly? KnownFrom, DateOnly KnownThrough,
    IReadOnlyList<Holiday> Adds, IReadOnlyList<DateOnly> Removes, IReadOnlyList<Season> Seasons)
{
    /// <summary>The first day that the decree speaks of.</summary>
    public DateOnly FirstChanged => Adds.Select(holiday => holiday.Date).Concat(Removes).DefaultIfEmpty(KnownThrough).Min();

    /// <summary>The day by which it was surely known.</summary>
    public DateOnly KnownBy => Published ?? FirstChanged;
}

/// <summary>
/// An office's calendar rules, and the lists of holidays they refer to, so that each list stands once: the nation's first, then
/// those of local closures.
/// </summary>
internal sealed record CalendarSettings(CalendarRules Rules, int Version, DateOnly? Published, IReadOnlyList<string> Holidays);

/// <summary>Reads calendars and the decrees they rest on.</summary>
internal static class CalendarReader
{
    private static readonly (string, HolidayKind)[] Kinds =
        [("national", HolidayKind.National), ("cuti_bersama", HolidayKind.CutiBersama), ("closure", HolidayKind.Closure)];

    public static ReadPart<HolidayDecree> ReadDecree(YamlFields file)
    {
        var lines = new Dictionary<string, int> { ["holidays"] = file.LineOf("holidays"), ["known_through"] = file.LineOf("known_through") };
        var adds = new List<Holiday>();
        foreach (YamlFields item in file.Maps("adds"))
        {
            var holiday = new Holiday(item.Date("date"), item.Choice("kind", Kinds), item.Text("name"));
            item.Close();
            if (!lines.TryAdd(Key(holiday.Date), item.Line))
                item.Defect("date", $"The holiday {holiday.Date:O} is listed twice; first in line {lines[Key(holiday.Date)]}.");
            adds.Add(holiday);
        }

        var removes = new List<DateOnly>();
        foreach (string text in file.Texts("removes"))
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
                removes.Add(date);
            else
                file.Defect("removes", $"'{text}' in 'removes' is not a date yyyy-MM-dd.");
        }

        var decree = new HolidayDecree(
            file.Slug("holidays"), file.Number("version", min: 1), file.Text("decree"),
            file.Text("published") == "unverified" ? null : file.OptionalDate("published"),
            file.Text("source"), file.OptionalDate("known_from"), file.Date("known_through"), adds, removes, Seasons(file));
        file.Close();
        return new(decree, file.Source, lines);
    }

    public static ReadPart<CalendarSettings> ReadCalendar(YamlFields file)
    {
        int version = file.Number("version", min: 1);
        string zone = file.Text("zone");
        OfficeTimeZone? found = OfficeTimeZone.Find(zone);
        if (found is null && zone.Length > 0)
            file.Defect("zone", $"'{zone}' is not a time zone of Indonesia: Asia/Jakarta, Asia/Pontianak, Asia/Makassar or Asia/Jayapura.");

        string cutOff = file.Text("cut_off");
        if (!TimeOnly.TryParseExact(cutOff, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly lastReceipt))
            file.Defect("cut_off", $"'cut_off' is '{cutOff}'; a time of day is HH:mm.");

        var rules = new CalendarRules
        {
            Slug = file.Slug("calendar"),
            Revision = version.ToString(CultureInfo.InvariantCulture),
            Zone = found ?? OfficeTimeZone.Find("Asia/Jakarta")!,
            Week = WorkWeek.Of(file.Choice("week", [("5", 5), ("6", 6)])),
            CutiBersamaWorked = file.Choice("cuti_bersama", [("off", false), ("worked", true)]),
            CutOff = lastReceipt,
            Hours = HoursReader.Read(file),
        };
        var settings = new CalendarSettings(rules, version, file.OptionalDate("published"), file.SomeTexts("holidays"));
        file.Close();
        // Else a new version would count for promises that were made before it.
        if (version > 1 && settings.Published is null)
            file.Defect("version", "A calendar past version 1 must say when these rules were 'published'.");
        return new(settings, file.Source, new Dictionary<string, int> { ["calendar"] = file.LineOf("calendar"), ["holidays"] = file.LineOf("holidays") });
    }

    private static List<Season> Seasons(YamlFields file)
    {
        var seasons = new List<Season>();
        foreach (YamlFields item in file.Maps("seasons"))
        {
            var season = new Season(item.Slug("name"), item.Date("from"), item.Date("until"));
            item.Close();
            if (season.Until < season.From)
                item.Defect("until", $"The season '{season.Name}' ends before it begins.");
            seasons.Add(season);
        }

        return seasons;
    }

    public static string Key(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
