using System.Text;
using Sakpore.Grpc.Letters.Drawing;
using Sakpore.Signing.Seals;
using SkiaSharp;

namespace Sakpore.Grpc.Tests.Letters;

/// <summary>A seal of the greatest length, printed at 30 mm and scanned badly: 300 dpi, turned by 2 degrees, with noise, as JPEG of quality 60.</summary>
internal sealed class LetterScanTests
{
    private const int Dpi = 300;
    private const float Turn = 2;
    private const int Noise = 40;
    private const int JpegQuality = 60;

    private static readonly string Longest = "HTTPS://SAKPORE.PELAYANAN.PEKALONGANKOTA.GO.ID/TTE/V/";

    [Test]
    public void Longest_text_takes_73_modules_a_side_and_30_millimetres()
    {
        Assert.That(QrSymbol.Of(Text(SealText.MostCharacters)).Modules, Is.EqualTo(73));
        Assert.That(FooterLayout.QrSide, Is.EqualTo(30 / 25.4 * 72).Within(0.01));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Seal_decodes_from_a_bad_scan(int seed)
    {
        var text = Text(SealText.MostCharacters);
        var pdf = Letter.Compose(LetterSamples.Short with { QrText = text });
        var scanned = Scan(Render(pdf), seed);
        Assert.That(Decode(scanned), Is.EqualTo(text));
    }

    [Test]
    public void Scan_is_bad_enough_to_be_worth_simulating()
    {
        // Four times the noise drowns even this code: the simulation does harm.
        var scanned = Scan(Render(Letter.Compose(LetterSamples.Short with { QrText = Text(SealText.MostCharacters) })), seed: 1, noise: Noise * 8);
        Assert.That(Decode(scanned), Is.Empty);
    }

    private static string Text(int length)
    {
        var random = new Random(length);
        var text = new StringBuilder(Longest);
        while (text.Length < length)
            text.Append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[random.Next(32)]);
        return text.ToString();
    }

    private static SKBitmap Render(byte[] pdf) => Letter.WithFile(pdf, path =>
    {
        var picture = Path.ChangeExtension(path, null);
        try
        {
            Letter.Run("pdftoppm", "-r", $"{Dpi}", "-gray", "-png", "-singlefile", path, picture);
            return SKBitmap.Decode($"{picture}.png");
        }
        finally
        {
            File.Delete($"{picture}.png");
        }
    });

    private static byte[] Scan(SKBitmap page, int seed, int noise = Noise)
    {
        using var turned = new SKBitmap(new SKImageInfo(page.Width, page.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(turned))
        using (var image = SKImage.FromBitmap(page))
        {
            canvas.Clear(SKColors.White);
            canvas.RotateDegrees(Turn, page.Width / 2f, page.Height / 2f);
            canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear));
        }

        var random = new Random(seed);
        var pixels = turned.GetPixelSpan().ToArray();
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(pixels[i] + random.Next(-noise, noise + 1), 0, 255);
        using var noisy = SKImage.FromPixelCopy(turned.Info, pixels);
        using var jpeg = noisy.Encode(SKEncodedImageFormat.Jpeg, JpegQuality);
        return jpeg.ToArray();
    }

    private static string Decode(byte[] jpeg)
    {
        var path = Path.Combine(Path.GetTempPath(), $"sakpore-scan-{Guid.NewGuid():n}.jpg");
        try
        {
            File.WriteAllBytes(path, jpeg);
            var start = new System.Diagnostics.ProcessStartInfo("zbarimg", ["-q", "--raw", path]) { RedirectStandardOutput = true };
            using var process = Start(start);
            var text = process.StandardOutput.ReadToEnd().TrimEnd('\n');
            process.WaitForExit();
            return text;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static System.Diagnostics.Process Start(System.Diagnostics.ProcessStartInfo start)
    {
        try
        {
            return System.Diagnostics.Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("zbarimg is not installed; the scan was not read.");
            throw;
        }
    }
}
