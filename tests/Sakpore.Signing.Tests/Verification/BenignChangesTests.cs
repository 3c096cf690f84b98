using System.Security.Cryptography;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Testing;
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

    [Test]
    public void Certification_after_a_document_timestamp_is_permitted()
    {
        var stamped = TimestampedLetters.StampDocument(SamplePdf.Build(FormObjects), Pki, At.AddMinutes(1));
        var (catalog, number) = (LaterRevision.CatalogOf(stamped), LaterRevision.SizeOf(stamped));
        // By hand, and only judged as a change: our own signer certifies nothing that is stamped already.
        byte[] Certify(byte[] file, string permissions) => LaterRevision.Append(file, [
            (catalog, LaterRevision.TextOf(file, catalog)[..^2].Replace("/Fields[", $"/Fields[{number} 0 R ", StringComparison.Ordinal) + permissions + ">>"),
            (number, $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Kepala2)/Rect[0 0 0 0]/F 132/V {number + 1} 0 R>>"),
            (number + 1, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]/Contents<00>>>"),
        ]);
        Modifications Judged(byte[] file) => Verify(file).Signatures.Single(s => s.Kind == SignatureKind.Timestamp).Modifications;
        Assert.That(Judged(Certify(stamped, $"/Perms<</DocMDP {number + 1} 0 R>>")), Is.EqualTo(Modifications.Permitted));
        Assert.That(Judged(Certify(stamped, $"/Perms<</UR3 {number + 1} 0 R>>")), Is.EqualTo(Modifications.NotPermitted));
        Assert.That(Judged(Certify(stamped, "/Perms<</DocMDP 4 0 R>>")), Is.EqualTo(Modifications.NotPermitted));
        var signedBefore = TimestampedLetters.StampDocument(Form, Pki, At.AddMinutes(1));
        (catalog, number) = (LaterRevision.CatalogOf(signedBefore), LaterRevision.SizeOf(signedBefore));
        Assert.That(Judged(Certify(signedBefore, $"/Perms<</DocMDP {number + 1} 0 R>>")), Is.EqualTo(Modifications.NotPermitted));
    }

    [TestCase(null, false, Verdict.Altered)]
    [TestCase(null, true, Verdict.Authentic)]
    [TestCase(CertificationLevel.FormFillingAndSignatures, true, Verdict.Altered)]
    [TestCase(CertificationLevel.Annotations, false, Verdict.Altered)]
    [TestCase(CertificationLevel.Annotations, true, Verdict.Authentic)]
    public void Annotation_is_permitted_only_where_the_caller_says_so(CertificationLevel? certification, bool isAllowed, Verdict expected)
    {
        var policy = Policy with { AllowAnnotations = isAllowed };
        var signed = Sign(SamplePdf.Build(FormObjects), signature: new PadesSignature { SigningTime = At, Certification = certification });
        var number = LaterRevision.SizeOf(signed);
        var added = LaterRevision.Append(signed, [
            (3, LaterRevision.TextOf(signed, 3).Replace("/Annots[", $"/Annots[{number} 0 R ", StringComparison.Ordinal)),
            (number, $"<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(catatan)/P 3 0 R/Popup {number + 1} 0 R/AP<</N {number + 2} 0 R>>>>"),
            (number + 1, $"<</Type/Annot/Subtype/Popup/Rect[10 10 30 30]/Parent {number} 0 R>>"),
            (number + 2, "<</Type/XObject/Subtype/Form/BBox[0 0 20 20]/Length 0>>\nstream\n\nendstream"),
        ]);
        var changed = LaterRevision.Append(added, number, LaterRevision.TextOf(added, number).Replace("catatan", "lain", StringComparison.Ordinal));
        var removed = LaterRevision.Append(
            changed, 3, LaterRevision.TextOf(changed, 3).Replace($"/Annots[{number} 0 R ", "/Annots[", StringComparison.Ordinal));
        foreach (var file in new[] { added, changed, removed })
        {
            var report = Verify(file, policy);
            Assert.That(report.Verdict, Is.EqualTo(expected), ReportText.Write(report));
            if (expected == Verdict.Authentic)
                Assert.That(report.Signatures[0].Reasons.Select(r => r.Code), Does.Contain("ANNOTATIONS_CHANGED"));
        }
    }

    [TestCase("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://127.0.0.1/)>>>>")]
    [TestCase("<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/A<</S/JavaScript/JS(0)>>>>")]
    [TestCase("<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]>>")]
    [TestCase("<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]>>")]
    [TestCase("<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/AP<</N 4 0 R>>>>", "<</Length 0>>\nstream\n\nendstream")]
    public void Annotation_that_does_more_is_altered_even_where_annotations_are_allowed(string annotation, string? content = null)
    {
        var number = LaterRevision.SizeOf(Form);
        var file = LaterRevision.Append(Form, [
            (3, LaterRevision.TextOf(Form, 3).Replace("/Annots[", $"/Annots[{number} 0 R ", StringComparison.Ordinal)), (number, annotation),
            .. content is null ? [] : new[] { (4, content) },
        ]);
        Assert.That(Verify(file, Policy with { AllowAnnotations = true }).Verdict, Is.EqualTo(Verdict.Altered));
    }

    // Only judged as changes: the values are none.
    private const string NoValue = "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]/Contents<00>>>";

    [TestCase("<</T(Dinas)/Kids[{1} 0 R]>>", "<</Type/Annot/Subtype/Widget/FT/Sig/T(Kepala)/Parent {0} 0 R/Rect[0 0 0 0]/F 132/V {2} 0 R>>", Modifications.Permitted)]
    [TestCase("<</T(Dinas)/TU(Dinas)/Kids[{1} 0 R]>>", "<</FT/Sig/T(Kepala)/Parent {0} 0 R/V {2} 0 R>>", Modifications.Permitted)]
    [TestCase("<</FT/Sig/T(Dinas)/Kids[{1} 0 R]/V {2} 0 R>>", "<</Type/Annot/Subtype/Widget/Parent {0} 0 R/Rect[0 0 0 0]/F 132>>", Modifications.Permitted)]
    [TestCase("<</T(Dinas)/Kids[{1} 0 R]>>", "<</Type/Annot/Subtype/Widget/FT/Tx/T(Kepala)/Parent {0} 0 R/Rect[0 0 9 9]/V {2} 0 R>>", Modifications.NotPermitted)]
    [TestCase("<</T(Dinas)/AA<<>>/Kids[{1} 0 R]>>", "<</FT/Sig/T(Kepala)/Parent {0} 0 R/V {2} 0 R>>", Modifications.NotPermitted)]
    public void Signature_in_a_new_field_below_a_new_one(string branch, string field, Modifications expected)
    {
        var (catalog, number) = (LaterRevision.CatalogOf(Form), LaterRevision.SizeOf(Form));
        var file = LaterRevision.Append(Form, [
            (catalog, LaterRevision.TextOf(Form, catalog).Replace("/Fields[", $"/Fields[{number} 0 R ", StringComparison.Ordinal)),
            (number, string.Format(System.Globalization.CultureInfo.InvariantCulture, branch, number, number + 1, number + 2)),
            (number + 1, string.Format(System.Globalization.CultureInfo.InvariantCulture, field, number, number + 1, number + 2)),
            (number + 2, NoValue),
        ]);
        Assert.That(FirstOf(file).Modifications, Is.EqualTo(expected), ReportText.Write(Verify(file)));
    }

    // What signing software writes into a field that it signs, and into those that the field locks.
    [TestCase("/F 132/V 9999 0 R", "", Modifications.Permitted)]
    [TestCase("/F 4/V 9999 0 R", "/Ff 1", Modifications.Permitted)]
    [TestCase("/F 4/V 9999 0 R", "/Ff 3", Modifications.NotPermitted)]
    [TestCase("/F 4/V 9999 0 R/A<<>>", "", Modifications.NotPermitted)]
    [TestCase("/F 4/V 9999 0 R/MK<<>>", "", Modifications.NotPermitted)]
    public void Signature_in_an_empty_field(string signed, string other, Modifications expected)
    {
        var number = LaterRevision.SizeOf(Form);
        var file = LaterRevision.Append(Form, [
            (6, LaterRevision.TextOf(Form, 6).Replace("/F 4", "/F 4" + other, StringComparison.Ordinal)),
            (7, LaterRevision.TextOf(Form, 7).Replace("/F 4", signed.Replace("9999", $"{number}", StringComparison.Ordinal), StringComparison.Ordinal)),
            (number, NoValue),
        ]);
        Assert.That(FirstOf(file).Modifications, Is.EqualTo(expected), ReportText.Write(Verify(file)));
    }

    [TestCase("/Type/Annot", "", Modifications.Permitted)]
    [TestCase("/P 3 0 R", "", Modifications.Permitted)]
    [TestCase("/P 3 0 R", "/P 2 0 R", Modifications.NotPermitted)]
    public void Signature_that_completes_its_widget(string added, string instead, Modifications expected)
    {
        var objects = FormObjects;
        objects[6] = objects[6].Replace(added, instead, StringComparison.Ordinal);
        var form = Sign(SamplePdf.Build(objects));
        var number = LaterRevision.SizeOf(form);
        var text = LaterRevision.TextOf(form, 7);
        text = instead.Length > 0 ? text.Replace(instead, added, StringComparison.Ordinal) : text[..^2] + added + ">>";
        var file = LaterRevision.Append(form, [(7, $"{text[..^2]}/V {number} 0 R>>"), (number, NoValue)]);
        Assert.That(FirstOf(file).Modifications, Is.EqualTo(expected), ReportText.Write(Verify(file)));
    }

    // Tables are found by their offsets, so that software may give a new one the number of an old one; an object stream may not.
    [TestCase(true, Verdict.Authentic)]
    [TestCase(false, Verdict.Altered)]
    public void Cross_reference_stream_may_take_the_number_of_another(bool isTable, Verdict expected)
    {
        var file = Attacks.BaseFiles.Read("xref stream");
        var document = Sakpore.Signing.Pdf.PdfDocument.Read(file).Document!;
        var table = document.Revisions[0].Sections[0].StreamNumber;
        var number = isTable ? table : table - 1; // the object stream stands before its table
        var start = file.Length;
        byte[] row = [1, (byte)(start >> 24), (byte)(start >> 16), (byte)(start >> 8), (byte)start, 0, 0];
        var id = System.Text.Encoding.Latin1.GetString(document.Trailer["ID"]!.Raw);
        byte[] revised =
        [
            .. file,
            .. System.Text.Encoding.ASCII.GetBytes($"{number} 0 obj\n<</Type/XRef/Size {LaterRevision.SizeOf(file)}/W[1 4 2]/Index[{number} 1]/Root {LaterRevision.CatalogOf(file)} 0 R/Prev {document.LastRevision.StartXref}/ID{id}/Length 7>>\nstream\n"),
            .. row,
            .. System.Text.Encoding.ASCII.GetBytes($"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n"),
        ];
        Assert.That(Verify(revised).Verdict, Is.EqualTo(expected), ReportText.Write(Verify(revised)));
    }

    // Signing software in wide use leaves the identifiers out.
    [TestCase("", "", Verdict.Authentic)]
    [TestCase("", "/ID[<01><09>]", Verdict.Authentic)]
    [TestCase("", "/ID[<03><09>]", Verdict.Altered)]
    [TestCase("/ID[<03><09>]", "", Verdict.Altered)]
    public void Identifier_may_be_left_out_and_not_changed(string second, string third, Verdict expected)
    {
        var file = Sign(SamplePdf.Build("1.7", "/ID[<01><02>]", FormObjects));
        foreach (var id in new[] { second, third })
        {
            var document = Sakpore.Signing.Pdf.PdfDocument.Read(file).Document!;
            var start = file.Length;
            file = [.. file, .. System.Text.Encoding.ASCII.GetBytes(
                $"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size {LaterRevision.SizeOf(file)}/Root {LaterRevision.CatalogOf(file)} 0 R/Prev {document.LastRevision.StartXref}{id}>>\nstartxref\n{start}\n%%EOF\n")];
        }

        Assert.That(Verify(file).Verdict, Is.EqualTo(expected), ReportText.Write(Verify(file)));
    }

    [Test]
    public void Field_that_is_filled_and_locked_at_once_is_permitted() => Assert.That(
        Verify(LaterRevision.Append(Form, 6, LaterRevision.TextOf(Form, 6).Replace("/F 4", Filled + "/Ff 1", StringComparison.Ordinal))).Verdict,
        Is.EqualTo(Verdict.Authentic));

    [TestCase("/Extensions<</ISO_ <</BaseVersion/2.0/ExtensionLevel 32001>>>>", "/Extensions<</ISO_ [<</BaseVersion/2.0/ExtensionLevel 32001>><</BaseVersion/2.0/ExtensionLevel 32002>>]>>", Modifications.Permitted)]
    [TestCase("/Extensions<</ISO_ [<</ExtensionLevel 1>>]>>", "/Extensions<</ISO_ [<</ExtensionLevel 1>><</ExtensionLevel 2>>]/ADBE<<>>>>", Modifications.Permitted)]
    [TestCase("/Extensions<</ISO_ [<</ExtensionLevel 1>>]>>", "/Extensions<</ISO_ [<</ExtensionLevel 2>><</ExtensionLevel 1>>]>>", Modifications.NotPermitted)]
    [TestCase("/Extensions<</ISO_ [<</ExtensionLevel 1>>]>>", "/Extensions<</ISO_ []>>", Modifications.NotPermitted)]
    public void Extensions_may_be_added(string before, string after, Modifications expected)
    {
        var objects = FormObjects;
        objects[0] = objects[0].Replace("/Pages", before + "/Pages", StringComparison.Ordinal);
        var form = HandMade.AddSignature(SamplePdf.Build(objects), "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached", signed =>
            HandMade.Container(Pki[TestPki.RsaSigner].Certificate, (RSA)Pki[TestPki.RsaSigner].Key, HashAlgorithmName.SHA256, signed));
        var text = LaterRevision.TextOf(form, 1);
        Assert.That(text, Does.Contain(before.Replace(" [", "[", StringComparison.Ordinal)));
        var file = LaterRevision.Append(form, 1, text.Replace(before.Replace(" [", "[", StringComparison.Ordinal), after, StringComparison.Ordinal));
        Assert.That(FirstOf(file).Modifications, Is.EqualTo(expected), ReportText.Write(Verify(file)));
    }

    // PDF/A wants an appearance of every widget, so that software gives an empty one to a field that nobody signed yet.
    [TestCase("", Modifications.Permitted)]
    [TestCase(" \n", Modifications.Permitted)]
    [TestCase("1 g 0 0 9 9 re f", Modifications.NotPermitted)]
    public void New_empty_field_may_have_an_appearance_that_draws_nothing(string drawing, Modifications expected)
    {
        var file = new Attacks.SignedFile(Form);
        var added = file.AddField(
            $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Baru)/Rect[72 700 400 760]/F 4/AP<</N {file.Next + 1} 0 R>>>>", (file.Next + 1, Attacks.SignedFile.Form(drawing)));
        Assert.That(FirstOf(added).Modifications, Is.EqualTo(expected), ReportText.Write(Verify(added)));
    }

    private static SignatureReport FirstOf(byte[] file) => Verify(file).Signatures.Single(s => s.Integrity == Integrity.Intact);

    private static byte[] Fill(byte[] file) =>
        LaterRevision.Append(file, 6, LaterRevision.TextOf(file, 6).Replace("/F 4", Filled, StringComparison.Ordinal));
}
