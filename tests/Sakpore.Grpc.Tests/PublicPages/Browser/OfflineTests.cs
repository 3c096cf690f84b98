using Microsoft.Playwright;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Grpc.Tests.Letters;
using Sakpore.Letters.V1;

namespace Sakpore.Grpc.Tests.PublicPages.Browser;

/// <summary>An inspector's device: the page was opened once, and then there is no network.</summary>
[TestFixture]
internal sealed class OfflineTests
{
    private TestHub _hub = null!;
    private Sakpore.Letters.V1.Letter _letter = null!;
    private string _seal = "";
    private IPage _page = null!;

    [OneTimeSetUp]
    public async Task SignAsync()
    {
        _hub = await TestHub.StartAsync();
        (_letter, _seal) = await IssueAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _hub.DisposeAsync();

    [TearDown]
    public async Task CloseAsync() => await _page.Context.DisposeAsync();

    [Test]
    public async Task Seal_is_checked_without_a_network_by_what_the_device_has_kept([ValueSource(typeof(Screen), nameof(Screen.Widths))] int width)
    {
        await OpenAsync(width);
        await _page.Context.SetOfflineAsync(true);
        await _page.ReloadAsync();
        await Assertions.Expect(_page.Locator("[data-keadaan]")).ToContainTextAsync("Status per 23 November 2026");

        await CheckAsync(_seal);

        await Assertions.Expect(_page.Locator("[data-isi] .headline.good")).ToContainTextAsync("Segel asli");
        await Assertions.Expect(_page.Locator("[data-isi] [data-nilai=nomor]")).ToHaveTextAsync(_letter.Number);
        await Assertions.Expect(_page.Locator("[data-isi] [data-nilai=judul]")).ToHaveTextAsync("Surat Keterangan Penelitian");
        await Assertions.Expect(_page.Locator("[data-isi] [data-nilai=status]")).ToContainTextAsync("Status per");
        await Assertions.Expect(_page.Locator("[data-isi] .compare")).ToBeVisibleAsync();
        await Screen.LookAsync(_page, "offline-valid");
    }

    [Test]
    public async Task Altered_seal_is_forged_and_other_text_is_none()
    {
        await OpenAsync(360);
        var at = _seal.Length - 30;
        await CheckAsync(_seal[..at] + (_seal[at] == 'A' ? 'B' : 'A') + _seal[(at + 1)..]);
        await Assertions.Expect(_page.Locator("[data-isi] .headline.bad")).ToContainTextAsync("Segel palsu");
        await Assertions.Expect(_page.Locator("[data-isi] [data-fakta]")).ToHaveCountAsync(0);

        await CheckAsync("<img src=x onerror=alert(1)>");
        await Assertions.Expect(_page.Locator("[data-isi] .headline.neutral")).ToContainTextAsync("Segel tidak dapat dibaca");
        await Screen.LookAsync(_page, "offline-none");
    }

    [Test]
    public async Task Without_a_status_list_it_says_that_the_status_was_not_checked()
    {
        await OpenAsync(360, status: false);
        await CheckAsync(_seal);

        await Assertions.Expect(_page.Locator("[data-isi] .headline.good")).ToBeVisibleAsync();
        await Assertions.Expect(_page.Locator("[data-isi] [data-nilai=status]")).ToHaveTextAsync("Status pencabutan tidak diperiksa");
    }

    [Test]
    public async Task Another_root_key_than_the_kept_one_is_refused()
    {
        await OpenAsync(360);
        await _page.Context.RouteAsync("**/tte/luring", async route =>
        {
            var answer = await route.FetchAsync();
            var html = await answer.TextAsync();
            await route.FulfillAsync(new() { Response = answer, Body = html.Replace("data-akar=\"", "data-akar=\"AAAA", StringComparison.Ordinal) });
        });
        // Past the worker, as a false site on the same name would be.
        await _page.EvaluateAsync("async () => { for (const r of await navigator.serviceWorker.getRegistrations()) await r.unregister(); }");
        await _page.ReloadAsync();

        await Assertions.Expect(_page.GetByText("bukan kunci yang tersimpan di perangkat Anda")).ToBeVisibleAsync();
        await CheckAsync(_seal);
        await Assertions.Expect(_page.Locator("[data-hasil]")).ToBeHiddenAsync();
    }

    [Test]
    public async Task Revoked_letter_is_told_by_the_list_that_was_fetched_last()
    {
        var (letter, seal) = await IssueAsync();
        await new LetterService.LetterServiceClient(_hub.Head).RevokeLetterAsync(
            new RevokeLetterRequest { Name = letter.Name, Reason = "FALSE_DOCUMENT", RequestId = Guid.NewGuid().ToString() });
        await OpenAsync(1280);
        await _page.Context.SetOfflineAsync(true);
        await _page.ReloadAsync();

        await CheckAsync(seal);

        await Assertions.Expect(_page.Locator("[data-isi] .headline.bad")).ToContainTextAsync("Surat ini telah dicabut");
        await Screen.LookAsync(_page, "offline-revoked");
    }

    [Test]
    public async Task Answer_has_nothing_serious([ValueSource(typeof(Screen), nameof(Screen.Widths))] int width)
    {
        _page = await AxeTests.OpenAsync(width);
        await _page.Clock.SetFixedTimeAsync(_hub.Time.GetUtcNow().UtcDateTime);
        await _page.GotoAsync(_hub.Pages + "/tte/luring");
        await Assertions.Expect(_page.Locator("[data-keadaan]")).ToContainTextAsync("Status");
        await CheckAsync(_seal);
        await Assertions.Expect(_page.Locator("[data-isi] .headline")).ToBeVisibleAsync();
        await AxeTests.LookAsync(_page);
    }

    [Test]
    public async Task Manifest_makes_the_page_installable()
    {
        _page = await Screen.OpenAsync(360, withScripts: true);
        await _page.GotoAsync(_hub.Pages + "/tte/luring?bahasa=en");
        var manifest = System.Text.Json.JsonDocument.Parse(await (await _page.APIRequest.GetAsync(
            _hub.Pages + await _page.Locator("link[rel=manifest]").GetAttributeAsync("href"))).TextAsync()).RootElement;

        Assert.That(manifest.GetProperty("start_url").GetString(), Is.EqualTo("/tte/luring?bahasa=en"));
        Assert.That(manifest.GetProperty("display").GetString(), Is.EqualTo("standalone"));
        Assert.That((await _page.APIRequest.GetAsync(_hub.Pages + manifest.GetProperty("icons")[0].GetProperty("src").GetString())).Ok, Is.True);
    }

    private async Task<(Sakpore.Letters.V1.Letter Letter, string Seal)> IssueAsync()
    {
        var submitted = await _hub.Portal.SubmitAsync();
        await _hub.TakeToSignatureAsync(submitted.Application.Name);
        var letter = (await _hub.Head.SignAsync(submitted.Application.Name, _hub.Callers.Passphrase)).Letter;
        var pdf = await _hub.Portal.DownloadAsync(letter.Document);
        return (letter, LetterQrTests.Decode(pdf, Letters.Letter.WithFile(pdf, path => int.Parse(Letters.Letter.Run("qpdf", "--show-npages", path), null)), dpi: 200));
    }

    private async Task OpenAsync(int width, bool status = true)
    {
        _page = await Screen.OpenAsync(width, withScripts: true);
        // The seal's dates are the hub's, whose clock stands still.
        await _page.Clock.SetFixedTimeAsync(_hub.Time.GetUtcNow().UtcDateTime);
        if (!status)
            await _page.RouteAsync("**/.well-known/sakpore-seal-status", route => route.AbortAsync());
        await _page.GotoAsync(_hub.Pages + "/tte/luring");
        await Assertions.Expect(_page.Locator("[data-keadaan]")).ToContainTextAsync("Status");
        if (status)
            await _page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
    }

    private async Task CheckAsync(string text)
    {
        await _page.Locator("#segel").FillAsync(text);
        await _page.GetByRole(AriaRole.Button, new() { Name = "Periksa", Exact = true }).ClickAsync();
    }
}
