using Dapper;
using Sakpore.Core.Deadlines;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Deadlines;

/// <summary>How long stages took. Streams the visits' rows: memory does not grow with their number.</summary>
internal sealed class StageTimes(Database database, CatalogParts catalog)
{
    /// <summary>The visits that ended in a span of days, to any office, for permits of one office.</summary>
    /// <param name="office">The office whose permits are looked at.</param>
    /// <param name="start">The first day, office time, inclusive.</param>
    /// <param name="end">The last day, inclusive.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public Task<ServiceLevelReport> ReportAsync(string office, DateOnly start, DateOnly end, CancellationToken cancellation) => database.ReadAsync(
        async connection =>
        {
            var report = new ServiceLevelReport();
            var permits = catalog.PinsOf(office);
            if (permits.Count == 0)
            {
                return report;
            }

            var parameters = new DynamicParameters(new { from = Midnight(start), until = Midnight(end.AddDays(1)) });
            var rows = connection.QueryUnbufferedAsync<VisitRow>(
                $"""
                SELECT v.office AS Office, v.stage AS Stage, a.permit_type AS PermitType, v.started_at AS StartedAt, v.ended_at AS EndedAt
                FROM stage_visits v JOIN applications a ON a.id = v.application_id
                WHERE v.ended_at >= @from AND v.ended_at < @until AND a.permit_type IN {SqlList.Of("permit", permits, parameters)}
                """,
                parameters);
            await foreach (var row in rows.WithCancellation(cancellation))
            {
                Add(report, row);
            }

            return report;
        },
        cancellation);

    // A stage without a target is on time whenever it ends.
    private void Add(ServiceLevelReport report, VisitRow row)
    {
        var type = catalog.PermitType(row.PermitType);
        var calendar = catalog.Calendar(type);
        var (started, ended) = (Instants.FromMicroseconds(row.StartedAt), Instants.FromMicroseconds(row.EndedAt));
        if (calendar.WorkingTimeBetween(started, ended) is not { } held)
        {
            return;
        }

        var target = catalog.TargetDays(type, row.Stage);
        var days = calendar.CountWorkingDays(calendar.Zone.DateOf(started), calendar.Zone.DateOf(ended));
        report.Add(new StageVisitRecord(row.Office, row.Stage, type.Sector, (int)held.TotalMinutes, target is null || days <= target));
    }

    private static long Midnight(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), OfficeClock.Offset).ToMicroseconds();

    private sealed record VisitRow(string Office, string Stage, string PermitType, long StartedAt, long EndedAt);
}
