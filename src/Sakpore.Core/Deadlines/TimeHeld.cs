using Sakpore.Core.Applications;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>The working time an office had the file, on its own calendar.</summary>
/// <param name="Office">The office's slug.</param>
/// <param name="WorkingTime">The time, exact to the tick.</param>
public sealed record HeldTime(string Office, TimeSpan WorkingTime);

/// <summary>A piece of the promise's working time.</summary>
/// <param name="Key"><c>suspended</c>, or the offices that were open then, in alphabetical order: <c>{bappeda,kesbangpol}</c>.</param>
/// <param name="WorkingTime">The time, exact to the tick.</param>
public sealed record AttributedTime(string Key, TimeSpan WorkingTime);

/// <summary>The whole of a promise's working time, and the pieces it falls into: they add up exactly.</summary>
/// <param name="Whole">From the clock's start to the end, or to the instant asked for.</param>
/// <param name="Pieces">By key, the greatest first; each piece of time has exactly one key.</param>
public sealed record Attribution(TimeSpan Whole, IReadOnlyList<AttributedTime> Pieces);

/// <summary>Who had the file, for how long: two measures that answer two questions and are not to be mixed.</summary>
public static class TimeHeld
{
    /// <summary>The key of the time in which the applicant owed something.</summary>
    public const string Suspended = "suspended";

    /// <summary>
    /// <em>Held</em>: what each office had, on its own calendar. A stage that waits for the applicant is not held by its
    /// office. Parallel branches overlap, so the times do not add up to anything.
    /// </summary>
    /// <param name="history">The history, from the first entry.</param>
    /// <param name="calendarOf">An office's calendar, by slug.</param>
    /// <param name="until">The instant up to which a running stage counts.</param>
    /// <returns>Offices in alphabetical order; null past a horizon.</returns>
    public static IReadOnlyList<HeldTime>? HeldBy(IEnumerable<HistoryEntry> history, Func<string, WorkCalendar> calendarOf, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(calendarOf);
        var held = new SortedDictionary<string, TimeSpan>(StringComparer.Ordinal);
        foreach (HistorySpan span in HistorySpan.Of(history, until))
        {
            foreach (string office in Holders(span.State))
            {
                if (calendarOf(office).WorkingTimeBetween(span.From, span.Until) is not { } time)
                    return null;
                held[office] = held.GetValueOrDefault(office) + time;
            }
        }

        return [.. held.Select(pair => new HeldTime(pair.Key, pair.Value))];
    }

    /// <summary>
    /// <em>Attribution</em>: the working time of the promise's calendar since the clock started, cut at every event; each
    /// piece belongs to one key and the pieces add up to the whole, exactly.
    /// </summary>
    /// <param name="history">The history, from the first entry.</param>
    /// <param name="calendar">The promise's calendar.</param>
    /// <param name="until">The instant up to which it is asked for; an ended application counts to its end.</param>
    /// <returns>Null before the clock starts, and past the horizon.</returns>
    public static Attribution? Attribute(IEnumerable<HistoryEntry> history, WorkCalendar calendar, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var pieces = new Dictionary<string, TimeSpan>();
        DateTimeOffset? started = null;
        DateTimeOffset ended = until;
        foreach (HistorySpan span in HistorySpan.Of(history, until))
        {
            if (span.State.Promise is null)
                continue;
            started ??= span.From;
            ended = span.Until;
            if (calendar.WorkingTimeBetween(span.From, span.Until) is not { } time)
                return null;
            string key = span.State.Owed.Count > 0 ? Suspended : "{" + string.Join(',', Holders(span.State)) + "}";
            pieces[key] = pieces.GetValueOrDefault(key) + time;
        }

        return started is { } start && calendar.WorkingTimeBetween(start, ended) is { } whole
            ? new(whole, [.. pieces.Where(piece => piece.Value != TimeSpan.Zero).OrderByDescending(piece => piece.Value).ThenBy(piece => piece.Key, StringComparer.Ordinal).Select(piece => new AttributedTime(piece.Key, piece.Value))])
            : null;
    }

    /// <summary>The offices that hold the file, each once, in alphabetical order.</summary>
    private static IEnumerable<string> Holders(ApplicationState state) =>
        state.CurrentStages.Where(open => !state.ReturningStages.Contains(open.Opening.Stage))
            .Select(open => open.Opening.Office).Distinct().Order(StringComparer.Ordinal);
}
