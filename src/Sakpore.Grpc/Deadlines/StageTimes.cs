using Dapper;
using Sakpore.Core.Deadlines;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Deadlines;

/// <summary>
/// How long stages took, as the rows of visits keep it (<see cref="StageVisitRecord"/>): nothing is replayed, and memory does not
/// grow with their number.
/// </summary>
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
                SELECT v.office AS Office, v.stage AS Stage, a.permit_type AS PermitType, v.working_minutes AS WorkingMinutes, v.on_time AS OnTime
                FROM stage_visits v JOIN applications a ON a.id = v.application_id
                WHERE v.ended_at >= @from AND v.ended_at < @until AND v.working_minutes IS NOT NULL AND a.permit_type IN {SqlList.Of("permit", permits, parameters)}
                """,
                parameters);
            await foreach (var row in rows.WithCancellation(cancellation))
            {
                report.Add(new StageVisitRecord(row.Office, row.Stage, catalog.PermitType(row.PermitType).Sector, (int)row.WorkingMinutes, row.OnTime == 1));
            }

            return report;
        },
        cancellation);

    private static long Midnight(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), OfficeClock.Offset).ToMicroseconds();

    private sealed record VisitRow(string Office, string Stage, string PermitType, long WorkingMinutes, long OnTime);
}
