using System.Text;
using Sakpore.Signing.Seals;

namespace Sakpore.Signing.Tests.Seals;

[TestFixture]
internal sealed class Base32Tests
{
    // RFC 4648, 10, without the padding.
    [TestCase("", "")]
    [TestCase("f", "MY")]
    [TestCase("fo", "MZXQ")]
    [TestCase("foo", "MZXW6")]
    [TestCase("foob", "MZXW6YQ")]
    [TestCase("fooba", "MZXW6YTB")]
    [TestCase("foobar", "MZXW6YTBOI")]
    public void Text_is_that_of_RFC_4648(string bytes, string text)
    {
        Assert.That(Base32.Write(Encoding.ASCII.GetBytes(bytes)), Is.EqualTo(text));
        Assert.That(Base32.TryRead(text, out var read), Is.True);
        Assert.That(read, Is.EqualTo(Encoding.ASCII.GetBytes(bytes)));
    }

    [TestCase("MZ")]
    [TestCase("my")]
    [TestCase("MY======")]
    [TestCase("M")]
    [TestCase("MZX")]
    [TestCase("MZXW6Y")]
    [TestCase("M0")]
    public void Any_other_text_is_refused(string text) => Assert.That(Base32.TryRead(text, out _), Is.False);
}
