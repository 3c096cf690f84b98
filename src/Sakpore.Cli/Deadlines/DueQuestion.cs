using System.Globalization;
using Sakpore.Core;
using Sakpore.Core.Catalog;
using Sakpore.Core.Deadlines;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Cli.Deadlines;

/// <summary>What <c>sakpore due</c> is asked: a permit's promise, or a number of days.</summary>
/// <param name="Permit">The permit type's slug, or null.</param>
/// <param name="Days">The working days, or null; one of the two is given.</param>
/// <param name="Received">When it was received.</param>
/// <param name="Calendar">The calendar's slug; null: the permit's own.</param>
/// <param name="AsKnownOn">The day whose knowledge of the calendar counts; null: the newest.</param>
internal sealed record DueQuestion(string? Permit, int? Days, Receipt Received, string? Calendar, DateOnly? AsKnownOn)
{
    /// <summary>The calendar that is counted on where neither the permit nor the question names one.</summary>
    public const string DefaultCalendar = "5-day-cuti-off";

    /// <summary>The answer; null with the reason where there is none.</summary>
    public (DueAnswer? Answer, LocalizedText? Refusal) Ask(CityCatalog catalog)
    {
        // Which version was in force is asked before its calendar is known: by western time, the city's.
        PermitType? type = Permit is null ? null : catalog.FindPermitType(Permit, Received.DateIn(OfficeTimeZone.Find("Asia/Jakarta")!));
        if (Permit is not null && type is null)
            return (null, NoPermit(catalog));

        string slug = Calendar ?? type?.ServiceStandard.Calendar ?? DefaultCalendar;
        IReadOnlyList<CalendarRevision> revisions = catalog.RevisionsOf(slug);
        if (revisions.Count == 0)
            return (null, No($"Kalender '{slug}' tidak ada; yang ada: {Listed(catalog.Calendars)}.", $"There is no calendar '{slug}'; there are: {Listed(catalog.Calendars)}."));
        CalendarRevision? revision = AsKnownOn is { } day ? revisions.LastOrDefault(known => known.KnownBy <= day) : revisions[^1];
        if (revision is null)
            return (null, No($"Pada {AsKnownOn:yyyy-MM-dd} kalender '{slug}' belum ada.", $"On {AsKnownOn:yyyy-MM-dd} the calendar '{slug}' was not known yet."));

        WorkCalendar calendar = revision.Calendar;
        DateTimeOffset received = Received.At(calendar);
        int min = type?.ServiceStandard.MinDays ?? Days!.Value;
        int max = type?.ServiceStandard.MaxDays ?? Days!.Value;
        if (DueDate.Of(calendar, received, min, max) is not { } date)
        {
            return (null, No(
                $"Kalender {calendar.Pin} hanya diketahui dari {calendar.KnownFrom:yyyy-MM-dd} sampai {calendar.KnownThrough:yyyy-MM-dd}; tanggal ini tidak dapat dihitung.",
                $"The calendar {calendar.Pin} is known only from {calendar.KnownFrom:yyyy-MM-dd} through {calendar.KnownThrough:yyyy-MM-dd}; this date cannot be computed."));
        }

        // A holiday is cited with the decree that the calendar first had it by.
        (Holiday, string)[] moved = [.. date.MovedBy.Select(holiday => (holiday, revisions.First(known => known.Calendar.HolidayOn(holiday.Date) is not null).Decree))];
        DateOnly? limit = type is null ? null : calendar.AddWorkingDays(date.Day0, type.ServiceStandard.LegalLimitDays);
        return (new DueAnswer(type, calendar, received, Received.Time is not null, min, max, date, moved, limit), null);
    }

    private LocalizedText NoPermit(CityCatalog catalog)
    {
        PermitType[] versions = [.. catalog.PermitTypes.Where(type => type.Slug == Permit)];
        if (versions.Length > 0)
        {
            string first = versions.Min(type => type.EffectiveOn).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return No($"Izin '{Permit}' baru berlaku sejak {first}.", $"The permit '{Permit}' is in force only since {first}.");
        }

        string known = Listed(catalog.PermitTypes.Select(type => type.Slug));
        return No($"Izin '{Permit}' tidak ada; yang ada: {known}.", $"There is no permit '{Permit}'; there are: {known}.");
    }

    private static string Listed(IEnumerable<string> slugs) => string.Join(", ", slugs.Distinct());

    private static LocalizedText No(string id, string en) => new(id, en);
}

/// <summary>A due date, with what it was asked of.</summary>
/// <param name="Permit">The permit type in force on the day of receipt, or null.</param>
/// <param name="Calendar">The calendar's revision.</param>
/// <param name="Received">The instant of receipt.</param>
/// <param name="HasTime">Whether a time of day was given.</param>
/// <param name="MinDays">The promise's lower end, working days.</param>
/// <param name="MaxDays">Its upper end.</param>
/// <param name="Date">The due date, with its reasons.</param>
/// <param name="MovedBy">The holidays that moved it, each with its decree.</param>
/// <param name="LegalLimitOn">The last day of the legal limit; null without a permit, and past the horizon.</param>
internal sealed record DueAnswer(
    PermitType? Permit, WorkCalendar Calendar, DateTimeOffset Received, bool HasTime, int MinDays, int MaxDays, DueDate Date,
    IReadOnlyList<(Holiday Holiday, string Decree)> MovedBy, DateOnly? LegalLimitOn);
