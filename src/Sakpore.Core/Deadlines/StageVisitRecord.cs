using Sakpore.Core.Applications;
using Sakpore.Core.Procedures;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>One visit of one application to one stage, as rows keep it: the report replays nothing.</summary>
/// <param name="Office">The office's slug.</param>
/// <param name="Stage">The stage's id.</param>
/// <param name="Sector">The sector, or null.</param>
/// <param name="WorkingMinutes">Whole working minutes held, from 0, rounded down.</param>
/// <param name="OnTime">Whether the visit ended within its target; a stage without a target is always on time.</param>
public readonly record struct StageVisitRecord(string Office, string Stage, string? Sector, int WorkingMinutes, bool OnTime)
{
    /// <summary>
    /// The finished visits of one application, in the order they ended. The time in which a stage waited for the applicant
    /// is not its own; a target is counted as a promise is, from the day 0 of the stage's opening, such waits added.
    /// </summary>
    /// <param name="history">The history, from the first entry.</param>
    /// <param name="procedure">The procedure that sets the targets.</param>
    /// <param name="calendarOf">An office's calendar, by slug.</param>
    /// <returns>Null past a calendar's horizon, and for an empty history.</returns>
    public static IReadOnlyList<StageVisitRecord>? Of(
        IReadOnlyList<HistoryEntry> history, Procedure procedure, Func<string, WorkCalendar> calendarOf)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(procedure);
        ArgumentNullException.ThrowIfNull(calendarOf);
        if (history.Count == 0)
            return null;

        var running = new Dictionary<(string Stage, DateTimeOffset Since), Running>();
        foreach (HistorySpan span in HistorySpan.Of(history, history[^1].At))
        {
            foreach (OpenStage open in span.State.CurrentStages)
            {
                if (!running.TryGetValue((open.Opening.Stage, open.Since), out Running? visit))
                    running.Add((open.Opening.Stage, open.Since), visit = new(calendarOf(open.Opening.Office)));
                if (!visit.Add(span, waits: span.State.ReturningStages.Contains(open.Opening.Stage)))
                    return null;
            }
        }

        var records = new List<StageVisitRecord>();
        foreach (StageVisit visit in ApplicationEvolution.Replay(history).Visits)
        {
            Running ran = running[(visit.Opening.Stage, visit.Since)];
            if (ran.OnTime(visit, procedure.FindStage(visit.Opening.Stage)?.TargetDays) is not { } onTime)
                return null;
            records.Add(new(visit.Opening.Office, visit.Opening.Stage, visit.Opening.Sector, (int)ran.Held.TotalMinutes, onTime));
        }

        return records;
    }

    /// <summary>A visit that is being added up.</summary>
    private sealed class Running(WorkCalendar calendar)
    {
        private readonly List<Suspension> _waits = [];

        public TimeSpan Held { get; private set; }

        /// <summary>Adds a span; false past the horizon.</summary>
        public bool Add(HistorySpan span, bool waits)
        {
            if (waits)
            {
                // Entries of other stages cut a wait into spans; it is one wait.
                if (_waits is [.., { } last] && last.Until == span.From)
                    _waits[^1] = last with { Until = span.Until };
                else
                    _waits.Add(new(span.From, span.Until));
                return true;
            }

            if (calendar.WorkingTimeBetween(span.From, span.Until) is not { } time)
                return false;
            Held += time;
            return true;
        }

        public bool? OnTime(StageVisit visit, int? targetDays)
        {
            if (targetDays is not { } days)
                return true;
            return StageTarget.LastDay(visit.Since, days, _waits, calendar, visit.Until) is { } last ? calendar.Zone.DateOf(visit.Until) <= last : null;
        }
    }
}
