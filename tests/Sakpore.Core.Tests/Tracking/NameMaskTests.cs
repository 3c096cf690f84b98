using Sakpore.Core.Tracking;

namespace Sakpore.Core.Tests.Tracking;

public sealed class NameMaskTests
{
    [TestCase("Siti Rahmawati", ExpectedResult = "S*** R********")]
    [TestCase("  Siti   Rahmawati ", ExpectedResult = "S*** R********")]
    [TestCase("Sukarno", ExpectedResult = "S******")]
    [TestCase("A Rahman", ExpectedResult = "* R*****")]
    [TestCase("Zoe\u0308 Li", ExpectedResult = "Z** L*")]
    [TestCase("E\u0301va", ExpectedResult = "E\u0301**")]
    [TestCase("\U0001F469\u200D\U0001F4BBab", ExpectedResult = "\U0001F469\u200D\U0001F4BB**")]
    [TestCase("", ExpectedResult = "")]
    public string Mask_keeps_the_first_letter_of_each_word(string name) => NameMask.Mask(name);
}
