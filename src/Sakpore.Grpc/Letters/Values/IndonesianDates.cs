using System.Globalization;

namespace Sakpore.Grpc.Letters.Values;

/// <summary>The two ways in which the office writes a date; one letter may use both.</summary>
internal static class IndonesianDates
{
    // Written out, because the hub runs without culture data (InvariantGlobalization).
    private static readonly string[] Months =
    [
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ];

    /// <summary><c>18 September 2023</c>, with no-break spaces, so that no line ends inside a date.</summary>
    public static string Long(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day}\u00A0{Months[date.Month - 1]}\u00A0{date.Year}");

    /// <summary><c>18-09-2023</c>.</summary>
    public static string Numeric(DateOnly date) => date.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);
}
