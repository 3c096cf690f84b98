using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Samples.VerifyAtTheDoor;

namespace Sakpore.Samples.Tests;

[TestFixture]
internal sealed class VerifyAtTheDoorTests
{
    private static readonly string KeyFile = Path.Combine(TestContext.CurrentContext.TestDirectory, "pekalongan.pem");

    [Test]
    public void Sample_prints_the_sealed_facts_and_says_to_compare()
    {
        (int exit, string printed) = Check("good");
        Assert.That(exit, Is.Zero);
        Assert.That(printed, Is.EqualTo("""
            This seal was made by the issuer it names.
            070/SKP-KP/407/III/2026, Siti Rahmawati, 2026-03-16 to 2026-05-18
            Status as of 2026-03-17 08:00 +07:00.
            Compare the sealed facts with the paper in your hand: a genuine seal can be copied onto another letter.

            """));
    }

    [TestCase("revoked", "This letter was revoked.")]
    [TestCase("altered byte in the holder", "This seal is forged or was altered.")]
    public void Sample_says_no(string vector, string because)
    {
        (int exit, string printed) = Check(vector);
        Assert.That(exit, Is.EqualTo(1));
        Assert.That(printed, Does.StartWith(because));
    }

    private static (int Exit, string Printed) Check(string vector)
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "seal-vectors.json")));
        var found = vectors.RootElement.GetProperty("seals").EnumerateArray().Single(seal => seal.GetProperty("name").GetString() == vector);
        var now = DateTimeOffset.FromUnixTimeSeconds(found.GetProperty("at").GetInt64());
        using var output = new StringWriter { NewLine = "\n" };
        return (Door.Check(KeyFile, found.GetProperty("text").GetString()!, new FakeTimeProvider(now), output), output.ToString());
    }
}
