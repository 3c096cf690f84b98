using Sakpore.Signing.Pades;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>Changes that a signed file may see; none may be refused.</summary>
public sealed class BenignChangesTests
{
    private const string Filled = "/F 4/V(Siti)";

    [Test]
    public void Text_field_filled_is_permitted()
    {
        var report = Verify(Fill(Form));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        Assert.That(report.Signatures.Single().Modifications, Is.EqualTo(Modifications.Permitted));
        Assert.That(report.Signatures.Single().Reasons.Select(r => r.Code), Does.Contain("FORM_FILLED"));
    }

    [Test]
    public void Text_field_filled_with_its_appearance_is_permitted()
    {
        var number = LaterRevision.SizeOf(Form);
        var file = LaterRevision.Append(Form, [
            (6, LaterRevision.TextOf(Form, 6).Replace("/F 4", $"{Filled}/AP<</N {number} 0 R>>", StringComparison.Ordinal)),
            (number, "<</Type/XObject/Subtype/Form/BBox[0 0 190 20]/Resources<</Font<</F1 5 0 R>>>>/Length 34>>\nstream\nBT /F1 12 Tf 2 4 Td (Siti) Tj ET  \nendstream"),
        ]);
        Assert.That(Verify(file).Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(Verify(file)));
    }

    [TestCase(CertificationLevel.NoChanges, Verdict.Altered)]
    [TestCase(CertificationLevel.FormFillingAndSignatures, Verdict.Authentic)]
    [TestCase(CertificationLevel.Annotations, Verdict.Authentic)]
    public void Text_field_filled_after_certification(CertificationLevel level, Verdict expected)
    {
        var certified = Sign(SamplePdf.Build(FormObjects), signature: new PadesSignature { SigningTime = At, Certification = level });
        Assert.That(Verify(Fill(certified)).Verdict, Is.EqualTo(expected), ReportText.Write(Verify(Fill(certified))));
    }

    [Test]
    public void Read_only_field_filled_is_altered()
    {
        var objects = FormObjects;
        objects[5] = objects[5].Replace("/FT/Tx", "/FT/Tx/Ff 1", StringComparison.Ordinal);
        Assert.That(Verify(Fill(Sign(SamplePdf.Build(objects)))).Verdict, Is.EqualTo(Verdict.Altered));
    }

    [TestCase("All", "", Verdict.Altered)]
    [TestCase("Include", "(Nama)", Verdict.Altered)]
    [TestCase("Include", "(Lain)", Verdict.Authentic)]
    [TestCase("Exclude", "(Nama)", Verdict.Authentic)]
    [TestCase("Exclude", "(Lain)", Verdict.Altered)]
    public void Field_locked_by_the_signed_field_stays_as_it_is(string action, string fields, Verdict expected)
    {
        var objects = FormObjects;
        objects[6] = objects[6].Replace("/FT/Sig", $"/FT/Sig/Lock<</Type/SigFieldLock/Action/{action}/Fields[{fields}]>>", StringComparison.Ordinal);
        var signed = Sign(SamplePdf.Build(objects), signature: new PadesSignature { SigningTime = At, FieldName = "Kepala" });
        Assert.That(Verify(Fill(signed)).Verdict, Is.EqualTo(expected), ReportText.Write(Verify(Fill(signed))));
    }

    [Test]
    public void Evidence_store_added_is_permitted_even_after_P_1()
    {
        var certified = Sign(SamplePdf.Build(FormObjects), signature: new PadesSignature { SigningTime = At, Certification = CertificationLevel.NoChanges });
        var (catalog, number) = (LaterRevision.CatalogOf(certified), LaterRevision.SizeOf(certified));
        var file = LaterRevision.Append(certified, [
            (catalog, LaterRevision.TextOf(certified, catalog).Replace("/Pages 2 0 R", $"/Pages 2 0 R/DSS {number} 0 R", StringComparison.Ordinal)),
            (number, $"<</Certs[{number + 1} 0 R]>>"),
            (number + 1, "<</Length 4>>\nstream\nnone\nendstream"),
        ]);
        var report = Verify(file);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        Assert.That(report.Signatures.Single().Reasons.Select(r => r.Code), Does.Contain("EVIDENCE_ADDED"));
    }

    [Test]
    public void Evidence_store_that_holds_a_page_does_not_permit_its_change()
    {
        var (catalog, number) = (LaterRevision.CatalogOf(Form), LaterRevision.SizeOf(Form));
        var file = LaterRevision.Append(Form, [
            (catalog, LaterRevision.TextOf(Form, catalog).Replace("/Pages 2 0 R", $"/Pages 2 0 R/DSS {number} 0 R", StringComparison.Ordinal)),
            (number, "<</Certs[4 0 R 3 0 R]/Root " + catalog + " 0 R>>"),
            (4, "<</Length 0>>\nstream\n\nendstream"),
        ]);
        Assert.That(Verify(file).Verdict, Is.EqualTo(Verdict.Altered), ReportText.Write(Verify(file)));
    }

    [Test]
    public void Info_replaced_is_permitted()
    {
        var number = LaterRevision.SizeOf(Form);
        var file = LaterRevision.Append(Form, [(number, "<</ModDate(D:20260302)>>")], $"/Info {number} 0 R");
        Assert.That(Verify(file).Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(Verify(file)));
    }

    private static byte[] Fill(byte[] file) =>
        LaterRevision.Append(file, 6, LaterRevision.TextOf(file, 6).Replace("/F 4", Filled, StringComparison.Ordinal));
}
