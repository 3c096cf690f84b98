using Google.Protobuf.WellKnownTypes;
using Sakpore.Grpc.PublicPages;
using Date = Google.Type.Date;

namespace Sakpore.Grpc.Tests.PublicPages;

[TestFixture]
internal sealed class WrittenTimeTests
{
    [TestCase(1, "Januari")]
    [TestCase(2, "Februari")]
    [TestCase(3, "Maret")]
    [TestCase(4, "April")]
    [TestCase(5, "Mei")]
    [TestCase(6, "Juni")]
    [TestCase(7, "Juli")]
    [TestCase(8, "Agustus")]
    [TestCase(9, "September")]
    [TestCase(10, "Oktober")]
    [TestCase(11, "November")]
    [TestCase(12, "Desember")]
    public void Month_is_written_in_Indonesian(int month, string name) =>
        Assert.That(WrittenTime.Day(new Date { Year = 2025, Month = month, Day = 3 }), Is.EqualTo($"3 {name} 2025"));

    [TestCase("2023-12-31T16:59:59Z", "31 Desember 2023, 23.59 WIB")]
    [TestCase("2023-12-31T17:00:00Z", "1 Januari 2024, 00.00 WIB")]
    public void Instant_is_written_in_western_Indonesian_time(string instant, string written) =>
        Assert.That(WrittenTime.Minute(Timestamp.Parser.ParseJson($"\"{instant}\"")), Is.EqualTo(written));

    [Test]
    public void Absent_time_is_empty()
    {
        Assert.That(WrittenTime.Day((Date?)null), Is.Empty);
        Assert.That(WrittenTime.Day(new Date { Year = 2025 }), Is.Empty);
        Assert.That(WrittenTime.Minute(null), Is.Empty);
    }

    [Test]
    public void Range_of_one_day_is_one_day()
    {
        var day = new Date { Year = 2025, Month = 8, Day = 18 };
        Assert.That(WrittenTime.Days(day, day), Is.EqualTo("18 Agustus 2025"));
        Assert.That(WrittenTime.Days(null, day), Is.EqualTo("18 Agustus 2025"));
        Assert.That(WrittenTime.Days(day, new Date { Year = 2025, Month = 8, Day = 20 }), Is.EqualTo("18 Agustus 2025 s.d 20 Agustus 2025"));
    }
}
