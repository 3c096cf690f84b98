using Sakpore.Samples.CalculateDeadline;

namespace Sakpore.Samples.Tests;

[TestFixture]
internal sealed class CalculateDeadlineTests
{
    [Test]
    public void Sample_prints_the_promise_the_due_date_and_the_holidays_that_moved_it()
    {
        (int exit, string printed) = Run("2026-03-17T09:00+07:00", "skp-penelitian", "5-day-cuti-off");
        Assert.That(exit, Is.Zero);
        Assert.That(printed, Is.EqualTo("""
            Surat Keterangan Penelitian (Research Permit Letter)
            promise   4 to 5 working days on 5-day-cuti-off@1.11
            day 0     2026-03-17
            earliest  2026-03-30
            due       2026-03-31 (without holidays 2026-03-24)
            moved by  2026-03-18 Cuti Bersama Hari Suci Nyepi
            moved by  2026-03-19 Hari Suci Nyepi
            moved by  2026-03-20 Cuti Bersama Hari Raya Idul Fitri
            moved by  2026-03-23 Cuti Bersama Hari Raya Idul Fitri
            moved by  2026-03-24 Cuti Bersama Hari Raya Idul Fitri

            """));
    }

    [TestCase("soon", "skp-penelitian", "5-day-cuti-off", "is not an instant")]
    [TestCase("2026-03-17T09:00+07:00", "sip-dukun", "5-day-cuti-off", "no permit 'sip-dukun'")]
    [TestCase("2026-03-17T09:00+07:00", "skp-penelitian", "4-day", "no calendar '4-day'")]
    [TestCase("2027-12-30T09:00+07:00", "skp-penelitian", "5-day-cuti-off", "known only through 2027-12-31")]
    public void Sample_says_why_it_has_no_answer(string received, string permit, string calendar, string because)
    {
        (int exit, string printed) = Run(received, permit, calendar);
        Assert.That(exit, Is.EqualTo(1));
        Assert.That(printed, Does.Contain(because));
    }

    private static (int Exit, string Printed) Run(string received, string permit, string calendar)
    {
        using var output = new StringWriter { NewLine = "\n" };
        return (Deadline.Print(received, permit, calendar, output), output.ToString());
    }
}
