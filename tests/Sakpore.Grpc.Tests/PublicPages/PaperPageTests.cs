using System.Net;
using Sakpore.Grpc.PublicPages;

namespace Sakpore.Grpc.Tests.PublicPages;

/// <summary>A typed number needs a second fact from the paper, so that numbers cannot be walked.</summary>
[TestFixture]
internal sealed class PaperPageTests
{
    private const string Number = "070/SKP-KP/407/IX/2023";

    private PageHost _host = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _host = await PageHost.StartAsync();
        _host.Records.LettersOnPaper[new PaperFacts(Number, new(2023, 9, 19), "")] = Sample.Letter();
        _host.Records.LettersOnPaper[new PaperFacts(Number, null, "5HBN8R")] = Sample.Letter();
    }

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase(Number, "2023-09-19", "")]
    [TestCase(" 070/skp-kp/407/ix/2023 ", "19-09-2023", "")]
    [TestCase("070 / SKP-KP / 407 / IX / 2023", "19/9/2023", "")]
    [TestCase(Number, "", "5hbn8r")]
    [TestCase(Number, "", "5HB-N8R")]
    public async Task Number_with_a_fact_from_the_paper_shows_the_letter(string number, string date, string end)
    {
        var (answer, html) = await _host.PostAsync("/tte/nomor", ("nomor", number), ("tanggal", date), ("akhir", end));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(html, Does.Contain("Kode ini tercatat di register").And.Contain("R**** A*** W*******"));
    }

    [Test]
    public async Task Wrong_number_and_wrong_fact_get_the_very_same_answer()
    {
        var (wrongDate, first) = await _host.PostAsync("/tte/nomor", ("nomor", Number), ("tanggal", "2023-09-20"), ("akhir", ""));
        var (wrongNumber, second) = await _host.PostAsync("/tte/nomor", ("nomor", "070/SKP-KP/408/IX/2023"), ("tanggal", "2023-09-20"), ("akhir", ""));
        var (wrongEnd, third) = await _host.PostAsync("/tte/nomor", ("nomor", Number), ("tanggal", ""), ("akhir", "AAAAAA"));

        Assert.That(new[] { wrongDate.StatusCode, wrongNumber.StatusCode, wrongEnd.StatusCode }, Is.All.EqualTo(HttpStatusCode.NotFound));
        Assert.That(first, Does.Contain("headline neutral").And.Contain("Tidak ditemukan"));
        Assert.That(new[] { second, third }, Is.All.EqualTo(first));
    }

    [TestCase(Number, "", "")]
    [TestCase("070/SKP-KP/999/IX/2023", "", "")]
    [TestCase(Number, "kemarin", "")]
    [TestCase(Number, "", "8R")]
    [TestCase("", "2023-09-19", "")]
    public async Task Without_a_second_fact_nothing_is_looked_up(string number, string date, string end)
    {
        _host.Records.Fault = new InvalidOperationException("looked up");

        var (answer, html) = await _host.PostAsync("/tte/nomor", ("nomor", number), ("tanggal", date), ("akhir", end));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(html, Does.Contain("Satu keterangan lagi diperlukan").And.Contain("name=\"nomor\""));
    }

    [Test]
    public async Task Form_that_is_too_long_or_no_form_is_as_if_empty()
    {
        var (tooLong, _) = await _host.PostAsync("/tte/nomor", ("nomor", new string('1', 20_000)), ("tanggal", "2023-09-19"));
        using var json = await _host.Client.PostAsync(new Uri("/tte/nomor", UriKind.Relative), new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));

        Assert.That(tooLong.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(json.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Asked_by_GET_it_leads_to_the_form()
    {
        var (answer, _) = await _host.GetAsync("/tte/nomor?bahasa=en");

        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/tte?bahasa=en"));
    }
}
