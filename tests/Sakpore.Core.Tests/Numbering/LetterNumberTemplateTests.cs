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

    [Test]
    public void Format_refuses_serial_zero() =>
        Assert.That(() => LetterNumberTemplate.Parse(Skp)!.Format(0, new DateOnly(2026, 1, 1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
