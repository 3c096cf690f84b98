using System.Text;
using QRCoder;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Tests.Pades;

/// <summary>What is shown, and where, judged by the picture that poppler draws.</summary>
public class AppearanceTests
{
    private static readonly Lazy<TrueTypeFont> LazyFont = new(() =>
        TrueTypeFont.Read(File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "SakporeSerif-Regular.ttf"))));

    private static TrueTypeFont Font => LazyFont.Value;

    private static AppearanceContent Quarters => AppearanceContent.Image(SamplePng.Quarters());

    private static byte[] Page(string entries, string contents = "") => SamplePdf.Build(
    [
        "<</Type/Catalog/Pages 2 0 R>>",
        $"<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<<>>>>>>",
        $"<</Type/Page/Parent 2 0 R/Contents 4 0 R{(entries.Contains("MediaBox", StringComparison.Ordinal) ? "" : "/MediaBox[0 0 300 400]")}{entries}>>",
        $"<</Length {contents.Length}>>\nstream\n{contents}\nendstream",
    ]);

    /// <summary>Every turn, of a plain page, one whose origin is elsewhere and that is cropped, and one in larger units.</summary>
    private static IEnumerable<TestCaseData> Pages()
    {
        foreach (var rotation in new[] { 0, 90, 180, 270, -90 })
        {
            yield return new TestCaseData($"/Rotate {rotation}", 1.0).SetArgDisplayNames($"{rotation}");
            yield return new TestCaseData($"/Rotate {rotation}/MediaBox[-50 30 350 500]/CropBox[20 90 290 470]", 1.0).SetArgDisplayNames($"{rotation}, cropped");
            yield return new TestCaseData($"/Rotate {rotation}/MediaBox[0 0 150 200]/CropBox[10 20 150 200]/UserUnit 2", 2.0).SetArgDisplayNames($"{rotation}, UserUnit 2");
        }
    }

    private static void ShowsQuarters(Picture picture, PageRectangle at, double unit = 1)
    {
        // poppler draws a pixel for each unit of user space, whatever UserUnit says.
        string At(double across, double up) => picture.ColourAt((at.Left + at.Width * across) / unit, (at.Bottom + at.Height * up) / unit);
        Assert.That((At(.25, .75), At(.75, .75), At(.25, .25), At(.75, .25)), Is.EqualTo(("red", "green", "blue", "yellow")));
        Assert.That((At(-.1, .5), At(1.1, .5), At(.5, -.1), At(.5, 1.1)), Is.EqualTo(("white", "white", "white", "white")), "and nothing around");
    }

    [TestCaseSource(nameof(Pages))]
    public async Task Image_is_upright_at_its_rectangle(string entries, double unit)
    {
        var at = new PageRectangle(60, 100, 80, 80);
        var before = Page(entries);
        var signed = await Signing.Sign(before, Signing.Plain with { Appearance = new() { Content = Quarters, Rectangle = at } });
        Signing.IsAccepted(before, signed);
        ShowsQuarters(Picture.Of(signed), at, unit);
    }

    [TestCaseSource(nameof(Pages))]
    public async Task Footer_is_upright_at_the_foot(string entries, double unit)
    {
        // What the page itself leaves behind must not turn the footer: a state without end, and one scaled.
        var before = Page(entries, "q 3 0 0 3 5 5 cm");
        var signed = await Signing.Sign(before, Signing.Plain with { Footer = new() { Content = Quarters, Height = 40, Margin = 20 } });
        Signing.IsAccepted(before, signed);
        var picture = Picture.Of(signed);
        ShowsQuarters(picture, new PageRectangle(picture.Width * unit / 2 - 20, 20, 40, 40), unit);
    }

    [TestCase(0)]
    [TestCase(90)]
    [TestCase(180)]
    [TestCase(270)]
    public async Task Existing_field_keeps_its_place_and_shows_upright(int rotation)
    {
        var before = SamplePdf.Build(
        [
            "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Rotate {rotation}/Contents 4 0 R/Annots[5 0 R]>>", "<</Length 0>>\nstream\n\nendstream",
            "<</Type/Annot/Subtype/Widget/FT/Sig/T(Kepala)/F 132/Rect[110 110 190 190]/P 3 0 R>>"
        ]);
        var signed = await Signing.Sign(before, Signing.Plain with { FieldName = "Kepala", Appearance = new() { Content = Quarters } });
        Signing.IsAccepted(before, signed);
        ShowsQuarters(Picture.Of(signed), new PageRectangle(110, 110, 80, 80));
    }

    [TestCase(0)]
    [TestCase(90)]
    [TestCase(180)]
    [TestCase(270)]
    public async Task Page_of_another_document_is_shown_as_it_is_shown_there(int rotation)
    {
        // Four squares around the middle of the CropBox, as they lie in user space.
        const string Squares = "1 0 0 rg 50 150 50 50 re f 0 1 0 rg 100 150 50 50 re f 0 0 1 rg 50 100 50 50 re f 1 1 0 rg 100 100 50 50 re f";
        var other = Page($"/CropBox[50 100 150 200]/Rotate {rotation}", Squares);
        var expected = Picture.Of(other);
        var at = new PageRectangle(60, 100, 80, 80);
        var before = Page("");
        var signed = await Signing.Sign(before, Signing.Plain with { Appearance = new() { Content = AppearanceContent.Page(Signing.Read(other)), Rectangle = at } });
        Signing.IsAccepted(before, signed);
        var picture = Picture.Of(signed);
        foreach (var (across, up) in new[] { (.25, .25), (.75, .25), (.25, .75), (.75, .75) })
            Assert.That(picture.ColourAt(60 + 80 * across, 100 + 80 * up), Is.EqualTo(expected.ColourAt(100 * across, 100 * up)));
    }

    [TestCase("office-plain.pdf")]
    [TestCase("chromium-transparency.pdf")]
    [TestCase("cairo-gradient.pdf")]
    [TestCase("ghostscript-image.pdf")]
    [TestCase("groff-table.pdf")]
    [TestCase("qpdf-rotated-90.pdf")]
    [TestCase("qpdf-object-streams.pdf")]
    public async Task Page_of_any_maker_is_shown(string name)
    {
        var other = File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "MadeElsewhere", name));
        var before = Page("");
        var signed = await Signing.Sign(before, Signing.Plain with
        {
            Appearance = new() { Content = AppearanceContent.Page(Signing.Read(other)), Rectangle = new PageRectangle(0, 0, 300, 400) },
        });
        Signing.IsAccepted(before, signed);
        var picture = Picture.Of(signed);
        var drawn = 0;
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
                drawn += picture.ColourAt(x, y) == "white" ? 0 : 1;
        }
        Assert.That(drawn, Is.GreaterThan(50));
    }

    [Test]
    public async Task Qr_code_is_read_from_the_drawn_page()
    {
        const string Link = "https://example.test/tte/7QW3-9X2K";
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(Link, QRCodeGenerator.ECCLevel.M);
        var size = code.ModuleMatrix.Count - 8; // without its quiet zone
        var modules = new bool[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
                modules[row, column] = code.ModuleMatrix[row + 4][column + 4];
        }
        var signed = await Signing.Sign(SamplePdf.Minimal(), Signing.Plain with
        {
            Appearance = new() { Content = AppearanceContent.QrModules(modules), Rectangle = new PageRectangle(400, 60, 90, 90) },
        });
        using var folder = new ScratchFolder();
        Assert.That(IndependentCheckers.Run(folder, "pdftoppm", "-r", "150", "-png", "-singlefile", folder.Write("a.pdf", signed), folder.Path("a")).Exit, Is.Zero);
        var (exit, read) = IndependentCheckers.Run(folder, "zbarimg", "-q", "--raw", folder.Path("a.png"));
        Assert.That((exit, read.Split('\n')[0].Trim()), Is.EqualTo((0, Link)));
    }

    [Test]
    public async Task Footer_text_is_on_every_page_in_an_embedded_font([Values("office-two-pages.pdf", "chromium-two-pages.pdf", "qpdf-linearised-object-streams.pdf", "groff-two-pages.pdf", "qpdf-merged.pdf")] string name)
    {
        const string Line = "Ditandatangani secara elektronik – BSrE";
        var before = File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "MadeElsewhere", name));
        var signed = await Signing.Sign(before, Signing.Plain with { Footer = new() { Content = AppearanceContent.Text(Line, Font, 9) } });
        Signing.IsAccepted(before, signed);
        using var folder = new ScratchFolder();
        var file = folder.Write("signed.pdf", signed);
        var pages = IndependentCheckers.Run(folder, "pdftotext", "-layout", file, "-").Output.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        var old = IndependentCheckers.Run(folder, "pdftotext", "-layout", folder.Write("before.pdf", before), "-").Output.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(pages, Has.Length.EqualTo(old.Length).And.All.Contain(Line));
        Assert.That(Words(string.Join(' ', pages)), Is.SupersetOf(Words(string.Join(' ', old))), "what was there is there still");
        var font = IndependentCheckers.Run(folder, "pdffonts", file).Output.Split('\n').Last(line => line.Contains(Font.Name[..8], StringComparison.Ordinal));
        Assert.That(font, Does.Contain("CID TrueType").And.Match(@"yes\s+yes"));

        static string[] Words(string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.All(char.IsLetter)).Distinct()];
    }

    [Test]
    public async Task Text_is_wrapped_made_smaller_and_shown()
    {
        var at = new PageRectangle(50, 50, 120, 60);
        var content = AppearanceContent.Text("Ditandatangani secara elektronik oleh\nKepala Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", Font, 14);
        var before = Page("");
        var signed = await Signing.Sign(before, Signing.Plain with { Appearance = new() { Content = content, Rectangle = at } });
        Signing.IsAccepted(before, signed);
        var picture = Picture.Of(signed);
        var dark = 0;
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                if (picture.ColourAt(x, y) == "white")
                    continue;
                dark++;
                Assert.That(x is >= 49 and <= 171 && y is >= 49 and <= 111, $"drawn outside: {x}, {y}");
            }
        }
        Assert.That(dark, Is.GreaterThan(200));
    }

    [Test]
    public async Task Jpeg_is_embedded_as_it_is([Values("-jpeg", "-gray")] string kind)
    {
        using var folder = new ScratchFolder();
        var arguments = kind == "-gray" ? new[] { "-gray", "-jpeg" } : ["-jpeg"];
        IndependentCheckers.Run(folder, "pdftoppm", [.. arguments, "-r", "30", "-singlefile", folder.Write("a.pdf", SamplePdf.Minimal()), folder.Path("a")]);
        var jpeg = File.ReadAllBytes(folder.Path("a.jpg"));
        var before = Page("");
        var signed = await Signing.Sign(before, Signing.Plain with { Appearance = new() { Content = AppearanceContent.Image(jpeg), Rectangle = new PageRectangle(50, 50, 100, 140) } });
        Signing.IsAccepted(before, signed);
        Assert.That(signed.AsSpan().IndexOf(jpeg), Is.Positive);
    }

    [Test]
    public async Task Jpeg_in_CMYK_shows_its_colours_and_is_refused_in_Pdf_A_of_other_colours()
    {
        using var folder = new ScratchFolder();
        var drawn = Page("/MediaBox[0 0 80 80]", "1 0 0 rg 0 40 40 40 re f 0 1 0 rg 40 40 40 40 re f 0 0 0 rg 0 0 40 40 re f 1 1 0 rg 40 0 40 40 re f");
        IndependentCheckers.Run(folder, "pdftoppm", "-jpegcmyk", "-r", "72", "-singlefile", folder.Write("a.pdf", drawn), folder.Path("a"));
        var jpeg = File.ReadAllBytes(folder.Path("a.jpg"));
        Assert.That(JpegHeader.Read(jpeg), Is.EqualTo(new JpegHeader(80, 80, 4, IsAdobe: true)));
        var at = new PageRectangle(60, 100, 80, 80);
        var inCmyk = Signing.Plain with { Appearance = new() { Content = AppearanceContent.Image(jpeg), Rectangle = at } };
        var before = Page("");
        var signed = await Signing.Sign(before, inCmyk);
        Signing.IsAccepted(before, signed);
        Assert.That(Encoding.Latin1.GetString(signed), Does.Contain("/DeviceCMYK").And.Contain("/Decode [1 0 1 0 1 0 1 0]"));
        var picture = Picture.Of(signed);
        Assert.That((picture.ColourAt(80, 160), picture.ColourAt(120, 160), picture.ColourAt(80, 120), picture.ColourAt(120, 120)),
            Is.EqualTo(("red", "green", "black", "yellow")), "not inverted");

        var archived = File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "MadeElsewhere", "office-pdfa-2b.pdf"));
        Assert.That(Signing.Refusal(archived, inCmyk).Code, Is.EqualTo(PadesRefusalCode.AppearanceBreaksPdfA));
    }

    [Test]
    public async Task Jpeg_in_CMYK_is_drawn_in_Pdf_A_whose_output_intent_is_CMYK([Values("CMYK", "RGB ")] string space)
    {
        using var folder = new ScratchFolder();
        IndependentCheckers.Run(folder, "pdftoppm", "-jpegcmyk", "-r", "10", "-singlefile", folder.Write("a.pdf", SamplePdf.Minimal()), folder.Path("a"));
        const string Claim = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><pdfaid:part>2</pdfaid:part></x:xmpmeta>";
        var profile = new string(' ', 16) + space;
        var archived = SamplePdf.Build(SamplePdf.With(
            "<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R/OutputIntents[<</S/GTS_PDFA1/DestOutputProfile 7 0 R>>]>>", null,
            $"<</Type/Metadata/Subtype/XML/Length {Claim.Length}>>\nstream\n{Claim}\nendstream", $"<</N 4/Length {profile.Length}>>\nstream\n{profile}\nendstream"));
        var inCmyk = Signing.Plain with
        {
            Appearance = new() { Content = AppearanceContent.Image(File.ReadAllBytes(folder.Path("a.jpg"))), Rectangle = new PageRectangle(50, 50, 80, 80) },
        };
        if (space == "CMYK")
            IndependentCheckers.PdfSigAccepts(await Signing.Sign(archived, inCmyk), 1);
        else
            Assert.That(Signing.Refusal(archived, inCmyk).Code, Is.EqualTo(PadesRefusalCode.AppearanceBreaksPdfA));
    }

    [Test]
    public async Task Text_beyond_Windows_1252_is_shown_and_can_be_copied()
    {
        const string Words = "Łódź Ğ ș – ĭ";
        var content = AppearanceContent.Text(Words, Font, 12);
        var before = Page("");
        var signed = await Signing.Sign(before, Signing.Plain with { Appearance = new() { Content = content, Rectangle = new PageRectangle(20, 50, 260, 60) } });
        Signing.IsAccepted(before, signed);
        using var folder = new ScratchFolder();
        Assert.That(IndependentCheckers.Run(folder, "pdftotext", folder.Write("a.pdf", signed), "-").Output, Does.Contain(Words));
    }

    [TestCase("سلام")]
    [TestCase("ꦱꦃ")]
    [TestCase("e\u0301")]
    [TestCase("a\u200Eb")]
    public void Text_that_needs_a_shaper_is_refused(string text)
    {
        var refusal = Signing.Refusal(Page(""), Signing.Plain with
        {
            Appearance = new() { Content = AppearanceContent.Text(text, Font, 12), Rectangle = new PageRectangle(20, 50, 260, 60) },
        });
        Assert.That(refusal.Code, Is.EqualTo(PadesRefusalCode.AppearanceUnsupported));
        Assert.That(refusal.Detail, Does.Contain("not drawn by itself"));
    }

    [Test]
    public async Task Visible_empty_field_may_be_signed_after_a_certification_with_P_2([Values(0, 90)] int rotation)
    {
        var file = SamplePdf.Build(SamplePdf.With(
            "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R 6 0 R]>>>>",
            $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Rotate {rotation}/Contents 4 0 R/Annots[6 0 R 7 0 R]>>",
            "<</Type/Annot/Subtype/Widget/FT/Sig/T(Kepala)/F 4/Rect[60 100 140 180]/P 3 0 R>>",
            "<</Type/Annot/Subtype/Widget/FT/Sig/T(Cap)/F 132/Rect[0 0 0 0]/P 3 0 R>>"));
        var certified = await Signing.Sign(file, Signing.Plain with { FieldName = "Cap", Certification = PadesSignature.DefaultCertification });
        var signed = await Signing.Sign(certified, Signing.Plain with { FieldName = "Kepala", Appearance = new() { Content = Quarters } });
        Signing.IsAccepted(certified, signed, signatures: 2);
        // Turned by 90 degrees clockwise, what lay at (x, y) is shown at (y, 300 - x).
        ShowsQuarters(Picture.Of(signed), rotation == 0 ? new PageRectangle(60, 100, 80, 80) : new PageRectangle(100, 160, 80, 80));
        var report = PdfVerifier.Verify(signed, new VerificationPolicy { At = Signing.Plain.SigningTime, Anchors = TrustAnchors.Read([TestKeys.Root.RawData]) });
        Assert.That(report.Signatures.Select(signature => signature.Modifications), Is.EqualTo(new[] { Modifications.Permitted, Modifications.None }));
    }

    [Test]
    public async Task Visible_signature_after_another_is_accepted_and_after_a_certification_refused()
    {
        var visible = Signing.Plain with { Appearance = new() { Content = Quarters, Rectangle = new PageRectangle(50, 50, 80, 80) } };
        var once = await Signing.Sign(SamplePdf.Minimal());
        Signing.IsAccepted(once, await Signing.Sign(once, visible), signatures: 2);
        var certified = await Signing.Sign(SamplePdf.Minimal(), Signing.Plain with { Certification = PadesSignature.DefaultCertification });
        Assert.That(Signing.Refusal(certified, visible).Code, Is.EqualTo(PadesRefusalCode.BreaksEarlierSignature));
        Assert.That(Signing.Refusal(once, Signing.Plain with { Footer = new() { Content = Quarters } }).Code, Is.EqualTo(PadesRefusalCode.BreaksEarlierSignature));
    }

    [Test]
    public void What_cannot_be_shown_is_refused()
    {
        var rectangle = new PageRectangle(50, 50, 80, 80);
        PadesRefusal Refused(AppearanceContent content, PageRectangle? at) => Signing.Refusal(Page(""), Signing.Plain with { Appearance = new() { Content = content, Rectangle = at } });
        Assert.That(Refused(Quarters, new PageRectangle(250, 50, 80, 80)).Code, Is.EqualTo(PadesRefusalCode.AppearanceOutsidePage));
        Assert.That(Refused(Quarters, new PageRectangle(-1, 50, 80, 80)).Code, Is.EqualTo(PadesRefusalCode.AppearanceOutsidePage));
        Assert.That(Refused(Quarters, null).Code, Is.EqualTo(PadesRefusalCode.AppearanceOutsidePage));
        foreach (var content in new[]
        {
            AppearanceContent.Image("bukan gambar"u8.ToArray()), AppearanceContent.Image(SamplePng.Quarters().AsMemory(0, 60)), AppearanceContent.Image(new byte[] { 0xFF, 0xD8, 0xFF, 0xC0 }),
            AppearanceContent.Text("漢", Font, 9), AppearanceContent.Text(new string('m', 400), Font, 9),
            AppearanceContent.Page(Signing.Read(SamplePdf.Build(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]>>", "<</Type/Page>>", "<</Type/Page>>"]))),
            AppearanceContent.Page(Signing.Read(Page("/Resources<</XObject<</A<</OC 4 0 R>>>>>>"))),
        })
        {
            Assert.That(Refused(content, rectangle).Code, Is.EqualTo(PadesRefusalCode.AppearanceUnsupported));
        }
        Assert.That(Signing.Refusal(Page(""), Signing.Plain with { Footer = new() { Content = Quarters, Margin = 150 } }).Code, Is.EqualTo(PadesRefusalCode.AppearanceOutsidePage));
        Assert.That(() => new SignatureAppearance { Content = Quarters, Rectangle = new PageRectangle(0, 0, 0, 5) }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => AppearanceContent.QrModules(new bool[21, 22]), Throws.ArgumentException);
        Assert.That((new FooterLine { Content = Quarters }.Height, new FooterLine { Content = Quarters }.Margin), Is.EqualTo((24.0, 36.0)));
    }

    [Test]
    public async Task Pdf_A_stays_Pdf_A([Values(1, 2, 3)] int part)
    {
        var before = File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "MadeElsewhere", $"office-pdfa-{part}b.pdf"));
        // A picture with transparency, text, and a footer from a page of PDF/A.
        var clear = SamplePng.Build(1, 1, 8, 6, [255, 0, 0, 128]);
        var page = AppearanceContent.Page(Signing.Read(File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "MadeElsewhere", "office-pdfa-1b.pdf"))));
        foreach (var content in new[] { AppearanceContent.Image(clear), AppearanceContent.Text("Sah", Font, 12), page })
        {
            var signed = await Signing.Sign(before, Signing.Plain with
            {
                Appearance = new() { Content = content, Rectangle = new PageRectangle(50, 50, 80, 80) },
                Footer = new() { Content = content },
            });
            Signing.IsAccepted(before, signed);
            var added = Encoding.Latin1.GetString(signed)[before.Length..];
            Assert.That(added, Does.Not.Contain("/SMask").And.Not.Contain("/Transparency").And.Not.Contain("/ca ").And.Not.Contain("/DeviceRGB ").And.Contain("/F 132"));
            using var folder = new ScratchFolder();
            var fonts = IndependentCheckers.Run(folder, "pdffonts", folder.Write("a.pdf", signed)).Output.Split('\n').Skip(2).Where(line => line.Length > 0);
            Assert.That(fonts, Is.Not.Empty.And.All.Match(@"\+.* yes (yes|no)"));
        }
    }

    [TestCase("cairo-clear.pdf")]
    [TestCase("chromium-plain.pdf")]
    public void Page_that_is_not_Pdf_A_is_refused_in_Pdf_A(string name)
    {
        var folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "MadeElsewhere");
        var content = AppearanceContent.Page(Signing.Read(File.ReadAllBytes(Path.Combine(folder, name))));
        var refusal = Signing.Refusal(File.ReadAllBytes(Path.Combine(folder, "office-pdfa-1b.pdf")), Signing.Plain with
        {
            Appearance = new() { Content = content, Rectangle = new PageRectangle(50, 50, 80, 80) },
        });
        Assert.That(refusal.Code, Is.EqualTo(PadesRefusalCode.AppearanceBreaksPdfA));
    }

    [Test]
    public async Task Interlaced_png_is_shown()
    {
        var plain = PngImage.Decode(SamplePng.Quarters())!.Samples;
        var at = new PageRectangle(60, 100, 80, 80);
        var content = AppearanceContent.Image(SamplePng.Interlaced(20, 20, 2, 3, plain));
        ShowsQuarters(Picture.Of(await Signing.Sign(Page(""), Signing.Plain with { Appearance = new() { Content = content, Rectangle = at } })), at);
    }

    [Test]
    public void Font_that_is_damaged_is_misuse()
    {
        var whole = File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "SakporeSerif-Regular.ttf"));
        for (var length = 0; length < 2000; length += 13)
            Assert.That(() => TrueTypeFont.Read(whole.AsMemory(0, length)), Throws.ArgumentException);
    }
}
