using Sakpore.Core.Applications;
using Sakpore.Core.Deadlines;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>The rows that serve lists: written by the transaction that appends, never decided by.</summary>
internal static class ApplicationRows
{
    /// <summary>Makes the rows of a new application: what it is at the end of its first transaction, written once.</summary>
    /// <param name="batch">Where the statements go.</param>
    /// <param name="state">The state to be shown.</param>
    /// <param name="submittedBy">The system that handed it in.</param>
    /// <param name="parts">The catalog parts that it is pinned to.</param>
    /// <param name="history">The whole history.</param>
    /// <param name="at">The instant of the last entry, by which clocks are judged.</param>
    public static void Insert(
        WriteBatch batch, ApplicationState state, string submittedBy, PinnedParts parts, IReadOnlyList<HistoryEntry> history, DateTimeOffset at)
    {
        batch.Add(
            """
            INSERT INTO applications (id, sequence, status, permit_type, subject_id, submitted_by, submitted_at, due_on, next_rung_at, calendar)
            VALUES (@id, @sequence, @status, @permit, @subject, @submitter, @submitted, @due, @next, @calendar)
            """,
            ("id", state.Id),
            ("sequence", state.Sequence),
            ("status", state.Status.ToString()),
            ("permit", state.Pins.PermitType),
            ("subject", state.Subject),
            ("submitter", submittedBy),
            ("submitted", state.SubmittedAt.ToMicroseconds()),
            ("due", DeadlineView.Of(state, parts.Calendar, at)?.DueOn?.ToText()),
            ("next", parts.Agenda.Next(state, at)?.ToMicroseconds()),
            ("calendar", state.IsEnded ? null : parts.Calendar.Pin));
        UpdateVisits(batch, null, state, parts, history);
    }

    /// <summary>Brings the rows from one state to another.</summary>
    /// <param name="batch">Where the statements go: sent with the entries that changed the state.</param>
    /// <param name="before">The state that the rows show; null: none.</param>
    /// <param name="state">The state to be shown.</param>
    /// <param name="parts">The catalog parts that it is pinned to.</param>
    /// <param name="history">The whole history, the new entries among it.</param>
    /// <param name="at">The instant of the last entry, by which clocks are judged.</param>
    public static void Update(
        WriteBatch batch, ApplicationState? before, ApplicationState state, PinnedParts parts, IReadOnlyList<HistoryEntry> history, DateTimeOffset at)
    {
        batch.Add(
            "UPDATE applications SET sequence = @sequence, status = @status, due_on = @due, next_rung_at = @next, calendar = @calendar WHERE id = @id",
            ("id", state.Id),
            ("sequence", state.Sequence),
            ("status", state.Status.ToString()),
            ("due", DeadlineView.Of(state, parts.Calendar, at)?.DueOn?.ToText()),
            ("next", parts.Agenda.Next(state, at)?.ToMicroseconds()),
            ("calendar", state.IsEnded ? null : parts.Calendar.Pin));
        UpdateVisits(batch, before, state, parts, history);
    }

    /// <summary>Keeps what a row was computed from: nothing of the application changed.</summary>
    public static void Reschedule(WriteBatch batch, string application, PinnedParts parts, DateTimeOffset? next) => batch.Add(
        "UPDATE applications SET next_rung_at = @next, calendar = @calendar WHERE id = @id",
        ("id", application),
        ("next", next?.ToMicroseconds()),
        ("calendar", parts.Calendar.Pin));

    private static void UpdateVisits(
        WriteBatch batch, ApplicationState? before, ApplicationState state, PinnedParts parts, IReadOnlyList<HistoryEntry> history)
    {
        var ended = state.Visits.Count > (before?.Visits.Count ?? 0) ? StageVisitRecord.Of(history, parts.Procedure, _ => parts.Calendar) : null;
        for (var place = before?.Visits.Count ?? 0; place < state.Visits.Count; place++)
        {
            var visit = state.Visits[place];
            UpsertVisit(batch, state.Id, visit.Opening, visit.Since, visit.Until, ended?[place]);
        }

        if (RejectionVisit.Of(state, parts, history) is { } rejection)
        {
            UpsertVisit(batch, state.Id, rejection.Opening, rejection.Since, rejection.Until, null);
        }

        foreach (var open in state.CurrentStages.Where(open => before is null || !before.CurrentStages.Contains(open)))
        {
            UpsertVisit(batch, state.Id, open.Opening, open.Since, null, null);
        }
    }

    private static void UpsertVisit(
        WriteBatch batch, string application, StageOpening opening, DateTimeOffset since, DateTimeOffset? until, StageVisitRecord? record) => batch.Add(
        """
        INSERT INTO stage_visits (application_id, stage, started_at, ended_at, office, role, signs, working_minutes, on_time)
        VALUES (@application, @stage, @since, @until, @office, @role, @signs, @minutes, @onTime)
        ON CONFLICT (application_id, stage, started_at) DO UPDATE
            SET ended_at = excluded.ended_at, working_minutes = excluded.working_minutes, on_time = excluded.on_time
        """,
        ("application", application),
        ("stage", opening.Stage),
        ("since", since.ToMicroseconds()),
        ("until", until?.ToMicroseconds()),
        ("office", opening.Office),
        ("role", opening.Role),
        ("signs", opening.Signs ? 1L : 0L),
        ("minutes", (long?)record?.WorkingMinutes),
        ("onTime", record is { } counted ? counted.OnTime ? 1L : 0L : null));
}
