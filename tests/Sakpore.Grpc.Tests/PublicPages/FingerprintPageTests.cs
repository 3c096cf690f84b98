using System.Net;
using Sakpore.Letters.V1;

namespace Sakpore.Grpc.Tests.PublicPages;

/// <summary>A known file is confirmed by its fingerprint alone; the file is not sent.</summary>
[TestFixture]
internal sealed class FingerprintPageTests
{
    private PageHost _host = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _host = await PageHost.StartAsync();
        _host.Records.LettersByHash[Sample.Sha256] = Sample.Letter();
    }

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase(Letter.Types.State.InForce, "good", "Asli, terbitan kantor ini")]
    [TestCase(Letter.Types.State.Revoked, "bad", "Surat ini telah dicabut")]
    [TestCase(Letter.Types.State.Superseded, "caution", "Surat ini telah diganti")]
    [TestCase(Letter.Types.State.Expired, "caution", "Masa berlaku surat ini telah habis")]
    public async Task Known_file_is_confirmed_by_the_register(Letter.Types.State state, string tone, string title)
    {
        _host.Records.LettersByHash[Sample.Sha256].State = state;

        var (answer, html) = await _host.PostAsync("/tte/sidik", ("sha256", Sample.Sha256));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(html, Does.Contain($"headline {tone}\"").And.Contain(title).And.Contain("070/SKP-KP/407/IX/2023"));
        Assert.That(html, Does.Contain("Tanda terima pemeriksaan").And.Contain("23 November 2026, 09.00 WIB").And.Contain("Berkas tetap di perangkat Anda"));
        Assert.That(_host.Records.Verified, Is.Empty);
    }

    [Test]
    public async Task Unknown_file_is_a_neutral_404()
    {
        var (answer, html) = await _host.PostAsync("/tte/sidik", ("sha256", new string('0', 64)));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(html, Does.Contain("headline neutral").And.Contain("tidak ada di register"));
    }

    [TestCase("")]
    [TestCase("9F2C1B7AE04D53886A1FD0C2E97B6450AB83CD12EF907654321FEDCBA9876543")]
    [TestCase("9f2c")]
    [TestCase("<script>alert(1)</script>")]
    public async Task What_is_no_fingerprint_is_not_looked_up(string typed)
    {
        _host.Records.Fault = new InvalidOperationException("looked up");

        var (answer, html) = await _host.PostAsync("/tte/sidik", ("sha256", typed));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(html, Does.Not.Contain("alert(1)"));
    }
}
