using System.Text;
using Sakpore.Signing.Pades;

namespace Sakpore.Signing.Tests.Pades;

/// <summary>What earlier signatures permit, and certification, which must be the first.</summary>
public class EarlierSignaturesTests
{
    private static byte[] WithLock(string fieldLock) => SamplePdf.Build(SamplePdf.With(
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]>>",
        $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Kepala)/F 132/Rect[0 0 0 0]/P 3 0 R/Lock<</Type/SigFieldLock{fieldLock}>>>>"));

    [Test]
    public void Certification_is_P_2_unless_there_is_a_reason_for_another() =>
        Assert.That(PadesSignature.DefaultCertification, Is.EqualTo(CertificationLevel.FormFillingAndSignatures));

    [Test]
    public async Task New_field_that_an_earlier_lock_covers_is_refused_by_our_own_verifier()
    {
        var signed = await Signing.Sign(WithLock("/Action/All"), Signing.Plain with { FieldName = "Kepala" });
        var refusal = Signing.Refusal(signed, Signing.Plain with { FieldName = "Wakil" });
        Assert.That((refusal.Code, refusal.Detail), Is.EqualTo((PadesRefusalCode.BreaksEarlierSignature, "Wakil")));
    }

    [Test]
    public async Task New_field_that_an_earlier_lock_leaves_free_is_signed()
    {
        var signed = await Signing.Sign(WithLock("/Action/Include/Fields[(Kepala)]"), Signing.Plain with { FieldName = "Kepala" });
        Signing.IsAccepted(signed, await Signing.Sign(signed, Signing.Plain with { FieldName = "Wakil" }), signatures: 2);
    }

    [Test]
    public void Certification_named_by_Perms_alone_forbids_another_and_binds()
    {
        var certified = SamplePdf.Build(SamplePdf.With("<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP 6 0 R>>>>", null,
            "<</Type/Sig/Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]>>"));
        Assert.That(Signing.Refusal(certified).Code, Is.EqualTo(PadesRefusalCode.NoChangesPermitted));
        var lenient = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(certified).Replace("/P 1", "/P 2", StringComparison.Ordinal));
        Assert.That(Signing.Refusal(lenient, Signing.Plain with { Certification = PadesSignature.DefaultCertification }).Code,
            Is.EqualTo(PadesRefusalCode.AlreadySigned));
    }

    [Test]
    public async Task Certification_is_named_by_Perms_and_leaves_its_other_entries()
    {
        var before = SamplePdf.Build(SamplePdf.With("<</Type/Catalog/Pages 2 0 R/Perms<</UR3 6 0 R>>>>", null, "<</Type/Sig>>"));
        var signed = await Signing.Sign(before, Signing.Plain with { AcceptLossOfUsageRights = true, Certification = PadesSignature.DefaultCertification });
        Assert.That(Encoding.Latin1.GetString(signed)[before.Length..], Does.Match(@"/Perms <</UR3 6 0 R/DocMDP \d+ 0 R>>").And.Contain("/P 2"));
        IndependentCheckers.OpenSslAccepts(signed, TestKeys.RootPem);
        IndependentCheckers.QpdfReportsNothingNew(before, signed);
    }

    [Test]
    public async Task Extension_of_ETSI_is_declared_beside_others_and_not_in_PDF_2()
    {
        var before = SamplePdf.Build(SamplePdf.With("<</Type/Catalog/Pages 2 0 R/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 8>>>>>>"));
        Assert.That(Encoding.Latin1.GetString(await Signing.Sign(before))[before.Length..],
            Does.Contain("/ADBE <</BaseVersion/1.7/ExtensionLevel 8>>").And.Contain("/ESIC <</BaseVersion /1.7/ExtensionLevel 2>>"));
        var two = SamplePdf.Build("2.0", "", SamplePdf.Pages);
        Assert.That(Encoding.Latin1.GetString(await Signing.Sign(two)), Does.Not.Contain("/Extensions"));
    }
}
