using System.Data.Common;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Sakpore.Core.Applications;
using Sakpore.Core.Procedures;
using Sakpore.Deadlines.V1;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Deadlines;

/// <summary>What is late and who holds it, worst first. Reads rows; replays nothing.</summary>
internal sealed class Lateness(Database database, CatalogParts catalog, OfficeClock clock)
{
    private static readonly string[] OpenStates =
        [nameof(ApplicationStatus.InProgress), nameof(ApplicationStatus.AwaitingApplicant), nameof(ApplicationStatus.AwaitingSignature)];

    private static readonly Dictionary<string, Func<Comparison, RowCondition>> Fields = new()
    {
        ["permit_type"] = RowFilter.PermitType("a.permit_type"),
        ["due_date"] = RowFilter.Date("a.due_on"),
        ["awaiting_applicant"] = RowFilter.Word(
            $"(CASE a.status WHEN '{nameof(ApplicationStatus.AwaitingApplicant)}' THEN 'true' ELSE 'false' END)",
            value => value is "true" or "false" ? value : null, "true"),
    };

    /// <summary>One page of what is late and the caller may see.</summary>
    public async Task<ListOverdueApplicationsResponse> ListAsync(Caller caller, ListOverdueApplicationsRequest request, CancellationToken cancellation)
    {
        var today = clock.Today();
        var filter = RowFilter.Read(request.Filter, Fields);
        var query = $"overdue/{caller.Office}/{request.Holder}/{request.Filter}";
        var size = Paging.Size(request.PageSize);
        var after = Paging.Read<LatePlace>(request.PageToken, query);
        return await database.ReadAsync(
            async connection =>
            {
                var rows = await RowsAsync(connection, caller, request.Holder, filter, today, after, size + 1);
                var shown = rows.Take(size).ToList();
                var holders = await HoldersAsync(connection, shown.Select(row => row.Application));
                var response = new ListOverdueApplicationsResponse
                {
                    NextPageToken = rows.Count > size ? Paging.Write(new LatePlace(shown[^1].DueOn, shown[^1].Application), query) : "",
                };
                response.OverdueApplications.AddRange(shown.Select(row => ToMessage(row, holders[row.Application], today)));
                return response;
            },
            cancellation);
    }

    /// <summary>Coordinators and heads see every application for a permit of their office, others what their office has a part in.</summary>
    private async Task<IReadOnlyList<LateRow>> RowsAsync(
        DbConnection connection, Caller caller, string holder, RowFilter filter, DateOnly today, LatePlace? after, int count)
    {
        var all = caller.Holds(Roles.Koordinator) || caller.Holds(Roles.Kepala);
        var permits = all ? catalog.PinsOf(caller.Office!) : [];
        var parameters = new DynamicParameters(new
        {
            today = today.ToText(),
            caller.Office,
            holder = ResourceNames.IdIn(ResourceNames.Offices, holder) ?? "",
            after?.DueOn,
            after?.Id,
            count,
        });
        return
        [
            .. await connection.QueryAsync<LateRow>(
                $"""
                SELECT a.id AS Application, a.permit_type AS PermitType, a.due_on AS DueOn, a.status AS Status
                FROM applications a
                WHERE a.due_on < @today AND a.status IN {SqlList.Of("open", OpenStates, parameters)}
                  AND (a.permit_type IN {SqlList.Of("permit", permits, parameters)} OR EXISTS (SELECT 1 FROM stage_visits v WHERE v.application_id = a.id AND v.office = @Office))
                  {(holder.Length == 0 ? "" : "AND EXISTS (SELECT 1 FROM stage_visits h WHERE h.application_id = a.id AND h.office = @holder AND h.ended_at IS NULL)")}
                  {(after is null ? "" : "AND (a.due_on, a.id) > (@DueOn, @Id)")} {filter.ToSql(parameters)}
                ORDER BY a.due_on, a.id LIMIT @count
                """,
                parameters),
        ];
    }

    private static async Task<ILookup<string, HolderRow>> HoldersAsync(DbConnection connection, IEnumerable<string> applications)
    {
        var ids = applications.ToArray();
        var parameters = new DynamicParameters();
        return ids.Length == 0
            ? Array.Empty<HolderRow>().ToLookup(row => row.Application)
            : (await connection.QueryAsync<HolderRow>(
                $"""
                SELECT application_id AS Application, office AS Office, stage AS Stage, started_at AS StartedAt
                FROM stage_visits WHERE ended_at IS NULL AND application_id IN {SqlList.Of("id", ids, parameters)} ORDER BY started_at, office
                """,
                parameters)).ToLookup(row => row.Application);
    }

    private OverdueApplication ToMessage(LateRow row, IEnumerable<HolderRow> holders, DateOnly today)
    {
        var type = catalog.PermitType(row.PermitType);
        var due = Instants.ToDate(row.DueOn);
        var message = new OverdueApplication
        {
            Application = ResourceNames.Applications + row.Application,
            PermitType = ResourceNames.PermitTypes + type.Slug,
            DueDate = due.ToMessage(),
            WorkingDaysLate = catalog.Calendar(type).CountWorkingDays(due, today) ?? 0,
            AwaitingApplicant = row.Status == nameof(ApplicationStatus.AwaitingApplicant),
        };
        message.Holders.AddRange(holders.Select(holder => new Holder
        {
            Office = ResourceNames.Offices + holder.Office,
            Stage = holder.Stage,
            StartTime = Instants.FromMicroseconds(holder.StartedAt).ToTimestamp(),
        }));
        return message;
    }

    private sealed record LateRow(string Application, string PermitType, string DueOn, string Status);

    private sealed record HolderRow(string Application, string Office, string Stage, long StartedAt);

    private sealed record LatePlace(string DueOn, string Id);
}
