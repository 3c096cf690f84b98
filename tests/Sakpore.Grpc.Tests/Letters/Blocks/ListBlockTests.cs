using Sakpore.Grpc.Letters.Blocks;
using Sakpore.Grpc.Letters.Templates;

namespace Sakpore.Grpc.Tests.Letters.Blocks;

internal sealed class ListBlockTests
{
    [TestCase(1, "1.", "a.")]
    [TestCase(13, "13.", "m.")]
    [TestCase(26, "26.", "z.")]
    [TestCase(27, "27.", "aa.")]
    [TestCase(53, "53.", "ba.")]
    public void Items_are_counted(int ordinal, string arabic, string letters)
    {
        Assert.That(ListBlock.Number(Numbering.Arabic, ordinal), Is.EqualTo(arabic));
        Assert.That(ListBlock.Number(Numbering.Letters, ordinal), Is.EqualTo(letters));
    }
}
