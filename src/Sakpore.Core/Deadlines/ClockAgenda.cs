using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Procedures;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>
/// What time alone brings about: moved promises, reminders, silence taken for consent, rungs of escalation, deemed approval. Each
/// falls due at the start of a day, office time. Whoever keeps the clock asks what is due, records it, and asks again.
/// </summary>
/// <param name="permitType">The permit type that the application is pinned to.</param>
/// <param name="procedure">The procedure, likewise.</param>
/// <param name="calendar">The calendar of the promise, as known now.</param>
/// <param name="ladder">The rungs of escalation, in percent of the promise.</param>
public sealed class ClockAgenda(PermitType permitType, Procedure procedure, WorkCalendar calendar, IReadOnlyList<int> ladder)
{
    /// <summary>The first command that is due and that the rules accept; null: nothing is due now.</summary>
    public ApplicationCommand? Due(ApplicationState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.IsEnded)
            return null;
        if (PromiseMove.Of(state, calendar, now) is not null)
            return new RecordPromiseMove();
        if (CorrectionWindow.Of(state, permitType, calendar)?.RemindersDue(state, calendar, now) is [var days, ..])
            return new RecordCorrectionReminder(days);
        DateOnly today = calendar.Zone.DateOf(now);
        if (Silences(state, now).FirstOrDefault(silence => today > silence.LastDay) is { Stage: { } stage })
            return new RecordSilence(stage);
        if (DeadlineView.Of(state, calendar, now)?.DueOn is not null && Rungs.Reached(state, calendar, now, ladder) is [var percent, ..])
            return new RecordRung(percent);
        return state.DeemedApproval is null && LegalLimit.Of(state, permitType, calendar) < today ? new RecordDeemedApproval() : null;
    }

    /// <summary>
    /// When to ask again: the start of the first day after <paramref name="now"/>'s on which something falls due if nothing else
    /// happens. Null: not before something else happens, or not within what the calendar knows.
    /// </summary>
    public DateTimeOffset? Next(ApplicationState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.IsEnded)
            return null;
        DateOnly today = calendar.Zone.DateOf(now);
        DateOnly? next = null;
        foreach (DateOnly? day in Days(state, now, today))
        {
            if (day > today && !(next <= day))
                next = day;
        }

        return next is { } first ? calendar.Zone.InstantOf(first, TimeOnly.MinValue) : null;
    }

    private IEnumerable<DateOnly?> Days(ApplicationState state, DateTimeOffset now, DateOnly today)
    {
        if (state.DeemedApproval is null)
            yield return LegalLimit.Of(state, permitType, calendar)?.AddDays(1);
        foreach ((_, DateOnly last) in Silences(state, now))
            yield return last.AddDays(1);
        if (CorrectionWindow.Of(state, permitType, calendar) is { } window)
        {
            foreach (int days in window.Reminders.Where(days => !state.CorrectionReminders.Contains(days)))
                yield return FirstDayWith(days, window.LastOn, today);
        }

        if (state.Promise is not { } promise)
            yield break;
        foreach (CalendarRevision revision in calendar.Revisions)
            yield return revision.KnownBy;

        // While it is suspended no day of the promise passes; what ends the suspension asks anew.
        if (state.Suspensions is [.., { Until: null }] || PromiseCount.Of(state, promise, calendar, now) is not { SuspendedDays: { } suspended } count)
            yield break;
        long whole = Math.Max(1, promise.MaxDays + state.ExtendedDays);
        foreach (int percent in ladder.Where(percent => !state.RungsReached.Contains(percent)))
            yield return count.Calendar.AddWorkingDays(promise.Day0, suspended + (int)(((percent * whole) + 99) / 100));
    }

    /// <summary>The first day after today from which no more than so many working days are left of a window.</summary>
    private DateOnly? FirstDayWith(int days, DateOnly last, DateOnly today)
    {
        for (DateOnly day = today.AddDays(1); day <= last; day = day.AddDays(1))
        {
            if (calendar.CountWorkingDays(day, last) <= days)
                return day;
        }

        return null;
    }

    /// <summary>The open branches whose silence a rule takes for consent, each with the last day on which it can answer.</summary>
    private IEnumerable<(string Stage, DateOnly LastDay)> Silences(ApplicationState state, DateTimeOffset now)
    {
        foreach (OpenStage open in state.CurrentStages)
        {
            if (open.Opening.Join is { } join && procedure.FindJoin(join)?.SilenceIsConsentBy is not null && !state.ReturningStages.Contains(open.Opening.Stage)
                && StageTarget.LastDay(open, procedure, state.Suspensions, calendar, now) is { } last)
                yield return (open.Opening.Stage, last);
        }
    }
}
