using Sakpore.Grpc.PublicPages;

namespace Sakpore.Grpc.Tests.PublicPages;

[TestFixture]
internal sealed class CommonNameTests
{
    [TestCase("CN=Siti,O=Kota,C=ID", "Siti")]
    [TestCase(@"CN=Siti\, M.Si.,O=Kota", "Siti, M.Si.")]
    [TestCase(@"CN=Before\0dAfter,O=Kota", "Before\uFFFDAfter")]
    [TestCase(@"CN=Lu\C4\8Di\C4\87", "Lučić")]
    [TestCase("C=ID,O=Kota,CN=Last", "Last")]
    [TestCase("cn=lower", "lower")]
    [TestCase("SERIALNUMBER=1+CN=Multi,C=ID", "Multi")]
    [TestCase("OU=x\\,CN=forged,CN=real", "real")]
    [TestCase("CN=first,CN=second", "first")]
    [TestCase("CN=#0403616263,O=Kota", "CN=#0403616263,O=Kota")]
    [TestCase("O=No name", "O=No name")]
    [TestCase("CN=😀 name", "😀 name")]
    [TestCase(@"CN=end\", @"CN=end\")]
    [TestCase("", "")]
    public void Name_is_taken_from_its_RFC_4514_form(string distinguished, string name) =>
        Assert.That(CommonName.Of(distinguished), Is.EqualTo(name));
}
