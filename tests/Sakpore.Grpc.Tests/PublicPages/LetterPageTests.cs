using System.Net;
using Sakpore.Letters.V1;

namespace Sakpore.Grpc.Tests.PublicPages;

[TestFixture]
internal sealed class LetterPageTests
{
    private PageHost _host = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _host = await PageHost.StartAsync();
        _host.Records.Letters[Sample.Code] = Sample.Letter();
    }

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Known_code_shows_every_fact_of_the_register()
    {
        var (answer, html) = await _host.GetAsync("/tte/" + Sample.Code);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        string[] facts =
        [
            "Surat Keterangan Penelitian", "070/SKP-KP/407/IX/2023", "19 September 2023", "R**** A*** W*******",
            "Dra. Contoh Pejabat, M.Si.", "Kepala Dinas Penanaman Modal", "Balai Sertifikasi Elektronik",
            "19 September 2023, 14.04 WIB", Sample.Sha256, "Kode ini tercatat di register", "Cocokkan dengan kertas",
        ];
        Assert.Multiple(() =>
        {
            foreach (var fact in facts)
                Assert.That(html, Does.Contain(fact));
        });
    }

    [Test]
    public async Task Fact_that_is_absent_has_no_row()
    {
        _host.Records.Letters[Sample.Code].CertificateIssuer = "";
        _host.Records.Letters[Sample.Code].SignTime = null;

        var (_, html) = await _host.GetAsync("/tte/" + Sample.Code);

        Assert.That(html, Does.Not.Contain("Penerbit sertifikat").And.Not.Contain("Waktu tanda tangan").And.Contain("Penandatangan"));
    }

    [TestCase(Letter.Types.State.Revoked, "Surat ini telah dicabut", "headline bad")]
    [TestCase(Letter.Types.State.Superseded, "Surat ini telah diganti", "headline caution")]
    [TestCase(Letter.Types.State.Expired, "Masa berlaku surat ini telah habis", "headline caution")]
    public async Task Letter_that_is_no_longer_in_force_says_so_first(Letter.Types.State state, string headline, string tone)
    {
        _host.Records.Letters[Sample.Code].State = state;

        var (_, html) = await _host.GetAsync("/tte/" + Sample.Code);

        Assert.That(html, Does.Contain(headline).And.Contain(tone).And.Not.Contain("headline good").And.Not.Contain("Kode ini tercatat"));
    }

    [TestCase("/tte/TIDAKADA")]
    [TestCase("/tte/%3Cscript%3E")]
    [TestCase("/tte/" + Sample.Code + "0")]
    public async Task Unknown_code_gets_one_neutral_404(string path)
    {
        var (answer, html) = await _host.GetAsync(path);
        var (_, other) = await _host.GetAsync("/tte/LAIN");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(html, Does.Contain("Kode tidak ditemukan").And.Contain("headline neutral"));
        Assert.That(html, Is.EqualTo(other), "the page echoes nothing of the code");
    }

    [Test]
    public async Task Code_past_the_longest_is_not_looked_up()
    {
        _host.Records.Fault = new InvalidOperationException("looked up");

        var (answer, _) = await _host.GetAsync("/tte/" + new string('A', 129));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Typed_code_leads_to_its_letter()
    {
        var (answer, _) = await _host.GetAsync("/tte?kode=%20a/b%20");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/tte/a%2Fb"));
    }

    [Test]
    public async Task Other_method_is_refused()
    {
        using var answer = await _host.Client.PostAsync(new Uri("/tte/" + Sample.Code, UriKind.Relative), null);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }
}
