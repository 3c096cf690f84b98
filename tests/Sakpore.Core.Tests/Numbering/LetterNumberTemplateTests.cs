using CsCheck;
using Sakpore.Core.Numbering;

namespace Sakpore.Core.Tests.Numbering;

public sealed class LetterNumberTemplateTests
{
    private const string Skp = "070/SKP-KP/{serial}/{roman-month}/{year}";

    [TestCase(Skp, 407, "2023-09-18", ExpectedResult = "070/SKP-KP/407/IX/2023")]
    [TestCase(Skp, 1, "2026-12-01", ExpectedResult = "070/SKP-KP/1/XII/2026")]
    [TestCase("400.7.22/{serial}/{year}", 12, "2026-01-01", ExpectedResult = "400.7.22/12/2026")]
    [TestCase("B-{serial}", 9, "2026-01-01", ExpectedResult = "B-9")]
    public string Format_gives_the_number(string template, int serial, string date) =>
        LetterNumberTemplate.Parse(template)!.Format(serial, DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));

    [TestCase("070/SKP-KP/407/IX/2023", 407, 9, 2023)]
    [TestCase("070/SKP-KP/1/I/2026", 1, 1, 2026)]
    public void Read_gives_the_parts(string number, int serial, int month, int year) =>
        Assert.That(LetterNumberTemplate.Parse(Skp)!.Read(number), Is.EqualTo(new LetterNumberParts(serial, month, year)));

    [TestCase("071/SKP-KP/407/IX/2023")]
    [TestCase("070/SKP-KP/0407/IX/2023")]
    [TestCase("070/SKP-KP/0/IX/2023")]
    [TestCase("070/SKP-KP/407/XIII/2023")]
    [TestCase("070/SKP-KP/407/ix/2023")]
    [TestCase("070/SKP-KP/407/IX/23")]
    [TestCase("070/SKP-KP/407/IX/2023 ")]
    [TestCase("070/SKP-KP/-1/IX/2023")]
    [TestCase("070/SKP-KP/99999999999/IX/2023")]
    [TestCase("")]
    public void Read_gives_nothing_for_another_form(string number) =>
        Assert.That(LetterNumberTemplate.Parse(Skp)!.Read(number), Is.Null);

    [TestCase("070/{year}")]
    [TestCase("{serial}{year}")]
    [TestCase("{serial}/{serial}")]
    [TestCase("{serial}/{month}")]
    [TestCase("{serial}7/{year}")]
    [TestCase("{year}0{serial}")]
    [TestCase("{roman-month}X/{serial}")]
    [TestCase("{serial")]
    [TestCase("serial}/{serial}")]
    [TestCase("")]
    public void Parse_refuses_what_could_not_be_read_back(string template) => Assert.That(LetterNumberTemplate.Parse(template), Is.Null);

    [Test]
    public void Read_undoes_Format() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[0, 30_000]).Sample((serial, days) =>
        {
            DateOnly date = new DateOnly(2000, 1, 1).AddDays(days);
            LetterNumberTemplate template = LetterNumberTemplate.Parse(Skp)!;
            return template.Read(template.Format(serial, date)) == new LetterNumberParts(serial, date.Month, date.Year);
        });

    /// <summary>Whatever template is accepted, what it formats it reads back.</summary>
    [Test]
    public void Read_undoes_Format_for_every_template_that_is_accepted()
    {
        int accepted = 0;
        Gen.Select(Gen.OneOf("{serial}", "{year}", "{roman-month}", "7", "X", "IV", "/", "SKP", "0", ".", "V/", "-1").Array[1, 7], Gen.Int[1, 2000], Gen.Int[0, 9000]).Sample(
            (pieces, serial, days) =>
            {
                if (LetterNumberTemplate.Parse(string.Concat(pieces)) is not { } template)
                    return true;
                accepted++;
                DateOnly date = new DateOnly(2015, 1, 1).AddDays(days);
                LetterNumberParts? read = template.Read(template.Format(serial, date));
                return read is { } parts && parts.Serial == serial && (parts.Month ?? date.Month) == date.Month && (parts.Year ?? date.Year) == date.Year;
            },
            iter: 50_000,
            threads: 1);
        Assert.That(accepted, Is.GreaterThan(1000));
    }

    [Test]
    public void Format_refuses_serial_zero() =>
        Assert.That(() => LetterNumberTemplate.Parse(Skp)!.Format(0, new DateOnly(2026, 1, 1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
