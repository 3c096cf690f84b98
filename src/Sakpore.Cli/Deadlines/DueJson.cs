using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Cli.Deadlines;

/// <summary>The answer for machines: one JSON object; dates are <c>yyyy-MM-dd</c>. Fields may be added, none is taken away.</summary>
internal static class DueJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static void Write(DueAnswer answer, TextWriter output) => output.WriteLine(JsonSerializer.Serialize(
        new Fields(
            answer.Date.DueOn,
            answer.Date.EarliestOn,
            answer.Calendar.Slug,
            answer.Calendar.Revision,
            [.. answer.MovedBy.Select(moved => new Moved(moved.Holiday.Date, Kind(moved.Holiday.Kind), moved.Holiday.Name, moved.Decree))],
            answer.Permit?.Pin,
            answer.MinDays,
            answer.MaxDays,
            answer.Received.ToOffset(answer.Calendar.Zone.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            answer.Date.Day0,
            answer.Date.DueByWeekOn,
            answer.LegalLimitOn,
            answer.Calendar.KnownThrough),
        Options));

    /// <summary>As the catalog's files write it.</summary>
    private static string Kind(HolidayKind kind) => kind switch
    {
        HolidayKind.National => "national",
        HolidayKind.CutiBersama => "cuti_bersama",
        _ => "closure",
    };

    private sealed record Fields(
        DateOnly Due, DateOnly Earliest, string Calendar, string CalendarRevision, IReadOnlyList<Moved> MovedBy, string? Permit,
        int MinDays, int MaxDays, string Received, DateOnly Day0, DateOnly DueWithoutHolidays, DateOnly? LegalLimit, DateOnly KnownThrough);

    private sealed record Moved(DateOnly Date, string Kind, string Name, string Decree);
}
