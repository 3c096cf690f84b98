using Sakpore.Grpc.Letters.Values;

namespace Sakpore.Grpc.Tests.Letters.Values;

internal sealed class IndonesianDatesTests
{
    [TestCase("2023-09-18", "18\u00A0September\u00A02023", "18-09-2023")]
    [TestCase("2024-02-29", "29\u00A0Februari\u00A02024", "29-02-2024")]
    [TestCase("2025-08-01", "1\u00A0Agustus\u00A02025", "01-08-2025")]
    [TestCase("2025-12-31", "31\u00A0Desember\u00A02025", "31-12-2025")]
    public void Date_is_written_both_ways(string date, string written, string numeric)
    {
        var day = DateOnly.ParseExact(date, "yyyy-MM-dd", null);

        Assert.That(IndonesianDates.Long(day), Is.EqualTo(written));
        Assert.That(IndonesianDates.Numeric(day), Is.EqualTo(numeric));
    }
}
