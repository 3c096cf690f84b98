using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Catalog.Reading;

/// <summary>A list of holidays after one of its decrees.</summary>
internal sealed record KnownHolidays(HolidayDecree Decree, DateOnly From, DateOnly Through, IReadOnlyList<Holiday> Holidays, IReadOnlyList<Season> Seasons);

/// <summary>The lists of holidays, folded decree by decree. What does not fit is told; the rest is folded on.</summary>
internal sealed class HolidayLists
{
    private readonly ILookup<string, KnownHolidays> _lists;

    public HolidayLists(IReadOnlyList<ReadPart<HolidayDecree>> decrees) => _lists = decrees
        .GroupBy(decree => decree.Part.Slug)
        .SelectMany(list => Fold([.. list.OrderBy(decree => decree.Part.Version)]))
        .ToLookup(known => known.Decree.Slug);

    public IEnumerable<KnownHolidays> Of(string list) => _lists[list];

    /// <summary>Reports the calendars whose lists are not there.</summary>
    public void Check(IReadOnlyList<ReadPart<CalendarSettings>> calendars)
    {
        foreach (ReadPart<CalendarSettings> read in calendars)
        {
            foreach (string list in read.Part.Holidays.Where(list => !_lists.Contains(list)))
                read.Defect("holidays", $"There is no list of holidays '{list}' in the catalog.");
        }
    }

    private static List<KnownHolidays> Fold(IReadOnlyList<ReadPart<HolidayDecree>> decrees)
    {
        var states = new List<KnownHolidays>();
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
            // A date that could not be read is reported where it stands; here it says nothing.
            if (decree.KnownThrough != default && (decree.KnownThrough < through || decree.KnownThrough < from))
                read.Defect("known_through", $"'known_through' is {decree.KnownThrough:O}, earlier than what was known before: a decree never takes knowledge back.");
            through = decree.KnownThrough > through ? decree.KnownThrough : through;

            foreach (DateOnly date in decree.Removes.Where(date => !days.Remove(date)))
                read.Defect("holidays", $"The decree removes {date:O}, which is no holiday before it.");
            foreach (Holiday holiday in decree.Adds.Where(holiday => holiday.Date != default).DistinctBy(holiday => holiday.Date))
            {
                if (holiday.Date < from || holiday.Date > through)
                    read.Defect(CalendarReader.Key(holiday.Date), $"The holiday {holiday.Date:O} lies outside what the list knows, {from:O} to {through:O}.");
                else if (!days.TryAdd(holiday.Date, holiday))
                    read.Defect(CalendarReader.Key(holiday.Date), $"The holiday {holiday.Date:O} is listed twice: an earlier decree has it already.");
            }

            seasons.AddRange(decree.Seasons);
            states.Add(new(decree, from.Value, through, [.. days.Values], [.. seasons]));
        }

        return states;
    }
}
