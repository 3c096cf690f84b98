using System.Globalization;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Letters.Preview;

namespace Sakpore.Benchmarks.Letters;

/// <summary>Composing letters: two pages with crest and a seal's QR code, beside one page of the same office.</summary>
internal static class LettersGroup
{
    private const double MostMilliseconds = 6;
    private const double MostKilobytes = 60;

    public static IReadOnlyList<Gate> Run()
    {
        using var composer = new LetterComposer();
        var two = Read("izin-magang");
        var one = Read("izin-reklame");
        var (twoPages, onePage) = (Size(composer, two), Size(composer, one));
        if (twoPages.Pages != 2 || onePage.Pages != 1)
            throw new InvalidOperationException($"The samples take {twoPages.Pages} pages and {onePage.Pages}, and should take 2 and 1.");

        var times = Interleaved.Medians(40, 5, () => Size(composer, two), () => Size(composer, one));
        var (first, second) = (times[0] / 1e6, times[1] / 1e6);
        return
        [
            new Gate("two pages composed", first, MostMilliseconds, "ms", string.Create(CultureInfo.InvariantCulture, $"one page {second:0.00} ms")),
            new Gate("two pages against one", first / second, null, "x"),
            new Gate("size of two pages", twoPages.Bytes / 1024.0, MostKilobytes, "KB"),
            new Gate("size of one page", onePage.Bytes / 1024.0, MostKilobytes, "KB"),
        ];
    }

    private static (int Pages, long Bytes) Size(LetterComposer composer, (LetterTemplate Template, LetterContent Content) letter)
    {
        using var output = new MemoryStream(64 << 10);
        var composed = composer.Compose(letter.Template, letter.Content, output);
        return (composed.Pages, output.Length);
    }

    private static (LetterTemplate Template, LetterContent Content) Read(string slug)
    {
        var template = LetterTemplate.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "catalog", "letters", slug + ".v1.yaml")), slug).Template!;
        var (content, _) = PreviewData.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Letters", slug + ".yaml")), slug, template.Values);
        return (template, content! with { DevelopmentMark = false });
    }
}
