using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using QRCoder;
using Sakpore.Grpc.PublicPages;

namespace Sakpore.Grpc.Tests.PublicPages.Browser;

/// <summary>A QR code before a camera: a film that Chromium shows instead of one.</summary>
[TestFixture]
internal sealed class CameraTests
{
    private const string Seal = "2KCEJBAFCZKPF5OX4ZGQTWB3SNMRYL7UH6IDV2KCEJBAFCZKPF5OX4ZGQTWB3SNMRYL7UH6IDV2KCEJBAFCZKPF5OX4ZG";

    [Test]
    public async Task Scanned_code_opens_the_page_of_this_site_whatever_host_it_names()
    {
        await using var host = await PageHost.StartAsync();
        host.Records.Seals[Seal] = new("SEAL_VALID", new("Kalimat.", "Sentence."), new("Kota", "Dinas", "Surat", "1/2026", "R****", new(2026, 3, 17), null), Sample.Letter());
        await using var camera = await CameraAsync(host, "HTTPS://SAKPORE.PALSU.EXAMPLE/TTE/V/" + Seal);
        var page = await camera.Browser.NewPageAsync();
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        // A browser that can read no QR codes by itself, whichever the system has: the hub's reader must do it.
        await page.AddInitScriptAsync("delete window.BarcodeDetector");
        await page.GotoAsync(new Uri(host.Address, "/tte").ToString());
        Assert.That(await page.EvaluateAsync<bool>("'BarcodeDetector' in window"), Is.False);

        await page.GetByRole(AriaRole.Button, new() { Name = "Pindai dengan kamera" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Uri(host.Address, "/tte/v/" + Seal).ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Segel asli, surat terbitan kantor ini");
        Assert.That(requests.Where(url => !url.StartsWith("blob:", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal)), Is.All.StartsWith(host.Address.ToString()));
        var reader = host.Services.GetRequiredService<Asset.Shelf>();
        Assert.That(requests, Does.Contain(new Uri(host.Address, reader.Scanner!.Path).ToString()).And.Contain(new Uri(host.Address, reader.ScannerCode!.Path).ToString()));
    }

    [Test]
    public async Task Code_of_something_else_is_said_to_be_none()
    {
        await using var host = await PageHost.StartAsync();
        await using var camera = await CameraAsync(host, "https://example.com/promo");
        var page = await camera.Browser.NewPageAsync();
        await page.GotoAsync(new Uri(host.Address, "/tte").ToString());

        await page.GetByRole(AriaRole.Button, new() { Name = "Pindai dengan kamera" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Kode QR ini bukan kode surat.")).ToBeVisibleAsync();
        await Screen.LookAsync(page, "script-camera");
        await page.GetByRole(AriaRole.Button, new() { Name = "Berhenti" }).ClickAsync();
        await Assertions.Expect(page.Locator("video")).ToBeHiddenAsync();
        Assert.That(page.Url, Is.EqualTo(new Uri(host.Address, "/tte").ToString()));
    }

    [Test]
    public async Task Build_without_the_reader_offers_the_telephones_own_camera()
    {
        await using var host = await PageHost.StartAsync();
        var page = await Screen.OpenAsync(360);
        await page.GotoAsync(new Uri(host.Address, "/tte").ToString());

        await Assertions.Expect(page.GetByText("Arahkan kamera ponsel Anda")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pindai dengan kamera" })).ToBeHiddenAsync();
        await page.Context.DisposeAsync();
    }

    /// <summary>Skips a test where the build has no reader of QR codes.</summary>
    internal static void NeedsReader(PageHost host)
    {
        if (host.Services.GetRequiredService<Asset.Shelf>().Scanner is null)
            Assert.Ignore("This build has no reader of QR codes: npm ci --prefix src/Sakpore.Grpc/PublicPages/Scanner, then build again.");
    }

    private static async Task<FilmedBrowser> CameraAsync(PageHost host, string text)
    {
        NeedsReader(host);
        var film = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.y4m");
        await File.WriteAllBytesAsync(film, Film(text));
        return new(film, await Chromium.LaunchAsync(
            "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", "--use-file-for-fake-video-capture=" + film));
    }

    // YUV4MPEG2: a head, then each picture as planes of brightness and of two colours.
    private static byte[] Film(string text)
    {
        const int Width = 640, Height = 480;
        using var code = new QRCodeGenerator().CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var size = (Height - 40) / modules.Count;
        var brightness = new byte[Width * Height];
        Array.Fill(brightness, (byte)235);
        for (var y = 0; y < modules.Count * size; y++)
        {
            for (var x = 0; x < modules.Count * size; x++)
            {
                if (modules[y / size][x / size])
                    brightness[((y + 20) * Width) + x + 100] = 16;
            }
        }
        var colours = new byte[Width * Height / 2];
        Array.Fill(colours, (byte)128);
        byte[] picture = [.. "FRAME\n"u8, .. brightness, .. colours];
        return [.. System.Text.Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n"), .. picture, .. picture, .. picture];
    }

    private sealed record FilmedBrowser(string Film, IBrowser Browser) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Browser.DisposeAsync();
            File.Delete(Film);
        }
    }
}
