using Sakpore.Signing.Anchors;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Tests.Pades;

namespace Sakpore.Signing.Tests.Anchors;

public class TextAnchorsTests
{
    private static byte[] Page(string text, string entries = "") => SamplePdf.Build(SamplePdf.Pages.Select((value, index) => index switch
    {
        2 => $"<</Type/Page/Parent 2 0 R{(entries.Contains("MediaBox", StringComparison.Ordinal) ? "" : "/MediaBox[0 0 300 400]")}/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>{entries}>>",
        3 => $"<</Length {text.Length}>>\nstream\n{text}\nendstream",
        _ => value,
    }).ToArray());

    [TestCase("")]
    [TestCase("/Rotate 90")]
    [TestCase("/Rotate 180")]
    [TestCase("/Rotate 270")]
    [TestCase("/Rotate 90/CropBox[40 60 260 380]")]
    [TestCase("/MediaBox[-30 20 270 420]/Rotate 270")]
    public async Task Signature_covers_the_mark(string entries)
    {
        // A black square stands where the mark is, so that the picture tells whether it is covered.
        var before = Page("BT /F1 20 Tf 150 200 Td (#) Tj ET 145 195 20 24 re f", entries);
        Assert.That(TextAnchors.Find(before, "#").TryGetAnchor(out var anchor));
        var at = anchor!.Around(80, 80);
        var signed = await Pades.Signing.Sign(before, Pades.Signing.Plain with
        {
            Page = anchor.Page,
            Appearance = new() { Content = AppearanceContent.Image(SamplePng.Quarters()), Rectangle = at },
        });
        Pades.Signing.IsAccepted(before, signed);
        var picture = Picture.Of(signed);
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
                Assert.That(picture.ColourAt(x, y), Is.Not.EqualTo("black"), $"{x}, {y}");
        }
        Assert.That(picture.ColourAt(at.Left + 20, at.Bottom + 60), Is.EqualTo("red"));
    }

    [TestCase("BT /F1 20 Tf 150 200 Td (Surat) Tj ET", "#", TextAnchorFault.NotFound)]
    [TestCase("BT /F1 20 Tf 150 200 Td (# dan #) Tj ET", "#", TextAnchorFault.Several)]
    [TestCase("BT /F1 20 Tf 150 200 Td (##) Tj ET", "#", TextAnchorFault.Several)]
    public void None_or_several_are_refused(string text, string mark, TextAnchorFault fault)
    {
        var result = TextAnchors.Find(Page(text), mark);
        Assert.That(result.Fault, Is.EqualTo(fault));
        Assert.That(result.TryGetAnchor(out _), Is.False);
        Assert.That((result.Indonesian, result.English, result.Reason), Is.EqualTo((result.Indonesian, result.English, $"ANCHOR_{(fault == TextAnchorFault.Several ? "SEVERAL" : "NOT_FOUND")}")));
        Assert.That(result.Indonesian, Does.Contain(mark).And.Not.EqualTo(result.English));
    }

    [Test]
    public void Mark_of_several_letters_is_found_on_its_page()
    {
        var anchor = TextAnchors.Find(Page("BT /F1 20 Tf 50 200 Td (Kepala $ttd1 dan $ttd2) Tj ET"), "$ttd2").Anchor;
        Assert.That(anchor!.Page, Is.EqualTo(1));
        Assert.That(anchor.Rectangle.Left, Is.InRange(200, 215));
        Assert.That(anchor.Rectangle.Width, Is.InRange(35, 55));
    }

    [Test]
    public void Document_that_cannot_be_read_is_refused() =>
        Assert.That(TextAnchors.Find("bukan PDF"u8.ToArray(), "#").Fault, Is.EqualTo(TextAnchorFault.Unreadable));

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("#################################################################")]
    public void Mark_that_is_none_is_misuse(string mark) => Assert.Catch<ArgumentException>(() => TextAnchors.Find(Page(""), mark));

    [TestCase("office-plain.pdf", "SURAT")]
    [TestCase("chromium-plain.pdf", "SURAT")]
    [TestCase("groff-table.pdf", "Siti")]
    public void Mark_in_documents_of_others_is_found(string name, string mark)
    {
        var file = File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "MadeElsewhere", name));
        Assert.That(TextAnchors.Find(file, mark).Fault, Is.Null);
    }
}
