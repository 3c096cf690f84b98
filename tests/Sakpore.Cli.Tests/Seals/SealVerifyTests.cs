using System.Text.Json;

namespace Sakpore.Cli.Tests.Seals;

[TestFixture, NonParallelizable]
internal sealed class SealVerifyTests
{
    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Seals");
    private static readonly string KeyFile = Path.Combine(Folder, "pekalongan.pem");

    [Test]
    public async Task Good_seal_prints_its_facts_and_says_to_compare()
    {
        var run = await CommandLine.RunAsync("seal", "verify", Vector("good"), "--keys", KeyFile);
        Assert.That(run.Exit, Is.Zero, run.Error);
        Assert.That(run.Output.ReplaceLineEndings("\n"), Is.EqualTo("""
            Segel ini dibuat oleh penerbit yang disebutkan. This seal was made by the issuer it names.
            SEAL_VALID

              Penerbit       Pemerintah Kota Pekalongan · issuer
              Kantor         Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu · office
              Surat          Surat Keterangan Penelitian · letter
              Nomor          070/SKP-KP/407/III/2026 · number
              Atas nama      Siti Rahmawati · holder
              Tanggal        16 Maret 2026 · issued
              Berlaku sampai 18 Mei 2026 · valid through

            Status per 2026-03-17 08:00 +07:00. Status as of 2026-03-17 08:00 +07:00.
            Cocokkan isi segel dengan surat di tangan Anda: segel yang asli dapat disalin ke surat lain.
            Compare the sealed facts with the paper in your hand: a genuine seal can be copied onto another letter.

            """));
    }

    [Test]
    public async Task Text_comes_from_standard_input_for_a_hyphen()
    {
        var input = Console.In;
        try
        {
            Console.SetIn(new StringReader(Vector("good") + "\n"));
            var run = await CommandLine.RunAsync("seal", "verify", "-", "--keys", KeyFile, "--format", "json");
            Assert.That(run.Exit, Is.Zero, run.Error);
            using var answer = JsonDocument.Parse(run.Output);
            Assert.That(answer.RootElement.GetProperty("claims").GetProperty("holder").GetString(), Is.EqualTo("Siti Rahmawati"));
        }
        finally
        {
            Console.SetIn(input);
        }
    }

    [TestCase("altered byte in the holder", "SEAL_SIGNATURE_INVALID", false)]
    [TestCase("revoked", "SEAL_REVOKED", true)]
    [TestCase("another address", "SEAL_NOT_SEAL_TEXT", false)]
    public async Task Bad_seal_is_a_no_and_only_sealed_facts_are_shown(string vector, string reason, bool facts)
    {
        var run = await CommandLine.RunAsync("seal", "verify", Vector(vector), "--keys", KeyFile);
        Assert.That(run.Exit, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain(reason));
        Assert.That(run.Output.Contains("Siti", StringComparison.Ordinal), Is.EqualTo(facts));
    }

    [Test]
    public async Task Without_a_key_file_it_is_misuse()
    {
        var run = await CommandLine.RunAsync("seal", "verify", Vector("good"));
        Assert.That(run.Exit, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("--keys"));
    }

    [Test]
    public async Task Key_file_comes_from_the_environment_where_none_is_named()
    {
        Environment.SetEnvironmentVariable("SAKPORE_SEAL_KEYS", KeyFile);
        try
        {
            Assert.That((await CommandLine.RunAsync("seal", "verify", Vector("good"))).Exit, Is.Zero);
        }
        finally
        {
            Environment.SetEnvironmentVariable("SAKPORE_SEAL_KEYS", null);
        }
    }

    [Test]
    public async Task Key_file_that_is_none_is_a_no()
    {
        var run = await CommandLine.RunAsync("seal", "verify", Vector("good"), "--keys", Path.Combine(Folder, "seal-vectors.json"));
        Assert.That(run.Exit, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("damaged or against the rules"));
    }

    private static string Vector(string name)
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "seal-vectors.json")));
        return vectors.RootElement.GetProperty("seals").EnumerateArray().Single(seal => seal.GetProperty("name").GetString() == name).GetProperty("text").GetString()!;
    }
}
