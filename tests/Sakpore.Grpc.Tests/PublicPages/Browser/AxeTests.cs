using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Sakpore.Grpc.Tests.PublicPages.Browser;

/// <summary>axe finds nothing serious on any page, in any of its states, at either width (WCAG 2.2 AA).</summary>
[TestFixture]
internal sealed class AxeTests
{
    private static readonly string[] Serious = ["serious", "critical"];

    private PageHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await EveryPage.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Page_has_nothing_serious([ValueSource(typeof(EveryPage), nameof(EveryPage.Paths))] string path, [ValueSource(typeof(Screen), nameof(Screen.Widths))] int width)
    {
        var page = await OpenAsync(width);
        await page.GotoAsync(new Uri(_host.Address, path).AbsoluteUri);
        await LookAsync(page);
    }

    [Test]
    public async Task Verdict_has_nothing_serious([Values] Sample.Verdict verdict)
    {
        _host.Records.Verify = _ => Sample.Report(verdict);
        var page = await OpenAsync(360);
        await ChooseAsync(page);
        // The fingerprint is asked about first, and only then the file is sent.
        await page.Locator("[data-kirim]").ClickAsync();
        await Assertions.Expect(page.Locator(".headline")).ToBeVisibleAsync();
        await LookAsync(page);
    }

    [Test]
    public async Task Question_whether_to_send_a_file_has_nothing_serious([ValueSource(typeof(Screen), nameof(Screen.Widths))] int width)
    {
        var page = await OpenAsync(width);
        await ChooseAsync(page);
        await Assertions.Expect(page.Locator("[data-kirim]")).ToBeVisibleAsync();
        await LookAsync(page);
    }

    [Test]
    public async Task Opened_survey_has_nothing_serious([ValueSource(typeof(Screen), nameof(Screen.Widths))] int width)
    {
        var page = await OpenAsync(width);
        await page.GotoAsync(new Uri(_host.Address, "/lacak/TERBIT").AbsoluteUri);
        await page.Locator(".survey > summary").ClickAsync();
        await Assertions.Expect(page.Locator("input[name=u9]").First).ToBeVisibleAsync();
        await LookAsync(page);
    }

    [Test]
    public async Task Running_camera_has_nothing_serious()
    {
        CameraTests.NeedsReader(_host);
        await using var browser = await Chromium.LaunchAsync("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream");
        var page = await OpenAsync(360, browser);
        await page.GotoAsync(new Uri(_host.Address, "/tte").AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Pindai dengan kamera" }).ClickAsync();
        await Assertions.Expect(page.Locator("video")).ToBeVisibleAsync();
        await LookAsync(page);
    }

    private async Task ChooseAsync(IPage page)
    {
        await page.GotoAsync(new Uri(_host.Address, "/tte").AbsoluteUri);
        await page.Locator("#berkas").SetInputFilesAsync(new FilePayload { Name = "surat.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Periksa", Exact = true }).ClickAsync();
    }

    // axe is a script of ours in the page, which the pages' own policy would stop.
    internal static async Task<IPage> OpenAsync(int width, IBrowser? browser = null)
    {
        var context = await (browser ?? Chromium.Browser).NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, BypassCSP = true, Locale = "id-ID" });
        return await context.NewPageAsync();
    }

    internal static async Task LookAsync(IPage page)
    {
        var result = await page.RunAxe();
        await page.Context.DisposeAsync();
        Assert.That(result.Passes, Is.Not.Empty, "axe looked at the page");
        var found = result.Violations.Where(violation => Serious.Contains(violation.Impact))
            .Select(violation => $"{violation.Id}: {violation.Help} ({string.Join("; ", violation.Nodes.Select(node => node.Html))})");
        Assert.That(found, Is.Empty);
    }
}
