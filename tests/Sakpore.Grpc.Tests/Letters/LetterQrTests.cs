using Sakpore.Grpc.Letters;

namespace Sakpore.Grpc.Tests.Letters;

internal sealed class LetterQrTests
{
    [TestCase("https://sakpore.example/tte/7Q3MX0VD9KTBE2RW", TestName = "Qr_decodes_from_the_rendered_page")]
    [TestCase("HTTPS://PERIZINAN.PEKALONGAN.EXAMPLE/TTE/V/2KCEJBAFCZKPF5OX4ZGQTWB3SNMRYL7UH6IDV2KCEJBAFCZKPF5OX4ZGQTWB3SNMRYL7UH6IDV2KCEJBAFCZKPF5OX4ZG", TestName = "Qr_of_a_longer_address_decodes_from_the_rendered_page")]
    public void Qr_decodes(string url)
    {
        var pdf = Letter.Compose(LetterSamples.Marked(LetterSamples.Short) with { QrText = url });

        Assert.That(Decode(pdf, page: 1, dpi: 150), Is.EqualTo(url));
    }

    [Test]
    public void Qr_stands_on_the_last_page()
    {
        Assert.That(Decode(Letter.Compose(LetterSamples.Long), page: 2, dpi: 150), Is.EqualTo(LetterSamples.Long.QrText));
    }

    [Test]
    public void Qr_too_dense_for_paper_is_refused()
    {
        var url = "https://sakpore.example/tte/" + new string('a', 450);

        Assert.That(Letter.Refusals(LetterSamples.Short with { QrText = url }).Single().Reason, Is.EqualTo(LetterRefusal.QrTooDense));
    }

    /// <summary>What a QR reader by others finds on the printed page.</summary>
    internal static string Decode(byte[] pdf, int page, int dpi) => Letter.WithFile(pdf, path =>
    {
        var picture = Path.ChangeExtension(path, null);
        try
        {
            Letter.Run("pdftoppm", "-r", $"{dpi}", "-f", $"{page}", "-l", $"{page}", "-gray", "-png", "-singlefile", path, picture);
            return Letter.Run("zbarimg", "-q", "--raw", $"{picture}.png").TrimEnd('\n');
        }
        finally
        {
            File.Delete($"{picture}.png");
        }
    });
}
