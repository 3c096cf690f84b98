using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Catalog.Reading;

/// <summary>
/// Puts each calendar together with each state its list of holidays went through: revision <c>c.h</c> is version c of the
/// rules with the decrees 1 to h.
/// </summary>
internal static class CalendarBuilder
{
    /// <summary>A list of holidays after one of its decrees.</summary>
    private sealed record KnownHolidays(HolidayDecree Decree, DateOnly From, IReadOnlyList<Holiday> Holidays, IReadOnlyList<Season> Seasons);

    public static IReadOnlyList<CalendarRevision> Build(
        IReadOnlyList<ReadPart<CalendarSettings>> calendars, IReadOnlyList<ReadPart<HolidayDecree>> decrees)
    {
        ILookup<string, KnownHolidays> lists = decrees
            .GroupBy(decree => decree.Part.Slug)
            .SelectMany(list => Fold([.. list.OrderBy(decree => decree.Part.Version)]))
            .ToLookup(known => known.Decree.Slug);
        var revisions = new List<CalendarRevision>();
        foreach (ReadPart<CalendarSettings> read in calendars.OrderBy(read => read.Part.Rules.Slug, StringComparer.Ordinal).ThenBy(read => read.Part.Version))
        {
            if (!lists.Contains(read.Part.Holidays))
                read.Defect("holidays", $"There is no list of holidays '{read.Part.Holidays}' in the catalog.");
            foreach (KnownHolidays known in lists[read.Part.Holidays])
                revisions.Add(Revision(read.Part, known));
        }

        return revisions;
    }

    private static CalendarRevision Revision(CalendarSettings settings, KnownHolidays known)
    {
        CalendarRules rules = settings.Rules with { Revision = $"{settings.Version}.{known.Decree.Version}" };
        var calendar = new WorkCalendar(rules, known.Holidays, known.From, known.Decree.KnownThrough, known.Seasons);
        return new(calendar, known.Decree.Decree, known.Decree.Published, known.Decree.Source, known.Decree.FirstChanged);
    }

    private static IEnumerable<KnownHolidays> Fold(IReadOnlyList<ReadPart<HolidayDecree>> decrees)
    {
        var days = new SortedDictionary<DateOnly, Holiday>();
        var seasons = new List<Season>();
        DateOnly? from = null;
        DateOnly through = default;
        foreach (ReadPart<HolidayDecree> read in decrees)
        {
            HolidayDecree decree = read.Part;
            if (from is null && decree.KnownFrom is null)
                read.Defect("holidays", "The first decree of a list must say 'known_from'.");
            else if (from is not null && decree.KnownFrom is not null)
                read.Defect("holidays", "Only the first decree of a list says 'known_from'.");
            from ??= decree.KnownFrom ?? DateOnly.MinValue;
            if (decree.KnownThrough < through || decree.KnownThrough < from)
                read.Defect("known_through", $"'known_through' is {decree.KnownThrough:O}, earlier than what was known before: a decree never takes knowledge back.");
            through = decree.KnownThrough > through ? decree.KnownThrough : through;

            foreach (DateOnly date in decree.Removes.Where(date => !days.Remove(date)))
                read.Defect("holidays", $"The decree removes {date:O}, which is no holiday before it.");
            foreach (Holiday holiday in decree.Adds)
            {
                if (holiday.Date < from || holiday.Date > through)
                    read.Defect(CalendarReader.Key(holiday.Date), $"The holiday {holiday.Date:O} lies outside what the list knows, {from:O} to {through:O}.");
                else if (!days.TryAdd(holiday.Date, holiday))
                    read.Defect(CalendarReader.Key(holiday.Date), $"The holiday {holiday.Date:O} is listed twice: an earlier decree has it already.");
            }

            seasons.AddRange(decree.Seasons);
            yield return new(decree with { KnownThrough = through < from.Value ? from.Value : through }, from.Value, [.. days.Values], [.. seasons]);
        }
    }
}
