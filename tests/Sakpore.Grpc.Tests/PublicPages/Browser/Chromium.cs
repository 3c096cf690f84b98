using Microsoft.Playwright;

namespace Sakpore.Grpc.Tests.PublicPages.Browser;

/// <summary>The system's Chromium, started once for the tests of this folder. No browser is ever downloaded.</summary>
[SetUpFixture]
internal sealed class Chromium
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static IPlaywright? _driver;
    private static IBrowser? _browser;
    private static string _path = "";

    /// <summary>The browser; a test that asks where there is none is skipped and says why.</summary>
    public static IBrowser Browser
    {
        get
        {
            if (_browser is null)
                Assert.Ignore($"No Chromium at {string.Join(", ", Places)}; set SAKPORE_CHROMIUM to its path.");
            return _browser!;
        }
    }

    /// <summary>Another browser with more switches, for the caller to end; skipped as <see cref="Browser"/> is.</summary>
    public static async Task<IBrowser> LaunchAsync(params string[] switches)
    {
        Assert.That(Browser.IsConnected, Is.True);
        return await _driver!.Chromium.LaunchAsync(new() { ExecutablePath = _path, Args = [.. Switches, .. switches] });
    }

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var chosen = Environment.GetEnvironmentVariable("SAKPORE_CHROMIUM");
        if (Places.Prepend(chosen).FirstOrDefault(File.Exists) is not { } path)
            return;
        _path = path;
        // A busy machine is not a fault of the page.
        Assertions.SetDefaultExpectTimeout(30_000);
        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Switches });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _driver?.Dispose();
    }
}
