using System.Text;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;

namespace Sakpore.Signing.Tests.Pades;

public class RefusalTests
{
    private const string TextField = "<</FT/Tx/T(Nama)/V(Siti)>>";

    private static byte[] WithForm(string form, params string[] more) =>
        SamplePdf.Build(SamplePdf.With($"<</Type/Catalog/Pages 2 0 R/AcroForm{form}>>", null, more));

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case(PadesRefusalCode.TrailingBytes, [.. SamplePdf.Minimal(), .. "1 0 obj null endobj"u8]);
        yield return Case(PadesRefusalCode.FieldNotSignature, WithForm("<</Fields[6 0 R]>>", TextField), Signing.Plain with { FieldName = "Nama" });
        yield return Case(PadesRefusalCode.FieldNameTaken, WithForm("<</Fields[6 0 R]>>", "<</T(Dinas)/Kids[7 0 R]>>", "<</FT/Sig/T(Kepala)/Parent 6 0 R>>"),
            Signing.Plain with { FieldName = "Dinas" });
        yield return Case(PadesRefusalCode.FieldMissing, SamplePdf.Minimal(), Signing.Plain with { FieldName = "Dinas.Kepala" });
        yield return Case(PadesRefusalCode.SeedValueNotMet, WithForm("<</Fields[6 0 R]>>", "<</FT/Sig/T(Kepala)/SV<</Type/SV/Ff 8/Reasons[(Sah)]>>>>"),
            Signing.Plain with { FieldName = "Kepala" });
        yield return Case(PadesRefusalCode.PageMissing, SamplePdf.Minimal(), Signing.Plain with { Page = 2 });
        yield return Case(PadesRefusalCode.NeedAppearances, WithForm("<</Fields[]/NeedAppearances true>>"));
        yield return Case(PadesRefusalCode.DynamicXfa, SamplePdf.Build(SamplePdf.With("<</Type/Catalog/Pages 2 0 R/NeedsRendering true/AcroForm<</Fields[]/XFA[]>>>>")));
        yield return Case(PadesRefusalCode.UsageRights, SamplePdf.Build(SamplePdf.With("<</Type/Catalog/Pages 2 0 R/Perms<</UR3 6 0 R>>>>", null, "<</Type/Sig>>")));

