using System.Net;
using Sakpore.Grpc.PublicPages;
using Sakpore.Letters.V1;

namespace Sakpore.Grpc.Tests.PublicPages;

/// <summary>What the page of a seal says, for each thing that a check can come to.</summary>
[TestFixture]
internal sealed class SealPageTests
{
    private static readonly SealedFacts Facts = new(
        "Pemerintah Kota Contoh", "Dinas Contoh", "Surat Keterangan Penelitian", "070/SKP-KP/407/IX/2023", "R**** A***", new(2023, 9, 19), new(2023, 11, 27));

    private PageHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await PageHost.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase("SEAL_VALID", true, Letter.Types.State.InForce, "good", "Segel asli, surat terbitan kantor ini")]
    [TestCase("SEAL_VALID", true, Letter.Types.State.Revoked, "bad", "Surat ini telah dicabut")]
    [TestCase("SEAL_VALID", true, Letter.Types.State.Superseded, "caution", "Surat ini telah diganti")]
    [TestCase("SEAL_EXPIRED", true, Letter.Types.State.Expired, "caution", "Masa berlaku surat ini telah habis")]
    [TestCase("SEAL_KEY_COMPROMISED", true, Letter.Types.State.InForce, "good", "Segel asli, surat terbitan kantor ini")]
    [TestCase("SEAL_KEY_COMPROMISED", false, null, "bad", "Jangan diandalkan")]
    [TestCase("SEAL_VALID", false, null, "caution", "tidak ada di register")]
    public async Task Seal_that_proves_its_facts_is_judged_by_the_register(string reason, bool registered, object? state, string tone, string title)
    {
        var letter = registered ? Sample.Letter() : null;
        if (letter is not null)
            letter.State = (Letter.Types.State)state!;
        _host.Records.Seals["SEGEL"] = new(reason, new("Kalimat.", "Sentence."), Facts, letter);

        var (answer, html) = await _host.GetAsync("/tte/v/SEGEL");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(html, Does.Contain($"headline {tone}\"").And.Contain(title).And.Contain("R**** A***").And.Contain("27 November 2023"));
        Assert.That(html, Does.Contain("Cocokkan dengan kertas"));
        Assert.That(html.Contains("Menurut register", StringComparison.Ordinal), Is.EqualTo(registered));
    }

    [TestCase("SEAL_SIGNATURE_INVALID", "bad", "Segel palsu")]
    [TestCase("SEAL_ISSUER_UNKNOWN", "neutral", "Bukan segel kantor ini")]
    [TestCase("SEAL_KEY_UNKNOWN", "neutral", "Bukan segel kantor ini")]
    [TestCase("SEAL_NOT_CBOR", "neutral", "Segel tidak dapat dibaca")]
    public async Task Seal_that_proves_nothing_shows_nothing_but_the_answer(string reason, string tone, string title)
    {
        _host.Records.Seals["SEGEL"] = new(reason, new("Kalimat.", "Sentence."), null, null);

        var (answer, html) = await _host.GetAsync("/tte/v/SEGEL");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(html, Does.Contain($"headline {tone}\"").And.Contain(title).And.Contain("Kalimat.").And.Not.Contain("Yang disegel"));
    }

    [Test]
    public async Task Sealed_text_is_escaped()
    {
        const string Script = "<script>alert(1)</script>";
        _host.Records.Seals["SEGEL"] = new("SEAL_VALID", new("Kalimat.", "Sentence."), new(Script, Script, Script, Script, Script, new(2023, 9, 19), null), null);

        var (_, html) = await _host.GetAsync("/tte/v/SEGEL");

        Assert.That(html, Does.Not.Contain("<script").And.Contain("&lt;script&gt;"));
    }
}
