using Sakpore.Core.Applications;
using Sakpore.Core.Deadlines;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>The rows that serve lists: written by the transaction that appends, never decided by.</summary>
internal static class ApplicationRows
{
    /// <summary>Makes the row of a new application.</summary>
    public static void Insert(WriteBatch batch, ApplicationState state, string submittedBy) => batch.Add(
        """
        INSERT INTO applications (id, sequence, status, permit_type, subject_id, submitted_by, submitted_at)
        VALUES (@id, 0, '', @permit, @subject, @submitter, @at)
        """,
        ("id", state.Id),
        ("permit", state.Pins.PermitType),
        ("subject", state.Subject),
        ("submitter", submittedBy),
        ("at", state.SubmittedAt.ToMicroseconds()));

    /// <summary>Brings the rows from one state to another.</summary>
    /// <param name="batch">Where the statements go: sent with the entries that changed the state.</param>
    /// <param name="before">The state that the rows show; null: none.</param>
    /// <param name="state">The state to be shown.</param>
    /// <param name="deadline">The deadline, or null before the promise starts.</param>
    public static void Update(WriteBatch batch, ApplicationState? before, ApplicationState state, DeadlineView? deadline)
    {
        batch.Add(
            "UPDATE applications SET sequence = @sequence, status = @status, due_on = @due WHERE id = @id",
            ("id", state.Id),
            ("sequence", state.Sequence),
            ("status", state.Status.ToString()),
            ("due", deadline?.DueOn?.ToText()));
        foreach (var visit in state.Visits.Skip(before?.Visits.Count ?? 0))
        {
            UpsertVisit(batch, state.Id, visit.Opening, visit.Since, visit.Until);
        }

        foreach (var open in state.CurrentStages.Where(open => before is null || !before.CurrentStages.Contains(open)))
        {
            UpsertVisit(batch, state.Id, open.Opening, open.Since, null);
        }
    }

    private static void UpsertVisit(WriteBatch batch, string application, StageOpening opening, DateTimeOffset since, DateTimeOffset? until) => batch.Add(
        """
        INSERT INTO stage_visits (application_id, stage, started_at, ended_at, office, role, signs)
        VALUES (@application, @stage, @since, @until, @office, @role, @signs)
        ON CONFLICT (application_id, stage, started_at) DO UPDATE SET ended_at = excluded.ended_at
        """,
        ("application", application),
        ("stage", opening.Stage),
        ("since", since.ToMicroseconds()),
        ("until", until?.ToMicroseconds()),
        ("office", opening.Office),
        ("role", opening.Role),
        ("signs", opening.Signs ? 1L : 0L));
}
