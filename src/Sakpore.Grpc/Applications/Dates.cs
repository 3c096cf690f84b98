using Google.Protobuf.WellKnownTypes;
using Sakpore.Grpc.Faults;
using Date = Google.Type.Date;

namespace Sakpore.Grpc.Applications;

/// <summary>Whole dates of the contract.</summary>
internal static class Dates
{
    private const int FirstYear = 1945;

    /// <summary>A date in the contract's shape.</summary>
    public static Date ToMessage(this DateOnly date) => new() { Year = date.Year, Month = date.Month, Day = date.Day };

    /// <summary>A date of the contract; it must be whole, and no year is before 1945.</summary>
    /// <param name="date">The date, or null where none was sent.</param>
    /// <param name="field">The request's field, for the refusal.</param>
    /// <exception cref="FaultException">It is none.</exception>
    public static DateOnly Read(Date? date, string field) =>
        date is { Year: >= FirstYear and <= 9999, Month: >= 1 and <= 12, Day: >= 1 } && date.Day <= DateTime.DaysInMonth(date.Year, date.Month)
            ? new DateOnly(date.Year, date.Month, date.Day)
            : throw Fault.Invalid(field, "Tanggal harus utuh: tahun, bulan dan hari.", "A date is whole: year, month and day.").Thrown();

    /// <summary>An instant of the contract; it must be one that a Timestamp can hold.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="field">The request's field, for the refusal.</param>
    /// <exception cref="FaultException">It is none.</exception>
    public static DateTimeOffset ReadInstant(Timestamp instant, string field)
    {
        try
        {
            return instant.ToDateTimeOffset();
        }
        catch (InvalidOperationException)
        {
            throw Fault.Invalid(field, "Waktu tidak sah.", "The time is not a valid timestamp.").Thrown();
        }
    }

    /// <summary>A span of days of the contract, both ends inclusive.</summary>
    /// <exception cref="FaultException">A date is none, the end is before the start, or there are more days than allowed.</exception>
    public static (DateOnly Start, DateOnly End) Span(Date? start, Date? end, int longest)
    {
        var span = (Start: Read(start, "start_date"), End: Read(end, "end_date"));
        return span.End >= span.Start && span.End.DayNumber - span.Start.DayNumber < longest
            ? span
            : throw Fault.Invalid("end_date", $"Rentang paling panjang {longest} hari dan tidak terbalik.", $"A span has at most {longest} days and ends after it starts.").Thrown();
    }
}
