using Grpc.Core;
using Sakpore.Core;
using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.WorkingDays;
using Sakpore.Deadlines.V1;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Offices;
using CoreDueDate = Sakpore.Core.Deadlines.DueDate;

namespace Sakpore.Grpc.Deadlines;

/// <summary>Deadlines over gRPC: due dates, what is late and who holds it, how long stages took.</summary>
internal sealed class DeadlineService(CatalogParts catalog, Lateness lateness, StageTimes stageTimes, OfficeClock clock)
    : Sakpore.Deadlines.V1.DeadlineService.DeadlineServiceBase
{
    private const int LongestReport = 366;

    /// <inheritdoc/>
    public override Task<DueDate> CalculateDueDate(CalculateDueDateRequest request, ServerCallContext context)
    {
        if (ResourceNames.IdIn(ResourceNames.PermitTypes, request.PermitType) is not { } slug || catalog.Known(slug, clock.Today()) is not { } type)
        {
            throw Fault.Of(FaultReason.UnknownPermitType, request.PermitType).Thrown();
        }

        var standard = type.ServiceStandard;
        var calendar = catalog.Calendar(type);
        var due = request.ReceivedCase switch
        {
            CalculateDueDateRequest.ReceivedOneofCase.ReceiveTime =>
                CoreDueDate.Of(calendar, Dates.ReadInstant(request.ReceiveTime, "receive_time"), standard.MinDays, standard.MaxDays),
            CalculateDueDateRequest.ReceivedOneofCase.ReceiveDate =>
                CoreDueDate.Of(calendar, Dates.Read(request.ReceiveDate, "receive_date"), standard.MinDays, standard.MaxDays),
            _ => throw Fault.Invalid("receive_time", "Waktu atau tanggal penerimaan wajib diisi.", "The time or the date of receipt is required.").Thrown(),
        };
        return Task.FromResult(ToMessage(due ?? throw BeyondHorizon(calendar).Thrown(), standard));
    }

    /// <inheritdoc/>
    public override Task<ListOverdueApplicationsResponse> ListOverdueApplications(ListOverdueApplicationsRequest request, ServerCallContext context) =>
        lateness.ListAsync(context.Caller(), request, context.CancellationToken);

    /// <inheritdoc/>
    public override async Task<ServiceLevelReport> GetServiceLevelReport(GetServiceLevelReportRequest request, ServerCallContext context)
    {
        var (start, end) = Dates.Span(request.StartDate, request.EndDate, LongestReport);
        var report = await stageTimes.ReportAsync(context.Caller().Office!, start, end, context.CancellationToken);
        var message = new ServiceLevelReport();
        message.ServiceLevels.AddRange(report.Levels.Select(level => new ServiceLevel
        {
            Office = ResourceNames.Offices + level.Office,
            Stage = level.Stage,
            Sector = level.Sector ?? "",
            OnTimeCount = level.OnTime,
            LateCount = level.Late,
            MedianMinutes = level.Percentile(50),
            Percentile90Minutes = level.Percentile(90),
        }));
        return message;
    }

    private static DueDate ToMessage(CoreDueDate due, ServiceStandard standard) => new()
    {
        DayZero = due.Day0.ToMessage(),
        EarliestDate = due.EarliestOn.ToMessage(),
        DueDate_ = due.DueOn.ToMessage(),
        PromisedDaysMin = standard.MinDays,
        PromisedDaysMax = standard.MaxDays,
        Calendar = due.Calendar,
        MovedBy =
        {
            due.MovedBy.Select(HolidayMessages.ToMessage),
        },
    };

    private static Fault BeyondHorizon(WorkCalendar calendar) => new(
        Fault.UpperSnake(nameof(RefusalReason.BeyondHorizon)), FaultStatus.Of(RefusalReason.BeyondHorizon), new LocalizedText(
            $"Kalender {calendar.Pin} baru diketahui sampai {calendar.KnownThrough:yyyy-MM-dd}.",
            $"The calendar {calendar.Pin} is known up to {calendar.KnownThrough:yyyy-MM-dd}."), calendar.Pin);
}
