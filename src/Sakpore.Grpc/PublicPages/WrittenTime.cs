using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Sakpore.Grpc.PublicPages;

/// <summary>
/// Dates and instants as an office writes them in the page's language: <c>18 Agustus 2023, 09.33 WIB</c>, <c>18 August 2023, 09:33 WIB</c>.
/// </summary>
internal static class WrittenTime
{
    // Western Indonesian Time (Keppres 41/1987) is UTC+7 with no daylight saving, so no time zone database is asked.
    private static readonly TimeSpan Wib = TimeSpan.FromHours(7);

    // Written out, because the hub runs with invariant globalization.
    private static readonly Words[] Months =
    [
        new("Januari", "January"), new("Februari", "February"), new("Maret", "March"), new("April", "April"), new("Mei", "May"), new("Juni", "June"),
        new("Juli", "July"), new("Agustus", "August"), new("September", "September"), new("Oktober", "October"), new("November", "November"),
        new("Desember", "December"),
    ];

    private static readonly Words Until = new("s.d", "to");

    private static readonly Words Clock = new("HH'.'mm", "HH':'mm");

    /// <summary>Writes a day of the calendar.</summary>
    /// <returns>Day without leading zero, month, year; empty where the date is absent or lacks one of the three.</returns>
    internal static string Day(Google.Type.Date? date) =>
        date is { Year: > 0, Month: >= 1 and <= 12, Day: > 0 } ? Day(date.Year, date.Month, date.Day) : "";

    /// <summary>Writes a day of the calendar.</summary>
    internal static string Day(DateOnly date) => Day(date.Year, date.Month, date.Day);

    /// <summary>Writes a range of days, each end included; one day where they are equal or one is absent.</summary>
    internal static string Days(Google.Type.Date? first, Google.Type.Date? last)
    {
        var (from, to) = (Day(first), Day(last));
        return from.Length == 0 || to.Length == 0 || from == to ? (to.Length > 0 ? to : from) : $"{from} {Until} {to}";
    }

    /// <summary>Writes the day on which an instant falls in WIB; empty where it is absent.</summary>
    internal static string Day(Timestamp? instant)
    {
        if (instant is null)
            return "";
        var local = instant.ToDateTimeOffset().ToOffset(Wib);
        return Day(local.Year, local.Month, local.Day);
    }

    /// <summary>Writes an instant to the minute, in WIB, seconds cut off; empty where it is absent.</summary>
    internal static string Minute(Timestamp? instant) => instant is null
        ? ""
        : $"{Day(instant)}, {instant.ToDateTimeOffset().ToOffset(Wib).ToString(Clock.ToString(), CultureInfo.InvariantCulture)} WIB";

    /// <summary>Writes an instant to the minute, in WIB, seconds cut off.</summary>
    internal static string Minute(DateTimeOffset instant) => Minute(Timestamp.FromDateTimeOffset(instant));

    private static string Day(int year, int month, int day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day} {Months[month - 1]} {year}");
}
