using System.Data.Common;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Core.Deadlines;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>The rows that serve lists: written by the transaction that appends, never decided by.</summary>
internal static class ApplicationRows
{
    /// <summary>Makes the row of a new application.</summary>
    public static Task InsertAsync(DbTransaction transaction, ApplicationState state, string submittedBy) =>
        transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO applications (id, sequence, status, permit_type, subject_id, submitted_by, submitted_at)
            VALUES (@Id, 0, '', @PermitType, @Subject, @submittedBy, @at)
            """,
            new { state.Id, state.Pins.PermitType, state.Subject, submittedBy, at = state.SubmittedAt.ToMicroseconds() },
            transaction);

    /// <summary>Brings the rows to a state.</summary>
    /// <param name="transaction">The transaction that appended the history.</param>
    /// <param name="state">The state after it.</param>
    /// <param name="deadline">The deadline after it, or null before the promise starts.</param>
    public static async Task UpdateAsync(DbTransaction transaction, ApplicationState state, DeadlineView? deadline)
    {
        await transaction.Connection!.ExecuteAsync(
            "UPDATE applications SET sequence = @Sequence, status = @status, due_on = @due WHERE id = @Id",
            new { state.Id, state.Sequence, status = state.Status.ToString(), due = deadline?.DueOn?.ToText() },
            transaction);
        foreach (var visit in state.Visits)
        {
            await UpsertVisitAsync(transaction, state.Id, visit.Opening, visit.Since, visit.Until);
        }

        foreach (var open in state.CurrentStages)
        {
            await UpsertVisitAsync(transaction, state.Id, open.Opening, open.Since, null);
        }
    }

    private static Task UpsertVisitAsync(DbTransaction transaction, string application, StageOpening opening, DateTimeOffset since, DateTimeOffset? until) =>
        transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO stage_visits (application_id, stage, started_at, ended_at, office, role, signs)
            VALUES (@application, @Stage, @since, @until, @Office, @Role, @signs)
            ON CONFLICT (application_id, stage, started_at) DO UPDATE SET ended_at = excluded.ended_at
            """,
            new
            {
                application,
                opening.Stage,
                since = since.ToMicroseconds(),
                until = until?.ToMicroseconds(),
                opening.Office,
                opening.Role,
                signs = opening.Signs ? 1 : 0,
            },
            transaction);
}
