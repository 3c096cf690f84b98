using System.Net;
using System.Text;
using Sakpore.Grpc.PublicPages;
using State = Sakpore.Permits.V1.Application.Types.State;

namespace Sakpore.Grpc.Tests.PublicPages;

/// <summary>What the holder of a tracking link sees of it beyond the steps, and may do.</summary>
[TestFixture]
internal sealed class TrackActionsTests
{
    private const string Page = "/lacak/" + Sample.Token;

    private PageHost _host = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _host = await PageHost.StartAsync();
        _host.Records.Trackings.Put(Sample.Token, Sample.Tracked(State.AwaitingApplicant));
    }

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Holders_are_shown_with_working_days_and_the_forecast_beside_the_promise()
    {
        _host.Records.Trackings.Put(Sample.Token, Sample.Tracked(State.InProgress));

        var (_, html) = await _host.GetAsync(Page);

        Assert.That(html, Does.Contain("Siapa memegangnya sekarang").And.Contain("sejak 19 September 2023, 08.20 WIB (3 hari kerja)"));
        Assert.That(html, Does.Contain("Perkiraan selesai").And.Contain("26 September 2023"));
    }

    [Test]
    public async Task File_that_is_owed_can_be_handed_in_and_the_page_then_says_so()
    {
        var (answer, _) = await _host.UploadAsync("%PDF-1.7"u8.ToArray(), path: Page + "/berkas/surat-pengantar");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo(Page + "?selesai=berkas"));
        Assert.That(_host.Desk.Done, Is.EqualTo(new[] { (Sample.Token, "surat-pengantar", "surat.pdf 8") }));
        Assert.That((await _host.GetAsync(Page + "?selesai=berkas")).Html, Does.Contain("Berkas Anda sudah kami terima."));
    }

    [Test]
    public async Task Refused_file_is_told_beside_its_own_field()
    {
        _host.Desk.Refusal = new("Berkas itu rusak.", "The file is damaged.");

        var (answer, html) = await _host.UploadAsync("%PDF-1.7"u8.ToArray(), path: Page + "/berkas/surat-pengantar?bahasa=en");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(html, Does.Contain("role=\"alert\"").And.Contain("The file is damaged."));
    }

    [TestCase("proposal", 8)]
    [TestCase("_form", 8)]
    [TestCase("surat-pengantar", 0)]
    [TestCase("surat-pengantar", (1 << 20) + 1)]
    public async Task What_is_not_owed_or_empty_or_too_large_is_not_taken(string requirement, int size)
    {
        var (answer, _) = await _host.UploadAsync(new byte[size], path: $"{Page}/berkas/{requirement}");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(_host.Desk.Done, Is.Empty);
    }

    [Test]
    public async Task Data_of_the_form_are_not_asked_for_as_a_file()
    {
        var (_, html) = await _host.GetAsync(Page);

        Assert.That(html, Does.Contain("Perbaiki data formulir di portal"));
        Assert.That(html.Split("type=\"file\"").Length - 1, Is.EqualTo(1));
    }

    [Test]
    public async Task Letter_is_given_out_as_a_file_that_nobody_keeps()
    {
        _host.Records.Trackings.Put(Sample.Token, Sample.Tracked(State.Issued));
        _host.Desk.Letter = new LetterDelivery.Given("surat-7K3M", 8, Parts());

        var (answer, text) = await _host.PostAsync(Page + "/surat", ("telepon", "1234"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/pdf"));
        Assert.That(answer.Content.Headers.ContentDisposition?.ToString(), Is.EqualTo("attachment; filename=\"surat-7K3M.pdf\""));
        Assert.That(answer.Headers.CacheControl?.ToString(), Is.EqualTo("no-store"));
        Assert.That(text, Is.EqualTo("%PDF-1.7"));
        Assert.That(_host.Desk.Done.Single(), Is.EqualTo((Sample.Token, "surat", "1234")));

        static async IAsyncEnumerable<ReadOnlyMemory<byte>> Parts()
        {
            yield return Encoding.ASCII.GetBytes("%PDF");
            await Task.Yield();
            yield return Encoding.ASCII.GetBytes("-1.7");
        }
    }

    [Test]
    public async Task Refused_letter_says_why()
    {
        _host.Records.Trackings.Put(Sample.Token, Sample.Tracked(State.Issued));
        _host.Desk.Letter = new LetterDelivery.Refused(new("Angka tidak cocok.", "The digits do not match."));

        var (answer, html) = await _host.PostAsync(Page + "/surat", ("telepon", "9999"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(html, Does.Contain("Angka tidak cocok.").And.Contain("name=\"telepon\""));
    }

    [Test]
    public async Task Question_is_asked_and_a_refused_one_is_not_lost()
    {
        var (asked, _) = await _host.PostAsync(Page + "/tanya?bahasa=en", ("pertanyaan", "Apakah proposal saya lengkap?"));
        _host.Desk.Refusal = new("Masih menunggu.", "Still waiting.");
        var (refused, html) = await _host.PostAsync(Page + "/tanya", ("pertanyaan", "Lagi </textarea><script>?"));

        Assert.That(asked.Headers.Location?.OriginalString, Is.EqualTo(Page + "?selesai=tanya&bahasa=en"));
        Assert.That(_host.Desk.Done.Single(), Is.EqualTo((Sample.Token, "tanya", "Apakah proposal saya lengkap?")));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(html, Does.Contain("Masih menunggu.").And.Contain("Lagi &lt;/textarea&gt;&lt;script&gt;?"));
    }

    [Test]
    public async Task Questions_are_shown_with_their_answers()
    {
        _host.Records.Trackings.Put(Sample.Token, Sample.Tracked(State.InProgress) with
        {
            Questions =
            [
                new("Sudah lengkap?", new(2023, 9, 19, 3, 0, 0, TimeSpan.Zero), "Sudah <b>.", new(2023, 9, 19, 4, 0, 0, TimeSpan.Zero)),
                new("Kapan selesai?", new(2023, 9, 20, 3, 0, 0, TimeSpan.Zero), null, null),
            ],
        });

        var (_, html) = await _host.GetAsync(Page);

        Assert.That(html, Does.Contain("Sudah lengkap?").And.Contain("Sudah &lt;b&gt;.").And.Contain("Menunggu jawaban"));
    }

    [Test]
    public async Task Survey_appears_when_it_is_done_and_takes_nine_answers()
    {
        Assert.That((await _host.GetAsync(Page)).Html, Does.Not.Contain("Survei kepuasan"));
        _host.Records.Trackings.Put(Sample.Token, Sample.Tracked(State.Issued) with { MayAnswerSurvey = true });
        var (_, html) = await _host.GetAsync(Page);

        var (answer, _) = await _host.PostAsync(Page + "/survei", [.. Enumerable.Range(1, 9).Select(i => ($"u{i}", $"{(i % 4) + 1}"))]);
        var (_, _) = await _host.PostAsync(Page + "/survei", ("u1", "9"), ("u2", "4"));

        Assert.That(html.Split("<fieldset").Length - 1, Is.EqualTo(9));
        Assert.That(html.Split("type=\"radio\"").Length - 1, Is.EqualTo(36));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(_host.Desk.Done.Select(done => done.Text), Is.EqualTo(new[] { "234123412", "040000000" }), "the desk judges what was answered");
    }

    [TestCase("/berkas/surat-pengantar")]
    [TestCase("/surat")]
    [TestCase("/tanya")]
    [TestCase("/survei")]
    public async Task Unknown_token_may_do_nothing(string form)
    {
        var (answer, html) = await _host.PostAsync("/lacak/tidakada" + form, ("telepon", "1234"), ("pertanyaan", "?"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(html, Does.Contain("Permohonan tidak ditemukan"));
        Assert.That(_host.Desk.Done, Is.Empty);
    }

    [Test]
    public async Task Change_is_told_to_an_open_page()
    {
        using var stream = await _host.Client.GetStreamAsync(new Uri(Page + "/peristiwa", UriKind.Relative));
        using var lines = new StreamReader(stream);
        Assert.That(await NextAsync(lines), Is.EqualTo("data: 1"));

        _host.Records.Trackings.Put(Sample.Token, Sample.Tracked(State.InProgress) with { Version = 2 });

        Assert.That(await NextAsync(lines), Is.EqualTo("data: 2"));
    }

    [Test]
    public async Task Stream_of_an_unknown_token_ends_for_good()
    {
        var (answer, _) = await _host.GetAsync("/lacak/tidakada/peristiwa");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    private static async Task<string?> NextAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
                return line;
        }
        return null;
    }
}
