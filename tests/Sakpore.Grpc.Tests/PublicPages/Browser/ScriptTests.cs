using System.Security.Cryptography;
using Microsoft.Playwright;
using State = Sakpore.Permits.V1.Application.Types.State;

namespace Sakpore.Grpc.Tests.PublicPages.Browser;

/// <summary>What the pages' small scripts add, in a real browser under the pages' own policy.</summary>
[TestFixture]
internal sealed class ScriptTests
{
    private static readonly byte[] File = "%PDF-1.7 the letter as it was signed"u8.ToArray();

    private PageHost _host = null!;
    private IPage _page = null!;
    private List<string> _posts = null!;
    private List<string> _complaints = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _host = await PageHost.StartAsync(options => options.MaxUploadBytes = 1 << 20);
        _host.Records.Verify = _ => Sample.Report(Sample.Verdict.AuthenticElsewhere);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _page.Context.DisposeAsync();
        await _host.DisposeAsync();
        Assert.That(_complaints, Is.Empty, "the browser complains of nothing, and least of all of the policy");
    }

    [Test]
    public async Task Known_file_is_confirmed_without_being_sent([ValueSource(typeof(Screen), nameof(Screen.Widths))] int width)
    {
        _host.Records.LettersByHash[Convert.ToHexStringLower(SHA256.HashData(File))] = Sample.Letter();
        await OpenAsync(width, "/tte");
        await Screen.LookAsync(_page, "script-check");

        await ChooseAsync(File);

        await Assertions.Expect(_page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Asli, terbitan kantor ini");
        Assert.That(_posts, Is.EqualTo(new[] { "/tte/sidik sha256=" + Convert.ToHexStringLower(SHA256.HashData(File)) }));
        Assert.That(_host.Records.Verified, Is.Empty);
        await Assertions.Expect(_page.GetByRole(AriaRole.Button, new() { Name = "Cetak tanda terima" })).ToBeVisibleAsync();
        Assert.That(await _page.EvaluateAsync<string>("() => document.activeElement.id"), Is.EqualTo("isi"), "a reader of the page aloud is led to the answer");
        await Screen.LookAsync(_page, "script-known");

        await _page.GoBackAsync();
        await Assertions.Expect(_page.Locator("#berkas")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Unknown_file_is_sent_only_on_consent([ValueSource(typeof(Screen), nameof(Screen.Widths))] int width)
    {
        await OpenAsync(width, "/tte");
        await ChooseAsync(File);

        await Assertions.Expect(_page.GetByText("Sidik berkas ini tidak ada di register")).ToBeVisibleAsync();
        await Screen.LookAsync(_page, "script-consent");
        Assert.That(_host.Records.Verified, Is.Empty, "not yet");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Kirim dan periksa tanda tangannya" }).ClickAsync();

        await Assertions.Expect(_page.Locator(".headline.neutral")).ToBeVisibleAsync();
        Assert.That(_host.Records.Verified.Single(), Is.EqualTo(File));
    }

    [Test]
    public async Task Refused_consent_sends_nothing()
    {
        await OpenAsync(360, "/tte");
        await ChooseAsync(File);
        await _page.GetByRole(AriaRole.Button, new() { Name = "Jangan kirim" }).ClickAsync();

        await Assertions.Expect(_page.GetByText("Sidik berkas ini tidak ada di register")).ToBeHiddenAsync();
        Assert.That(_host.Records.Verified, Is.Empty);
        Assert.That(await _page.Locator("#berkas").EvaluateAsync<int>("input => input.files.length"), Is.Zero);
    }

    [Test]
    public async Task File_past_the_limit_is_neither_read_nor_sent()
    {
        await OpenAsync(360, "/tte");
        await ChooseAsync(new byte[(1 << 20) + 1]);

        await Assertions.Expect(_page.GetByText("Berkas Anda lebih besar")).ToBeVisibleAsync();
        Assert.That(_posts, Is.Empty);
    }

    [Test]
    public async Task Register_out_of_reach_is_said_and_the_file_stays()
    {
        _host.Records.Fault = new InvalidOperationException();
        await OpenAsync(360, "/tte?bahasa=en");
        await ChooseAsync(File, "Check");

        await Assertions.Expect(_page.GetByText("The register cannot be reached.")).ToBeVisibleAsync();
        Assert.That(_host.Records.Verified, Is.Empty);
        _complaints.RemoveAll(text => text.Contains("500", StringComparison.Ordinal));
    }

    [Test]
    public async Task File_dropped_on_the_form_is_checked()
    {
        _host.Records.LettersByHash[Convert.ToHexStringLower(SHA256.HashData(File))] = Sample.Letter();
        await OpenAsync(1280, "/tte");

        await _page.EvaluateAsync("""
            bytes => {
              const data = new DataTransfer();
              data.items.add(new File([Uint8Array.from(bytes)], 'surat.pdf', { type: 'application/pdf' }));
              document.querySelector('form[data-berkas]').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """, File.Select(value => (int)value).ToArray());

        await Assertions.Expect(_page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Asli, terbitan kantor ini");
    }

    [Test]
    public async Task Tracking_page_follows_what_happens()
    {
        _host.Records.Trackings.Put(Sample.Token, Sample.Tracked(State.InProgress));
        await OpenAsync(360, "/lacak/" + Sample.Token);
        await Assertions.Expect(_page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Sedang diproses");

        _host.Records.Trackings.Put(Sample.Token, Sample.Tracked(State.Issued) with { Version = 2 });

        await Assertions.Expect(_page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Sudah terbit");
    }

    [Test]
    public async Task Tracking_page_does_not_take_away_what_is_being_written()
    {
        _host.Records.Trackings.Put(Sample.Token, Sample.Tracked(State.InProgress));
        await OpenAsync(360, "/lacak/" + Sample.Token);
        await _page.Locator("#pertanyaan").FillAsync("Apakah berkas saya");

        _host.Records.Trackings.Put(Sample.Token, Sample.Tracked(State.Issued) with { Version = 2 });

        await Assertions.Expect(_page.GetByText("Ada perkembangan baru.")).ToBeVisibleAsync();
        await Assertions.Expect(_page.Locator("#pertanyaan")).ToHaveValueAsync("Apakah berkas saya");
    }

    private async Task OpenAsync(int width, string path)
    {
        _page = await Screen.OpenAsync(width, withScripts: true);
        (_posts, _complaints) = ([], []);
        _page.Request += (_, request) =>
        {
            if (request.Method == "POST")
                _posts.Add($"{new Uri(request.Url).AbsolutePath} {request.PostData}");
        };
        _page.Console += (_, message) =>
        {
            // A 404 of the register is an answer, which browsers write down all the same.
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
                _complaints.Add(message.Text);
        };
        _page.PageError += (_, error) => _complaints.Add(error);
        await _page.GotoAsync(new Uri(_host.Address, path).ToString());
        // A module runs before the load event ends.
    }

    private async Task ChooseAsync(byte[] file, string button = "Periksa")
    {
        await Assertions.Expect(_page.Locator("[data-skrip]")).ToBeVisibleAsync();
        await _page.Locator("#berkas").SetInputFilesAsync(new FilePayload { Name = "surat.pdf", MimeType = "application/pdf", Buffer = file });
        await _page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    }
}