        static TestCaseData Case(PadesRefusalCode code, byte[] file, PadesSignature? signature = null) =>
            new TestCaseData(file, signature, code).SetArgDisplayNames(code.ToString());
    }

    [TestCaseSource(nameof(Refused))]
    public void Document_that_must_not_be_signed_is_refused(byte[] file, PadesSignature? signature, PadesRefusalCode code)
    {
        var refusal = Signing.Refusal(file, signature);
        Assert.That(refusal.Code, Is.EqualTo(code));
        Assert.That(refusal.Reason, Does.Match("^[A-Z0-9_]+$"));
        Assert.That(refusal.Indonesian, Does.EndWith(".").And.Not.EqualTo(refusal.English));
    }

    [TestCase("/Pages 2 0 R/Pages 2 0 R", PdfFaultCode.DuplicateKey)]
    [TestCase("/Pages 2 0 R/AcroForm 3 0 R/AcroForm<<>>", PdfFaultCode.DuplicateKey)]
    [TestCase("/Pages<</Type/Pages/Kids[]>>", PdfFaultCode.PageTreeDamaged)]
    [TestCase("/Pages 2 0 R/AcroForm 4 0 R", PdfFaultCode.WrongType)]
    [TestCase("/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>", PdfFaultCode.FieldTreeDamaged)]
    public void Damaged_document_is_refused_with_its_fault(string catalog, PdfFaultCode code)
    {
        var file = SamplePdf.Build(SamplePdf.With($"<</Type/Catalog{catalog}>>", null, "<</T(A)/Kids[7 0 R]>>", "<</T(B)/Kids[6 0 R]>>"));
        var refusal = Signing.Refusal(file);
        Assert.That(refusal.Fault?.Code, Is.EqualTo(code), refusal.English);
        Assert.That(refusal.Code, Is.EqualTo(PadesRefusalCode.DocumentUnreadable));
    }

    [Test]
    public async Task Filled_field_is_refused()
    {
        var signed = await Signing.Sign(SamplePdf.Minimal(), Signing.Plain with { FieldName = "Kepala" });
        Assert.That(Signing.Refusal(signed, Signing.Plain with { FieldName = "Kepala" }).Code, Is.EqualTo(PadesRefusalCode.FieldFilled));
    }

    [Test]
    public async Task Certification_of_a_signed_document_is_refused()
    {
        var signed = await Signing.Sign(SamplePdf.Minimal());
        Assert.That(Signing.Refusal(signed, Signing.Plain with { Certification = CertificationLevel.NoChanges }).Code, Is.EqualTo(PadesRefusalCode.AlreadySigned));
    }

    [TestCase("/Action/All", true)]
    [TestCase("/Action/Include/Fields[(Wakil)]", true)]
    [TestCase("/Action/Include/Fields[(Nama)]", false)]
    [TestCase("/Action/Exclude/Fields[(Nama)]", true)]
    [TestCase("/Action/Exclude/Fields[(Wakil)]", false)]
    public async Task Field_that_an_earlier_signature_locks_is_refused(string fieldLock, bool refused)
    {
        var file = WithForm("<</Fields[6 0 R 7 0 R]>>",
            $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Kepala)/F 132/Rect[0 0 0 0]/Lock<</Type/SigFieldLock{fieldLock}>>>>",
            "<</Type/Annot/Subtype/Widget/FT/Sig/T(Wakil)/F 132/Rect[0 0 0 0]>>");
        var signed = await Signing.Sign(file, Signing.Plain with { FieldName = "Kepala" });
        if (refused)
            Assert.That(Signing.Refusal(signed, Signing.Plain with { FieldName = "Wakil" }).Code, Is.EqualTo(PadesRefusalCode.FieldLocked));
        else
            Signing.IsAccepted(signed, await Signing.Sign(signed, Signing.Plain with { FieldName = "Wakil" }), signatures: 2);
    }

    [Test]
    public async Task Field_locked_with_P_1_forbids_every_later_signature()
    {
        var file = WithForm("<</Fields[6 0 R]>>",
            "<</Type/Annot/Subtype/Widget/FT/Sig/T(Kepala)/F 132/Rect[0 0 0 0]/Lock<</Type/SigFieldLock/Action/All/P 1>>>>");
        var signed = await Signing.Sign(file, Signing.Plain with { FieldName = "Kepala" });
        Assert.That(Signing.Refusal(signed).Code, Is.EqualTo(PadesRefusalCode.NoChangesPermitted));
    }

    [Test]
    public async Task Obstacles_give_way_where_the_caller_accepts_them()
    {
        var file = SamplePdf.Build(SamplePdf.With(
            "<</Type/Catalog/Pages 2 0 R/NeedsRendering true/AcroForm<</Fields[]/XFA[]/NeedAppearances true>>/Perms<</UR3 6 0 R>>>>", null, "<</Type/Sig>>"));
        await Signing.Sign(file, Signing.Plain with { AcceptNeedAppearances = true, AcceptDynamicXfa = true, AcceptLossOfUsageRights = true });
    }

    [Test]
    public void Every_refusal_has_its_own_words()
    {
        var all = Enum.GetValues<PadesRefusalCode>().Select(code => new PadesRefusal(code)).ToList();
        Assert.That(all.Select(refusal => refusal.Reason), Is.Unique);
        Assert.That(all.Select(refusal => refusal.Indonesian), Is.Unique);
        Assert.That(all.Select(refusal => refusal.English), Is.Unique);
    }

    [Test]
    public void Settings_check_themselves()
    {
        Assert.That(() => Signing.Plain with { FieldName = "" }, Throws.ArgumentException);
        Assert.That(() => Signing.Plain with { Page = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Signing.Plain with { Reason = new string('x', PadesSignature.LongestText + 1) }, Throws.ArgumentException);
        Assert.That(() => Signing.Plain with { Certification = (CertificationLevel)4 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(Encoding.UTF8.GetByteCount((Signing.Plain with { Reason = new string('x', PadesSignature.LongestText) }).Reason!), Is.EqualTo(1024));
    }
}
