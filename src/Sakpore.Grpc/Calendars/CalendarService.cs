using Grpc.Core;
using Sakpore.Calendars.V1;
using Sakpore.Core.Catalog;
using Sakpore.Core.WorkingDays;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Deadlines;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using CalendarRevision = Sakpore.Calendars.V1.CalendarRevision;

namespace Sakpore.Grpc.Calendars;

/// <summary>Calendars over gRPC: read, proposed, published as revisions.</summary>
internal sealed class CalendarService(LiveCatalog live, CatalogPublication publication, Receipts receipts)
    : Sakpore.Calendars.V1.CalendarService.CalendarServiceBase
{
    private const string Revisions = "/revisions/";

    /// <inheritdoc/>
    public override Task<ListCalendarRevisionsResponse> ListCalendarRevisions(ListCalendarRevisionsRequest request, ServerCallContext context)
    {
        var catalog = live.Current;
        var all = catalog.Calendars.Order(StringComparer.Ordinal).SelectMany(catalog.RevisionsOf).Select((revision, place) => (Revision: revision, Key: $"{place:000000}"));
        var (page, next) = Paging.Of(all, item => item.Key, "calendarRevisions", request.PageSize, request.PageToken);
        var response = new ListCalendarRevisionsResponse { NextPageToken = next };
        response.CalendarRevisions.AddRange(page.Select(item => ToMessage(item.Revision)));
        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override Task<CalendarRevision> GetCalendarRevision(GetCalendarRevisionRequest request, ServerCallContext context)
    {
        var path = ResourceNames.IdIn(ResourceNames.Calendars, request.Name)?.Split(Revisions);
        var found = path is [var slug, var number] ? live.Current.RevisionsOf(slug).FirstOrDefault(revision => revision.Calendar.Revision == number) : null;
        if (found is null)
        {
            throw Fault.Of(FaultReason.UnknownCalendar, request.Name).Thrown();
        }

        var message = ToMessage(found);
        message.Holidays.AddRange(found.Calendar.Holidays.Select(HolidayMessages.ToMessage));
        return Task.FromResult(message);
    }

    /// <inheritdoc/>
    public override Task<ProposeHolidaysResponse> ProposeHolidays(ProposeHolidaysRequest request, ServerCallContext context)
    {
        var response = new ProposeHolidaysResponse();
        var read = publication.Check(Holidays(request.File));
        response.Defects.AddRange(CatalogService.DefectsOf(read));
        if (read is CatalogReadResult.Sound(var proposed))
        {
            response.Changes.AddRange(Changed(live.Current, proposed).Select(calendar => Compare(live.Current.FindCalendar(calendar.Slug)!, calendar)));
        }

        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override async Task<PublishHolidaysResponse> PublishHolidays(PublishHolidaysRequest request, ServerCallContext context)
    {
        var before = live.Current;
        await publication.PublishAsync(
            receipts.Identify(context, request.RequestId, request), Holidays(request.File), request.ValidateOnly, context.CancellationToken);
        var response = new PublishHolidaysResponse();
        response.CalendarRevisions.AddRange(Changed(before, live.Current).Select(NameOf));
        return response;
    }

    private static IReadOnlyList<CatalogFile> Holidays(Sakpore.Catalog.V1.CatalogFile? file) =>
        file is not null && file.Text.Split('\n').FirstOrDefault(line => line.Length > 0 && line[0] != '#') is { } first && first.StartsWith("holidays:", StringComparison.Ordinal)
            ? new[] { file }.ToFiles()
            : throw Fault.Invalid("file", "Berkas harus berupa daftar hari libur (holidays).", "The file is a list of holidays: its first key is holidays.").Thrown();

    /// <summary>The newest revisions that one catalog has and an earlier one has not.</summary>
    private static IEnumerable<WorkCalendar> Changed(CityCatalog before, CityCatalog after) =>
        after.Calendars.Order(StringComparer.Ordinal).Select(slug => after.FindCalendar(slug)!).Where(calendar => before.FindCalendar(calendar.Slug, calendar.Revision) is null);

    private static CalendarChange Compare(WorkCalendar now, WorkCalendar then)
    {
        var change = new CalendarChange { CalendarRevision = NameOf(then), KnownThroughDate = then.KnownThrough.ToMessage() };
        for (var day = now.KnownFrom > then.KnownFrom ? now.KnownFrom : then.KnownFrom; day <= now.KnownThrough && day <= then.KnownThrough; day = day.AddDays(1))
        {
            switch (now.IsWorkingDay(day), then.IsWorkingDay(day))
            {
                case (true, false):
                    change.Closed.Add(day.ToMessage());
                    break;
                case (false, true):
                    change.Opened.Add(day.ToMessage());
                    break;
            }
        }

        return change;
    }

    private static string NameOf(WorkCalendar calendar) => $"{ResourceNames.Calendars}{calendar.Slug}{Revisions}{calendar.Revision}";

    private static CalendarRevision ToMessage(Core.WorkingDays.CalendarRevision revision) => new()
    {
        Name = NameOf(revision.Calendar),
        Decree = revision.Decree,
        PublishDate = revision.Published?.ToMessage(),
        Source = revision.Source,
        KnownFromDate = revision.Calendar.KnownFrom.ToMessage(),
        KnownThroughDate = revision.Calendar.KnownThrough.ToMessage(),
        WeekDays = Enum.GetValues<DayOfWeek>().Count(revision.Calendar.Rules.Week.Includes),
        CutiBersamaWorked = revision.Calendar.Rules.CutiBersamaWorked,
    };
}
