using System.Data.Common;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>Reads applications for those who may see them.</summary>
internal static class ApplicationReader
{
    /// <summary>
    /// Whether a caller may see an application: a portal what it submitted, an officer what the office holds or held.
    /// </summary>
    public static async Task<bool> MaySeeAsync(
        DbConnection connection, Caller caller, string application, DbTransaction? transaction = null) =>
        0 < await connection.ExecuteScalarAsync<long>(
            caller.Office is null
                ? "SELECT COUNT(*) FROM applications WHERE id = @application AND submitted_by = @System"
                : "SELECT COUNT(*) FROM stage_visits WHERE application_id = @application AND office = @Office",
            new { application, caller.System, caller.Office },
            transaction);

    /// <summary>An application as it is now, or null where there is none or the caller may not see it: both answer alike.</summary>
    public static async Task<ApplicationState?> FindAsync(DbConnection connection, Caller caller, string application)
    {
        if (!await MaySeeAsync(connection, caller, application))
        {
            return null;
        }

        var history = await ApplicationHistory.ReadAsync(connection, application);
        return history.Count == 0 ? null : ApplicationEvolution.Replay(history);
    }

    /// <summary>One page of the applications that an office holds or held, newest registration first.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="office">The office.</param>
    /// <param name="waitingOnly">Only those that wait for it now.</param>
    /// <param name="filter">What else must hold of them.</param>
    /// <param name="before">Registration ids below this one; null for the first page.</param>
    /// <param name="count">How many at the most.</param>
    public static async Task<IReadOnlyList<string>> ListAsync(
        DbConnection connection, string office, bool waitingOnly, RowFilter filter, string? before, int count)
    {
        var parameters = new DynamicParameters(new { office, before, count });
        var conditions = filter.ToSql(parameters);
        return
        [
            .. await connection.QueryAsync<string>(
                $"""
                SELECT a.id FROM applications a
                WHERE EXISTS (
                    SELECT 1 FROM stage_visits v
                    WHERE v.application_id = a.id AND v.office = @office {(waitingOnly ? "AND v.ended_at IS NULL" : "")})
                  {(before is null ? "" : "AND a.id < @before")} {conditions}
                ORDER BY a.id DESC LIMIT @count
                """,
                parameters),
        ];
    }

    /// <summary>One page of the stages that wait for an office and a role, oldest first.</summary>
    public static async Task<IReadOnlyList<WaitingStage>> WaitingAsync(
        DbConnection connection, string office, IEnumerable<string> roles, bool signs, RowFilter filter, WaitingStage? after, int count)
    {
        var parameters = new DynamicParameters(new { office, signs = signs ? 1 : 0, after?.StartedAt, after?.Application, count });
        var conditions = filter.ToSql(parameters);
        return
        [
            .. await connection.QueryAsync<WaitingStage>(
                $"""
                SELECT v.application_id AS Application, v.stage AS Stage, v.started_at AS StartedAt, a.permit_type AS PermitType, a.due_on AS DueOn
                FROM stage_visits v JOIN applications a ON a.id = v.application_id
                WHERE v.ended_at IS NULL AND v.office = @office AND v.role IN {SqlList.Of("role", roles, parameters)} AND v.signs = @signs
                  {(after is null ? "" : "AND (v.started_at, v.application_id) > (@StartedAt, @Application)")} {conditions}
                ORDER BY v.started_at, v.application_id LIMIT @count
                """,
                parameters),
        ];
    }
}

/// <summary>A stage that waits.</summary>
/// <param name="Application">The registration id.</param>
/// <param name="Stage">The stage.</param>
/// <param name="StartedAt">Since when, microseconds.</param>
/// <param name="PermitType">The permit type, <c>slug@version</c>.</param>
/// <param name="DueOn">The due date, or null.</param>
internal sealed record WaitingStage(string Application, string Stage, long StartedAt, string PermitType, string? DueOn);
