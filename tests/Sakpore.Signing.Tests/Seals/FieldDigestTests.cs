using Sakpore.Signing.Seals;

namespace Sakpore.Signing.Tests.Seals;

[TestFixture]
internal sealed class FieldDigestTests
{
    [Test]
    public void Encoding_is_deterministic_CBOR_whatever_the_order_of_the_names()
    {
        var values = new Dictionary<string, object?> { ["nomor"] = "1", ["a"] = new DateOnly(2026, 3, 17), ["b"] = new[] { "x", "y" } };
        // {"a": "2026-03-17", "b": ["x", "y"], "nomor": "1"}
        Assert.That(SealVectors.Hex(FieldDigest.Encode(values)), Is.EqualTo("a361616a323032362d30332d31376162826178617965" + "6e6f6d6f726131"));
        Assert.That(FieldDigest.Encode(values.Reverse().ToDictionary()), Is.EqualTo(FieldDigest.Encode(values)));
    }

    [Test]
    public void Null_is_the_same_as_no_value() =>
        Assert.That(
            FieldDigest.Of(new Dictionary<string, object?> { ["a"] = "x", ["b"] = null }), Is.EqualTo(FieldDigest.Of(new Dictionary<string, object?> { ["a"] = "x" })));

    [Test]
    public void Any_other_value_gives_another_digest()
    {
        var digests = new object?[] { "x", "X", "", null, new[] { "x" }, new Dictionary<string, object?> { ["x"] = "" }, new DateOnly(2026, 1, 1) }
            .Select(value => SealVectors.Hex(FieldDigest.Of(new Dictionary<string, object?> { ["a"] = value })));
        Assert.That(digests, Is.Unique);
    }

    [Test]
    public void Number_is_misuse() =>
        Assert.That(() => FieldDigest.Of(new Dictionary<string, object?> { ["a"] = 1.5 }), Throws.ArgumentException);
}
