using System.Globalization;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Catalog.Reading;

/// <summary>Reads office hours: by season, by weekday, a list of intervals such as <c>07:30-12:00</c>.</summary>
internal static class HoursReader
{
    private const string Ordinary = "ordinary";

    private static readonly (string Word, DayOfWeek Day)[] Weekdays =
    [
        ("monday", DayOfWeek.Monday), ("tuesday", DayOfWeek.Tuesday), ("wednesday", DayOfWeek.Wednesday),
        ("thursday", DayOfWeek.Thursday), ("friday", DayOfWeek.Friday), ("saturday", DayOfWeek.Saturday),
    ];

    public static OfficeHours Read(YamlFields file)
    {
        var seasons = new Dictionary<string, IReadOnlyDictionary<DayOfWeek, DayHours>>();
        IReadOnlyDictionary<DayOfWeek, DayHours> ordinary = new Dictionary<DayOfWeek, DayHours>();
        if (file.Map("hours") is not { } map)
            return new(ordinary, seasons);
        if (!map.Has(Ordinary))
            map.Source.Defect(map.Line, "'hours' must give the ordinary week: 'ordinary'.");
        foreach ((string name, _) in map.Keys())
        {
            if (map.Map(name) is not { } week)
                continue;
            if (name == Ordinary)
                ordinary = Week(week);
            else
                seasons[name] = Week(week);
        }

        return new(ordinary, seasons);
    }

    private static Dictionary<DayOfWeek, DayHours> Week(YamlFields week)
    {
        var hours = new Dictionary<DayOfWeek, DayHours>();
        foreach ((string word, DayOfWeek day) in Weekdays)
        {
            if (!week.Has(word))
                continue;
            try
            {
                hours[day] = new DayHours([.. week.Texts(word).Select(text => Interval(week, word, text))]);
            }
            catch (ArgumentException)
            {
                week.Defect(word, $"The intervals of {word} must not be empty, must be in order and must not overlap.");
            }
        }

        week.Close();
        return hours;
    }

    private static HoursInterval Interval(YamlFields week, string word, string text)
    {
        string[] ends = text.Split('-');
        if (ends.Length == 2 && Time(ends[0]) is { } start && Time(ends[1]) is { } end)
            return new(start, end);
        week.Defect(word, $"'{text}' is not an interval of hours such as 07:30-12:00.");
        return new(TimeOnly.MinValue, TimeOnly.MaxValue);
    }

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? time : null;
}
