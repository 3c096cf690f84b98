using Sakpore.Core.Numbering;

namespace Sakpore.Core.Tests.Numbering;

public sealed class RegistrationIdTests
{
    private const string OnTheLetter = "01695004417008943300";

    [Test]
    public void Parse_reads_the_id_of_the_letter()
    {
        RegistrationId id = RegistrationId.Parse(OnTheLetter)!.Value;
        Assert.That(id.Instant(), Is.EqualTo(new DateTimeOffset(2023, 9, 18, 9, 33, 37, TimeSpan.FromHours(7)).AddTicks(89433)));
        Assert.That(id.ToString(), Is.EqualTo(OnTheLetter));
        Assert.That(RegistrationId.At(id.Instant()), Is.EqualTo(id));
    }

    [Test]
    public void Next_is_one_tick_later() =>
        Assert.That(RegistrationId.Parse(OnTheLetter)!.Value.Next().ToString(), Is.EqualTo("01695004417008943400"));

    [TestCase("1695004417008943300")]
    [TestCase("01695004417008943301")]
    [TestCase("+1695004417008943300")]
    [TestCase("0169500441700894330x")]
    [TestCase("")]
    public void Parse_gives_nothing_for_another_form(string text) => Assert.That(RegistrationId.Parse(text), Is.Null);

    [Test]
    public void At_refuses_an_instant_before_1970() =>
        Assert.That(() => RegistrationId.At(DateTimeOffset.UnixEpoch.AddTicks(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
