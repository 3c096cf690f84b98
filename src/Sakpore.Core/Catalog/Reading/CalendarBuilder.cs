using System.Globalization;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Catalog.Reading;

/// <summary>
/// Puts each calendar together with each state its lists of holidays went through: revision <c>c.h</c> is version c of the
/// rules with the decrees 1 to h of its list, <c>c.h.k</c> with those of a second list of local closures.
/// </summary>
internal static class CalendarBuilder
{
    /// <summary>Every revision of every calendar, oldest first. Only for what <see cref="HolidayLists"/> found sound.</summary>
    public static IReadOnlyList<CalendarRevision> Build(IReadOnlyList<ReadPart<CalendarSettings>> calendars, HolidayLists lists)
    {
        var all = new List<CalendarRevision>();
        foreach (IGrouping<string, CalendarSettings> calendar in calendars.Select(read => read.Part).GroupBy(part => part.Rules.Slug).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            CalendarRevision[] revisions = [.. calendar.OrderBy(part => part.Version).SelectMany(settings => Revisions(settings, lists))];
            for (int i = 0; i < revisions.Length; i++)
                revisions[i].Calendar.Revisions = new ArraySegment<CalendarRevision>(revisions, 0, i + 1);
            all.AddRange(revisions);
        }

        return all;
    }

    /// <summary>The revisions of one version of the rules: a step a decree, the lists' decrees in the order they became known.</summary>
    private static IEnumerable<CalendarRevision> Revisions(CalendarSettings settings, HolidayLists lists)
    {
        KnownHolidays[][] steps = [.. settings.Holidays.Select(list => lists.Of(list).ToArray())];
        int[] reached = [1, .. Enumerable.Repeat(0, steps.Length - 1)]; // a calendar begins with the first decree of its first list
        KnownHolidays newest = steps[0][0];
        while (true)
        {
            yield return Revision(settings, newest, [.. steps.Select((list, i) => reached[i] == 0 ? null : list[reached[i] - 1])], reached);
            int next = -1;
            for (int i = 0; i < steps.Length; i++)
            {
                if (reached[i] < steps[i].Length && (next < 0 || steps[i][reached[i]].Decree.KnownBy < steps[next][reached[next]].Decree.KnownBy))
                    next = i;
            }

            if (next < 0)
                yield break;
            newest = steps[next][reached[next]++];
        }
    }

    private static CalendarRevision Revision(CalendarSettings settings, KnownHolidays newest, KnownHolidays?[] known, int[] reached)
    {
        KnownHolidays first = known[0]!;
        // A day that two lists close is named by the first; local lists do not move the horizon.
        IEnumerable<Holiday> holidays = known.OfType<KnownHolidays>().SelectMany(list => list.Holidays)
            .Where(holiday => holiday.Date >= first.From && holiday.Date <= first.Through)
            .DistinctBy(holiday => holiday.Date);
        string revision = string.Join('.', reached.Prepend(settings.Version).Select(number => number.ToString(CultureInfo.InvariantCulture)));
        var calendar = new WorkCalendar(settings.Rules with { Revision = revision }, holidays, first.From, first.Through, first.Seasons);
        HolidayDecree decree = newest.Decree;
        return new(calendar, decree.Decree, decree.Published, decree.Source, decree.FirstChanged, settings.Published);
    }
}
