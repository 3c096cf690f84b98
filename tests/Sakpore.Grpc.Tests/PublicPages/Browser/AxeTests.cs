using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Sakpore.Grpc.PublicPages;
using State = Sakpore.Permits.V1.Application.Types.State;

namespace Sakpore.Grpc.Tests.PublicPages.Browser;

/// <summary>axe finds nothing serious on any page, in any of its states, at either width (WCAG 2.2 AA).</summary>
[TestFixture]
internal sealed class AxeTests
{
    private static readonly string[] Serious = ["serious", "critical"];
    private static readonly string[] Paths =
        ["/tte", "/tte/luring", "/tte/" + Sample.Code, "/tte/TIDAKADA", "/tte/v/ASLI", "/tte/v/ASING", "/tte/v/PALSU", "/lacak/MENUNGGU", "/lacak/TERBIT?bahasa=en", "/lacak/tidakada"];

    private PageHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _host = await PageHost.StartAsync();
        _host.Records.Letters[Sample.Code] = Sample.Letter();
        _host.Records.Trackings[Sample.Token] = Sample.Tracking(State.InProgress);
        _host.Records.Trackings.Put("MENUNGGU", Sample.Tracked(State.AwaitingApplicant));
        _host.Records.Trackings.Put("TERBIT", Sample.Tracked(State.Issued) with { MayAnswerSurvey = true });
        _host.Records.Issuer = new("kota-contoh", new byte[91]);
        var facts = new SealedFacts("Pemerintah Kota Contoh", "Dinas Contoh", "Surat Keterangan", "1/2026", "R**** A***", new(2026, 3, 17), null);
        Words words = new("Kalimat.", "Sentence.");
        _host.Records.Seals["ASLI"] = new("SEAL_VALID", words, facts, Sample.Letter());
        _host.Records.Seals["ASING"] = new("SEAL_VALID", words, facts, null);
        _host.Records.Seals["PALSU"] = new("SEAL_SIGNATURE_INVALID", words, null, null);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Page_has_nothing_serious([ValueSource(nameof(Paths))] string path, [ValueSource(typeof(Screen), nameof(Screen.Widths))] int width)
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
        await page.GotoAsync(new Uri(_host.Address, "/tte").AbsoluteUri);
        await page.Locator("#berkas").SetInputFilesAsync(new FilePayload { Name = "surat.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Periksa", Exact = true }).ClickAsync();
        // The fingerprint is asked about first, and only then the file is sent.
        await page.Locator("[data-kirim]").ClickAsync();
        await Assertions.Expect(page.Locator(".headline")).ToBeVisibleAsync();
        await LookAsync(page);
    }

    // axe is a script of ours in the page, which the pages' own policy would stop.
    private static async Task<IPage> OpenAsync(int width)
    {
        var context = await Chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, BypassCSP = true, Locale = "id-ID" });
        return await context.NewPageAsync();
    }

    private static async Task LookAsync(IPage page)
    {
        var result = await page.RunAxe();
        await page.Context.DisposeAsync();
        Assert.That(result.Passes, Is.Not.Empty, "axe looked at the page");
        var found = result.Violations.Where(violation => Serious.Contains(violation.Impact))
            .Select(violation => $"{violation.Id}: {violation.Help} ({string.Join("; ", violation.Nodes.Select(node => node.Html))})");
        Assert.That(found, Is.Empty);
    }
}
