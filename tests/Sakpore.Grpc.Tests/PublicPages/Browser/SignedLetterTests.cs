using Microsoft.Playwright;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Grpc.Tests.Letters;
using Sakpore.Signing.Tests;

namespace Sakpore.Grpc.Tests.PublicPages.Browser;

/// <summary>A letter that a real hub signed, in the hands of those who know nothing of the hub.</summary>
[TestFixture]
internal sealed class SignedLetterTests
{
    private TestHub _hub = null!;
    private Sakpore.Letters.V1.Letter _letter = null!;
    private byte[] _pdf = null!;

    [OneTimeSetUp]
    public async Task SignAsync()
    {
        _hub = await TestHub.StartAsync();
        var submitted = await _hub.Portal.SubmitAsync();
        await _hub.TakeToSignatureAsync(submitted.Application.Name);
        _letter = (await _hub.Head.SignAsync(submitted.Application.Name, _hub.Callers.Passphrase)).Letter;
        _pdf = await _hub.Portal.DownloadAsync(_letter.Document);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _hub.DisposeAsync();

    [Test]
    public void Pdfsig_openssl_and_qpdf_accept_it()
    {
        IndependentCheckers.PdfSigAccepts(_pdf, signatures: 1);
        IndependentCheckers.OpenSslAccepts(_pdf, File.ReadAllText(_hub.Get<HubOptions>().AnchorsFile!));
        Assert.That(Letter.WithFile(_pdf, path => Letter.Run("qpdf", "--check", path)), Does.Contain("No syntax or stream encoding errors found"));
    }

    [Test]
    public async Task Qr_on_the_paper_opens_its_page()
    {
        var seal = LetterQrTests.Decode(_pdf, page: Pages(), dpi: 200);
        // The seal's address is https, and this hub listens without.
        Assert.That(seal, Does.StartWith("HTTPS" + _hub.Pages["http".Length..] + "/TTE/V/"));

        var page = await Screen.OpenAsync(width: 360);
        await page.GotoAsync("http" + seal["HTTPS".Length..]);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Segel asli, surat terbitan kantor ini");
        await Assertions.Expect(page.GetByText(_letter.Number).First).ToBeVisibleAsync();
        Assert.That(await page.ContentAsync(), Does.Not.Contain(Papers.Name).And.Not.Contain(Papers.Nik), "names are masked");
        await Screen.LookAsync(page, "whole-seal");
        await page.Context.DisposeAsync();
    }

    [Test]
    public async Task Uploaded_letter_is_authentic_and_its_altered_copy_is_not()
    {
        var page = await Screen.OpenAsync(width: 1280);
        await UploadAsync(page, _pdf);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Asli");
        await Screen.LookAsync(page, "whole-authentic");

        var altered = _pdf.ToArray();
        altered[_pdf.Length / 3] ^= 1;
        await UploadAsync(page, altered);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Berubah setelah ditandatangani");
        await Screen.LookAsync(page, "whole-altered");
        await page.Context.DisposeAsync();
    }

    private int Pages() => Letter.WithFile(_pdf, path => int.Parse(Letter.Run("qpdf", "--show-npages", path), null));

    private async Task UploadAsync(IPage page, byte[] file)
    {
        await page.GotoAsync(_hub.Pages + "/tte");
        await page.Locator("#berkas").SetInputFilesAsync(new FilePayload { Name = "surat.pdf", MimeType = "application/pdf", Buffer = file });
        await page.GetByRole(AriaRole.Button, new() { Name = "Periksa", Exact = true }).ClickAsync();
    }
}
