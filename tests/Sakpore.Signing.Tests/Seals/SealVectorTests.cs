using System.Globalization;
using Sakpore.Signing.Seals;

namespace Sakpore.Signing.Tests.Seals;

/// <summary>The checker and the verifier in JavaScript on the checked-in vectors, and on seals damaged at random.</summary>
[TestFixture]
internal sealed class SealVectorTests
{
    private static readonly SealVector[] Vectors = SealVectors.Seals().ToArray();

    private static IEnumerable<TestCaseData> Seals => Vectors.Select(vector => new TestCaseData(vector).SetName($"Vector {vector.Name}"));

    private static IEnumerable<TestCaseData> Lists => SealListVectors.All().Select(vector => new TestCaseData(vector).SetName($"{vector.Kind} {vector.Name}"));

    [Test]
    public void Checked_in_vectors_are_those_made_now()
    {
        var now = SealVectors.Write();
        if (Environment.GetEnvironmentVariable("SAKPORE_WRITE_VECTORS") == "1")
            File.WriteAllText(SealVectors.Path, now);
        Assert.That(File.ReadAllText(SealVectors.Path), Is.EqualTo(now), "Run with SAKPORE_WRITE_VECTORS=1 to write the file anew, and look at what changed.");
    }

    [Test]
    public void Checked_in_key_file_is_the_vectors_issuer()
    {
        var path = Path.Combine(Repository.Root, "samples", "VerifyAtTheDoor", "pekalongan.pem");
        var now = SealKeyFile.Write(SealIssuer.Trust);
        if (Environment.GetEnvironmentVariable("SAKPORE_WRITE_VECTORS") == "1")
            File.WriteAllText(path, now);
        Assert.That(File.ReadAllText(path), Is.EqualTo(now));
    }

    [TestCaseSource(nameof(Seals))]
    public void Seal_is_answered_as_the_vector_says(SealVector vector)
    {
        var checker = new SealChecker(vector.WithStatus ? SealIssuer.Trust : SealIssuer.WithKeys);
        var check = checker.Check(vector.Text, DateTimeOffset.FromUnixTimeSeconds(vector.At));
        Assert.That((check.Reason, check.Field), Is.EqualTo((vector.Reason, vector.Field)));
    }

    [TestCaseSource(nameof(Lists))]
    public void List_is_answered_as_the_vector_says(SealListVector vector)
    {
        var bytes = Convert.FromHexString(vector.Bytes);
        var result = vector.Kind == "keySet" ? SealIssuer.Trust.WithKeySet(bytes) : SealIssuer.Trust.WithStatusList(bytes);
        Assert.That(result.Reason, Is.EqualTo(vector.Reason));
    }

    [Test]
    public void Every_answer_has_a_vector() =>
        Assert.That(Vectors.Select(vector => vector.Reason).Distinct().Count(), Is.EqualTo(Enum.GetValues<SealAnswer>().Length));

    [Test]
    public void Verifier_in_JavaScript_holds_on_every_vector()
    {
        var keyFile = Path.Combine(Repository.Root, "samples", "VerifyAtTheDoor", "pekalongan.pem");
        var held = int.Parse(Node.Run("vectors.mjs", SealVectors.Path, keyFile), CultureInfo.InvariantCulture);
        Assert.That(held, Is.EqualTo(Vectors.Length + SealListVectors.All().Count() + 1));
    }

    [Test]
    public void Both_verifiers_answer_damaged_seals_alike()
    {
        var random = new Random(20260317);
        var texts = Enumerable.Range(0, 4000).Select(_ => Damage(random, Vectors[random.Next(Vectors.Length)])).ToArray();
        var checker = new SealChecker(SealIssuer.Trust);
        var ours = texts.Select(text => checker.Check(text, SealIssuer.Now)).Select(check => $"{check.Reason} {check.Field}".Trim()).ToArray();
        Assert.That(ours.Distinct().Count(), Is.GreaterThan(12), "the damage is too uniform to tell anything");

        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, string.Join('\n', texts));
            var theirs = Node.Run("mutants.mjs", SealVectors.Path, file).TrimEnd('\n').Split('\n');
            var differing = ours.Zip(theirs, texts).Where(pair => pair.First != pair.Second).Take(5);
            Assert.That(theirs, Has.Length.EqualTo(ours.Length));
            Assert.That(differing, Is.Empty);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void No_forged_seal_shows_a_fact()
    {
        var shown = Vectors.Select(vector => new SealChecker(SealIssuer.Trust).Check(vector.Text, SealIssuer.Now))
            .Where(check => check.Claims is not null)
            .Select(check => check.Answer)
            .Distinct();
        Assert.That(shown, Has.All.AnyOf(
            SealAnswer.Valid, SealAnswer.KeyCompromised, SealAnswer.KeyOutOfWindow, SealAnswer.IssuedInFuture, SealAnswer.Revoked, SealAnswer.Superseded, SealAnswer.Expired));
    }

    /// <summary>Changes one to three bytes of a seal, or cuts, or doubles; of payload and header too, with a new signature.</summary>
    private static string Damage(Random random, SealVector vector)
    {
        var path = vector.Text[(vector.Text.LastIndexOf('/') + 1)..].Trim();
        if (!Base32.TryRead(path, out var seal))
            return path;
        if (random.Next(2) == 0 && SealEnvelope.Read(seal, out var envelope) is null)
            return SealForge.Text(SealForge.Seal(Change(random, envelope.Payload.ToArray()), random.Next(4) == 0 ? Change(random, SealForge.Header()) : null));
        return SealForge.Text(Change(random, seal));
    }

    private static byte[] Change(Random random, byte[] bytes)
    {
        if (bytes.Length == 0)
            return [0];
        var at = random.Next(bytes.Length);
        switch (random.Next(6))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
            default:
                var changed = bytes.ToArray();
                for (var count = random.Next(1, 4); count > 0; count--)
                    changed[random.Next(changed.Length)] = (byte)random.Next(256);
                return changed;
        }
    }
}
