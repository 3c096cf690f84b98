namespace Sakpore.Grpc.Tests.PublicPages.Browser;

/// <summary>Text of twice its size fits each page, on a screen of a telephone's width at that size (WCAG 2.2, 1.4.4 and 1.4.10).</summary>
[TestFixture]
internal sealed class ZoomTests
{
    private PageHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await EveryPage.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Text_at_200_percent_fits([ValueSource(typeof(EveryPage), nameof(EveryPage.Paths))] string path)
    {
        var page = await Screen.OpenAsync(640);
        await page.GotoAsync(new Uri(_host.Address, path).AbsoluteUri);
        await page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");
        await Screen.LookAsync(page, "zoomed-" + string.Concat(path.Split('?')[0].Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-'));
        await page.Context.DisposeAsync();
    }
}
