using System.Security.Cryptography;
using Sakpore.Core.Tracking;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Letters.Seals;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Letters.V1;
using Sakpore.Signing.Seals;

namespace Sakpore.Grpc.Tests.Letters;

/// <summary>The seal of a letter that a real hub signed: read from the paper, checked offline, asked of the hub's page.</summary>
[TestFixture]
internal sealed class LetterSealTests
{
    private TestHub _hub = null!;
    private HttpClient _client = null!;
    private Sakpore.Letters.V1.Letter _letter = null!;
    private string _seal = "";
    private string _application = "";
    private SealTrust _trust = null!;

    [OneTimeSetUp]
    public async Task SignAsync()
    {
        _hub = await TestHub.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_hub.Pages) };
        _trust = SealKeyFile.Read(await File.ReadAllTextAsync(_hub.Get<HubOptions>().SealKeySetFile!)).Trust!;
        (_letter, _seal, _application) = await IssueAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [Test]
    public void Seal_on_the_paper_is_valid_offline_and_says_what_the_letter_says()
    {
        Assert.That(_seal, Does.StartWith("HTTPS://127.0.0.1:").And.Contain("/TTE/V/"));
        var check = new SealChecker(_trust).Check(_seal, _hub.Time.GetUtcNow());
        Assert.That(check.Answer, Is.EqualTo(SealAnswer.Valid));
        Assert.That(check.Claims! with { StatusIndex = 0, Digest = default }, Is.EqualTo(new SealClaims(
            SealProfile.HolderMasked, "sakpore.development", 0, _letter.Number, "skp-penelitian", NameMask.Mask(Papers.Name), new(2026, 11, 23), new(2027, 2, 26),
            "dpmptsp", default)));
        Assert.That(check.Keys!.Titles["skp-penelitian"], Is.EqualTo("Surat Keterangan Penelitian"));
    }

    [Test]
    public void Digest_is_that_of_the_values_as_documented()
    {
        var signer = _hub.Get<Sakpore.Core.Catalog.CityCatalog>().Officers.Single(officer => officer.Id == "contoh-kepala");
        var values = new Dictionary<string, object?>
        {
            ["template"] = "skp-penelitian.v1",
            ["nomor"] = _letter.Number,
            ["kode"] = _letter.Name[ResourceNames.Letters.Length..],
            ["tanggal"] = new DateOnly(2026, 11, 23),
            ["tempat"] = "Pekalongan",
            ["penanda_tangan"] = new Dictionary<string, object?> { ["nama"] = signer.Name, ["jabatan"] = signer.Position, ["pangkat"] = signer.Rank, ["nip"] = signer.Nip },
            ["isi"] = Content(),
        };
        var digest = new SealChecker(_trust).Check(_seal, _hub.Time.GetUtcNow()).Claims!.Digest.ToArray();
        Assert.That(digest, Is.EqualTo(FieldDigest.Of(values)[..digest.Length]));
    }

    [Test]
    public async Task Page_of_the_seal_confirms_it_by_the_register()
    {
        var html = await PageAsync(_seal);
        Assert.That(html, Does.Contain("headline good").And.Contain("Segel asli, surat terbitan kantor ini").And.Contain(_letter.Number));
        Assert.That(html, Does.Contain("dapat disalin ke surat lain"));
        Assert.That(html, Does.Not.Contain(Papers.Name));
    }

    [Test]
    public async Task Seal_that_the_register_does_not_know_is_told_as_such()
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(_hub.Get<HubOptions>().SealKeyFile!));
        var claims = new SealChecker(_trust).Check(_seal, _hub.Time.GetUtcNow()).Claims! with { DocumentNumber = "070/SKP-KP/9999/XI/2026" };
        var html = await PageAsync(new SealSigner(key).Seal(claims, "127.0.0.1").Text!);
        Assert.That(html, Does.Contain("headline caution").And.Contain("tidak ada di register"));
        Assert.That(html, Does.Not.Contain("Menurut register"));
    }

    [Test]
    public async Task Same_facts_signed_anew_are_the_same_seal()
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(_hub.Get<HubOptions>().SealKeyFile!));
        var again = new SealSigner(key).Seal(new SealChecker(_trust).Check(_seal, _hub.Time.GetUtcNow()).Claims!, "127.0.0.1").Text!;
        Assert.That(again[(again.LastIndexOf('/') + 1)..], Is.Not.EqualTo(_seal[(_seal.LastIndexOf('/') + 1)..]));
        Assert.That(await PageAsync(again), Does.Contain("headline good"));
    }

    [Test]
    public async Task Forged_seal_shows_no_fact()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var claims = new SealChecker(_trust).Check(_seal, _hub.Time.GetUtcNow()).Claims!;
        var stranger = new SealSigner(key).Seal(claims, "127.0.0.1").Text!;
        Assert.That(await PageAsync(stranger), Does.Contain("headline neutral").And.Contain("Bukan segel kantor ini").And.Not.Contain(_letter.Number));

        // The tenth character from the end is within the signature.
        var altered = _seal[..^10] + (_seal[^10] == 'A' ? 'B' : 'A') + _seal[^9..];
        Assert.That(await PageAsync(altered), Does.Contain("headline bad").And.Contain("Segel palsu").And.Not.Contain(_letter.Number));
    }

    [TestCase("/tte/v/%3Cscript%3E")]
    [TestCase("/TTE/V/AAAA")]
    public async Task Anything_else_is_answered_with_404(string path)
    {
        using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(System.Net.HttpStatusCode.NotFound));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Segel tidak dapat dibaca").And.Not.Contain("<script"));
    }

    [Test]
    public async Task Published_lists_are_taken_by_who_pinned_the_root_and_tell_of_revocation()
    {
        var (letter, seal, _) = await IssueAsync();
        var keys = await _client.GetByteArrayAsync(new Uri(SealEndpoints.KeySetPath, UriKind.Relative));
        var pinned = SealTrust.Pin(_trust.Issuer, _trust.Root.Span).WithKeySet(keys).Trust!;
        var before = pinned.WithStatusList(await StatusAsync()).Trust!;
        Assert.That(new SealChecker(before).Check(seal, _hub.Time.GetUtcNow()).Answer, Is.EqualTo(SealAnswer.Valid));
        Assert.That(await StatusAsync(), Is.EqualTo(before.SignedStatus.ToArray()), "nothing changed, and no new list is signed");

        await new LetterService.LetterServiceClient(_hub.Head).RevokeLetterAsync(
            new RevokeLetterRequest { Name = letter.Name, RequestId = Actors.NextRequest, Reason = "FALSE_STATEMENT" });

        var after = before.WithStatusList(await StatusAsync()).Trust!;
        Assert.That(after.Status!.Sequence, Is.EqualTo(before.Status!.Sequence + 1));
        Assert.That(new SealChecker(after).Check(seal, _hub.Time.GetUtcNow()).Answer, Is.EqualTo(SealAnswer.Revoked));
        Assert.That(after.WithStatusList(before.SignedStatus).Fault, Is.EqualTo(SealListFault.SequenceLower));
        Assert.That(await PageAsync(seal), Does.Contain("headline bad").And.Contain("telah dicabut"));
    }

    private Dictionary<string, object?> Content() => new()
    {
        ["nama"] = Papers.Name,
        ["alamat"] = Papers.Address,
        ["judul"] = "Kajian Layanan Publik",
        ["keperluan"] = "Skripsi",
        ["lokasi"] = "Kota Pekalongan",
        ["mulai"] = new DateOnly(2026, 12, 1),
        ["selesai"] = new DateOnly(2027, 2, 26),
        ["bidang"] = "Administrasi",
        ["status_permohonan"] = "Baru",
        ["id_pendaftaran"] = _application[ResourceNames.Applications.Length..],
        ["penanggung_jawab"] = "Dr. Budi",
        ["anggota"] = new[] { Papers.Member },
        ["institusi"] = "Universitas Contoh",
        ["surat_pengantar"] = new Dictionary<string, object?>
        {
            ["instansi"] = "Dekan FIS",
            ["nomor"] = "B/1021/2026",
            ["tanggal"] = new DateOnly(2026, 11, 10),
            ["perihal"] = "Izin penelitian",
        },
        ["rekomendasi"] = new[] { Recommendation("Badan Kesatuan Bangsa dan Politik"), Recommendation("Badan Perencanaan Pembangunan Daerah") },
    };

    private static Dictionary<string, object?> Recommendation(string office) =>
        new() { ["instansi"] = office, ["nomor"] = "070/123/2026", ["tanggal"] = new DateOnly(2026, 11, 23) };

    private Task<byte[]> StatusAsync() => _client.GetByteArrayAsync(new Uri(SealEndpoints.StatusPath, UriKind.Relative));

    private async Task<string> PageAsync(string seal)
    {
        using var answer = await _client.GetAsync(new Uri("/TTE/V/" + seal[(seal.LastIndexOf('/') + 1)..], UriKind.Relative));
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<(Sakpore.Letters.V1.Letter Letter, string Seal, string Application)> IssueAsync()
    {
        var submitted = await _hub.Portal.SubmitAsync();
        await _hub.TakeToSignatureAsync(submitted.Application.Name);
        var letter = (await _hub.Head.SignAsync(submitted.Application.Name, _hub.Callers.Passphrase)).Letter;
        var pdf = await _hub.Portal.DownloadAsync(letter.Document);
        var pages = Letter.WithFile(pdf, path => int.Parse(Letter.Run("qpdf", "--show-npages", path), null));
        return (letter, LetterQrTests.Decode(pdf, pages, dpi: 200), submitted.Application.Name);
    }
}
