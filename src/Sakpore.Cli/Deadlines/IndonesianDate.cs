using System.Globalization;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Cli.Deadlines;

/// <summary>Dates as a clerk reads them. Written out, because the program runs without culture data.</summary>
internal static class IndonesianDate
{
    private static readonly string[] Days = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];

    private static readonly string[] Months =
        ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

    /// <summary><c>Selasa, 31 Maret 2026</c>.</summary>
    public static string Long(DateOnly date) => $"{Days[(int)date.DayOfWeek]}, {WithoutDay(date)}";

    /// <summary><c>31 Maret 2026</c>.</summary>
    public static string WithoutDay(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day} {Months[date.Month - 1]} {date.Year}");

    /// <summary><c>Sel 31-03-2026</c>, always of the same width.</summary>
    public static string Short(DateOnly date) => $"{Days[(int)date.DayOfWeek][..3]} {date.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)}";

    /// <summary><c>09.00 WIB</c>: a time of day in one of Indonesia's three times.</summary>
    public static string Time(DateTime local, OfficeTimeZone zone)
    {
        string name = zone.Offset.Hours switch { 7 => "WIB", 8 => "WITA", _ => "WIT" };
        return $"{local.ToString("HH'.'mm", CultureInfo.InvariantCulture)} {name}";
    }
}
