using System.Text;
using Sakpore.Signing.Pades;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Tests.Pades;

/// <summary>What we sign, judged by other people's programs.</summary>
public class AcceptanceTests
{
    private const string EmptyField = "<</Type/Annot/Subtype/Widget/FT/Sig/T(Kepala)/F 132/Rect[0 0 0 0]/P 3 0 R>>";

    /// <summary>One document in every structure that files have.</summary>
    public static IEnumerable<TestCaseData> Structures()
    {
        yield return Case("Classic table", () => SamplePdf.Minimal());
        yield return Case("PDF 1.4", () => SamplePdf.Build("1.4", "", SamplePdf.Pages));
        yield return Case("PDF 2.0 with identifier", () => SamplePdf.Build("2.0", "/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]", SamplePdf.Pages));
        yield return Case("No end of line after %%EOF", () => SamplePdf.Minimal()[..^1]);
        yield return Case("Blank bytes after the end", () => [.. SamplePdf.Minimal(), .. "\r\n \0"u8]);
        yield return Case("Object streams", () => IndependentCheckers.Qpdf(SamplePdf.Minimal(), "--object-streams=generate"));
        yield return Case("Linearised", () => IndependentCheckers.Qpdf(SamplePdf.Minimal(), "--linearize"));
        yield return Case("Linearised with object streams", () => IndependentCheckers.Qpdf(SamplePdf.Minimal(), "--linearize", "--object-streams=generate"));
        yield return Case("Form direct in the catalog", () => SamplePdf.Build(SamplePdf.With(
            catalog: "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/DA(/Helv 0 Tf)>>>>")));
        yield return Case("Form and fields indirect", () => SamplePdf.Build(SamplePdf.With(
            catalog: "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R>>", page: null, "<</Fields 7 0 R/SigFlags 1>>", "[]")));
        yield return Case("One array for annotations and fields", () => SamplePdf.Build(SamplePdf.With(
            catalog: "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields 6 0 R>>>>",
            page: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots 6 0 R>>", "[7 0 R]",
            "<</Type/Annot/Subtype/Widget/FT/Tx/T(Nama)/Rect[9 9 99 29]/P 3 0 R>>")));
        yield return Case("Extensions of another developer", () => SamplePdf.Build(SamplePdf.With(
            catalog: "<</Type/Catalog/Pages 2 0 R/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 8>>>>>>")));

        static TestCaseData Case(string name, Func<byte[]> make) => new TestCaseData(make).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Structures))]
    public async Task Document_of_any_structure_is_signed_and_accepted(Func<byte[]> make)
    {
        var before = make();
        Signing.IsAccepted(before, await Signing.Sign(before));
    }

    [TestCaseSource(nameof(Structures))]
    public async Task Second_signature_leaves_the_first_valid(Func<byte[]> make)
    {
        var once = await Signing.Sign(make());
        Signing.IsAccepted(once, await Signing.Sign(once, algorithm: SignatureAlgorithm.RsaPkcs1Sha256), signatures: 2);
    }

    [Test]
    public async Task Key_of_each_algorithm_is_accepted([ValueSource(typeof(TestKeys), nameof(TestKeys.PlatformAlgorithms))] SignatureAlgorithm algorithm)
    {
        var before = SamplePdf.Minimal();
        Signing.IsAccepted(before, await Signing.Sign(before, algorithm: algorithm));
    }

    [Test]
    public async Task Existing_empty_field_is_filled_and_accepted([Values] bool objectStreams)
    {
        var before = SamplePdf.Build(SamplePdf.With(
            catalog: "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/SigFlags 1>>>>",
            page: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]>>", EmptyField));
        if (objectStreams)
            before = IndependentCheckers.Qpdf(before, "--object-streams=generate");

        var signed = await Signing.Sign(before, Signing.Plain with { FieldName = "Kepala" });

        Signing.IsAccepted(before, signed);
        Assert.That(Encoding.Latin1.GetString(signed)[before.Length..], Does.Not.Contain("/Kids").And.Not.Contain("/Annots"), "the page is not touched");
    }

    [Test]
    public async Task Field_with_a_separate_widget_is_filled_and_accepted()
    {
        var before = SamplePdf.Build(SamplePdf.With(
            catalog: "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>",
            page: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[8 0 R]>>",
            "<</T(Dinas)/Kids[7 0 R]>>",
            "<</FT/Sig/T(Kepala)/Parent 6 0 R/Kids[8 0 R]>>",
            "<</Type/Annot/Subtype/Widget/Parent 7 0 R/F 132/Rect[0 0 0 0]/P 3 0 R>>"));
        var signed = await Signing.Sign(before, Signing.Plain with { FieldName = "Dinas.Kepala" });
        // pdfsig takes a widget that names its Parent for a field of its own and looks for V there, so it is not asked.
        IndependentCheckers.OpenSslAccepts(signed, TestKeys.RootPem);
        IndependentCheckers.QpdfReportsNothingNew(before, signed);
    }

    [Test]
    public async Task Lock_of_the_field_is_copied_into_the_signature()
    {
        var before = SamplePdf.Build(SamplePdf.With(
            catalog: "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R 7 0 R]>>>>", page: null,
            "<</Type/Annot/Subtype/Widget/FT/Sig/T(Kepala)/F 132/Rect[0 0 0 0]/P 3 0 R/Lock<</Type/SigFieldLock/Action/Include/Fields[(Nama)]>>>>",
            "<</FT/Tx/T(Nama)/V(Siti)>>"));
        var signed = await Signing.Sign(before, Signing.Plain with { FieldName = "Kepala" });
        Signing.IsAccepted(before, signed);
        Assert.That(Encoding.Latin1.GetString(signed), Does.Contain("/TransformMethod /FieldMDP").And.Contain("/Action /Include/Fields [(Nama)]"));
    }

    [Test]
    public async Task Certification_is_accepted_and_a_signature_after_it([Values] CertificationLevel level)
    {
        var before = SamplePdf.Minimal();
        var certified = await Signing.Sign(before, Signing.Plain with { Certification = level });
        Signing.IsAccepted(before, certified);
        if (level == CertificationLevel.NoChanges)
            Assert.That(Signing.Refusal(certified).Code, Is.EqualTo(PadesRefusalCode.NoChangesPermitted));
        else
            Signing.IsAccepted(certified, await Signing.Sign(certified), signatures: 2);
    }

    [Test]
    public async Task Texts_beyond_ascii_are_kept()
    {
        var before = SamplePdf.Minimal();
        var signed = await Signing.Sign(before, Signing.Plain with { Name = "Siti (Kepala) \\ Ñ", Reason = "Pengesahan – surat", Location = "Kota\rPekalongan", ContactInfo = "dpmptsp@example.test" });
        Signing.IsAccepted(before, signed);
    }
}
