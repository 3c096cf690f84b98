using System.Net;
using Sakpore.Permits.V1;
using State = Sakpore.Permits.V1.Application.Types.State;

namespace Sakpore.Grpc.Tests.PublicPages;

/// <summary>Each page in both languages, chosen in the address alone.</summary>
[TestFixture]
internal sealed class LanguageTests
{
    private PageHost _host = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _host = await PageHost.StartAsync();
        _host.Records.Letters[Sample.Code] = Sample.Letter();
        _host.Records.Trackings[Sample.Token] = Sample.Tracking(State.InProgress);
        _host.Records.Verify = _ => Sample.Report(Sample.Verdict.Authentic);
        _host.Records.Issuer = new("kota-contoh", new byte[91]);
    }

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase("/tte", "Periksa keaslian surat", "Check whether a letter is real")]
    [TestCase("/tte/" + Sample.Code, "Cocokkan dengan kertas", "Compare with the paper")]
    [TestCase("/tte/TIDAKADA", "Kode tidak ditemukan", "Code not found")]
    [TestCase("/tte/v/APAPUN", "Segel tidak dapat dibaca", "The seal cannot be read")]
    [TestCase("/tte/luring", "Periksa segel tanpa jaringan", "Check seals without a network")]
    [TestCase("/tte/a/b", "Halaman tidak ditemukan", "Page not found")]
    [TestCase("/lacak/" + Sample.Token, "Siapa", "Steps")]
    [TestCase("/lacak/tidakada", "Permohonan tidak ditemukan", "Application not found")]
    public async Task Page_speaks_the_language_of_its_address(string path, string indonesian, string english)
    {
        var (first, id) = await _host.GetAsync(path);
        var (second, en) = await _host.GetAsync(path + "?bahasa=en");

        Assert.That(second.StatusCode, Is.EqualTo(first.StatusCode));
        Assert.That(id, Does.Contain("<html lang=\"id\">").And.Contain(indonesian).Or.Contain("Langkah"));
        Assert.That(en, Does.Contain("<html lang=\"en\">").And.Contain(english).And.Not.Contain(indonesian + "</h1>"));
        Assert.That(en, Does.Contain("Skip to the content").And.Contain("free of charge"));
    }

    [TestCase("/tte?bahasa=en")]
    [TestCase("/tte/" + Sample.Code + "?bahasa=en")]
    [TestCase("/lacak/" + Sample.Token + "?bahasa=en")]
    public async Task Every_link_and_form_carries_the_language_on(string path)
    {
        var (_, html) = await _host.GetAsync(path);

        var addresses = System.Text.RegularExpressions.Regex.Matches(html, "(?:href|action)=\"(/(?:tte|lacak)[^\"]*)\"").Select(match => match.Groups[1].Value).ToList();
        // The one form that is sent by GET carries it in a field.
        Assert.That(addresses.Where(address => !address.EndsWith("?bahasa=en", StringComparison.Ordinal)), Is.SubsetOf(new[] { "/tte" }));
        Assert.That(addresses, Has.Some.EndsWith("?bahasa=en"));
    }

    [Test]
    public async Task Switch_keeps_the_page_and_the_rest_of_its_query_and_names_no_secret()
    {
        var (_, html) = await _host.GetAsync("/lacak/" + Sample.Token + "?selesai=tanya");

        Assert.That(html, Does.Contain("href=\"?selesai=tanya&amp;bahasa=en\" lang=\"en\" hreflang=\"en\">English<"));
    }

    [TestCase("?bahasa=xx")]
    [TestCase("?bahasa=EN")]
    [TestCase("?bahasa=en&bahasa=en")]
    public async Task Any_other_language_is_Indonesian(string query)
    {
        var (answer, html) = await _host.GetAsync("/tte" + query);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(html, Does.Contain("<html lang=\"id\">"));
    }

    [Test]
    public async Task Dates_are_written_in_the_language_of_the_page()
    {
        _host.Records.Letters[Sample.Code].LetterDate = new() { Year = 2023, Month = 8, Day = 19 };

        Assert.That((await _host.GetAsync("/tte/" + Sample.Code)).Html, Does.Contain("19 Agustus 2023").And.Contain("14.04 WIB"));
        Assert.That((await _host.GetAsync("/tte/" + Sample.Code + "?bahasa=en")).Html, Does.Contain("19 August 2023").And.Contain("14:04 WIB"));
    }

    [Test]
    public async Task Text_that_has_no_English_is_marked_as_Indonesian()
    {
        var tracking = Sample.Tracking(State.AwaitingApplicant);
        tracking.Steps[0].Title = new LocalizedText { Id = "Langkah tanpa terjemahan" };
        _host.Records.Trackings[Sample.Token] = tracking;

        var (_, html) = await _host.GetAsync("/lacak/" + Sample.Token + "?bahasa=en");

        Assert.That(html, Does.Contain("<span lang=\"id\">Langkah tanpa terjemahan</span>"));
    }
}
