using System.Security.Cryptography;
using System.Text;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

public sealed class PdfVerifierTests
{
    [TestCase(TestPki.RsaSigner)]
    [TestCase(TestPki.EcdsaSigner)]
    public void Signed_letter_is_authentic(string signer)
    {
        var report = Verify(Sign(SamplePdf.Minimal(), signer));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        var signature = report.Signatures.Single();
        Assert.That(signature.Indication, Is.EqualTo(Indication.TotalPassed));
        Assert.That(signature.Integrity, Is.EqualTo(Integrity.Intact));
        Assert.That(signature.Coverage, Is.EqualTo(Coverage.WholeFile));
        Assert.That(signature.Modifications, Is.EqualTo(Modifications.None));
        Assert.That(signature.Level, Is.EqualTo(SignatureLevel.B));
        Assert.That(signature.SigningTime, Is.EqualTo(At));
        Assert.That(signature.ProvedTime, Is.Null);
        Assert.That(signature.Chain.Select(c => c.Subject.CommonName), Is.EqualTo(new[] { signer, TestPki.Issuing, TestPki.Root }));
    }

    [Test]
    public void Every_changed_byte_in_signed_bytes_is_never_authentic_and_nearly_always_altered()
    {
        // Without anchors only the signature itself is computed, so that every byte can be tried.
        var policy = Policy with { Anchors = TrustAnchors.None };
        var gap = ContentsOf(Plain);
        var (start, length) = gap.GetOffsetAndLength(Plain.Length);
        var altered = 0;
        var unreadable = 0;
        for (var i = 0; i < Plain.Length; i++)
        {
            if (i >= start && i < start + length)
                continue;
            var copy = (byte[])Plain.Clone();
            copy[i] ^= 0x01;
            var verdict = Verify(copy, policy).Verdict;
            // A byte that the reader stands on makes the file unreadable or hides the signature; no other may.
            Assert.That(verdict, Is.Not.EqualTo(Verdict.Authentic).And.Not.EqualTo(Verdict.Untrusted), $"byte {i}");
            if (verdict == Verdict.Altered)
                altered++;
            else
                unreadable++;
        }

        TestContext.Out.WriteLine($"{altered} altered, {unreadable} unreadable or without signature, of {altered + unreadable}");
        Assert.That(altered, Is.GreaterThan(unreadable));
    }

    [Test]
    public void Changed_byte_of_the_page_text_is_altered()
    {
        var copy = (byte[])Plain.Clone();
        copy[copy.AsSpan().IndexOf("Surat Keterangan"u8)] ^= 0x20;
        var report = Verify(copy);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Altered));
        Assert.That(report.Signatures.Single().SubIndication, Is.EqualTo(SubIndication.HashFailure));
        Assert.That(report.Signatures.Single().Reasons[0].Code, Is.EqualTo("DIGEST_MISMATCH"));
    }

    // What ends the line of %%EOF, and two bytes of white space more.
    [TestCase("", Verdict.Authentic)]
    [TestCase("\r", Verdict.Authentic)]
    [TestCase("\n\r\n", Verdict.Authentic)]
    [TestCase("\r\n\r\n", Verdict.Authentic)]
    [TestCase("\n \n", Verdict.Authentic)]
    [TestCase("\n\n\n\n", Verdict.Altered)]
    [TestCase("\r\n   ", Verdict.Altered)]
    [TestCase("   ", Verdict.Altered)]
    [TestCase("\n\n%", Verdict.Altered)]
    public void White_space_behind_the_end(string end, Verdict expected)
    {
        Assert.That(Plain.AsSpan().EndsWith("%%EOF\n"u8));
        // The last byte is signed, so that a file without it has to be signed without it.
        var bare = SignedWithoutEndOfLine();
        byte[] file = [.. bare, .. Encoding.ASCII.GetBytes(end)];
        Assert.That(Verify(file).Verdict, Is.EqualTo(expected), ReportText.Write(Verify(file)));
    }

    [TestCase("garbage")]
    [TestCase("   ")]
    [TestCase("%comment\n")]
    [TestCase("9 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n")]
    public void Appended_bytes_are_altered(string appended)
    {
        var report = Verify([.. Plain, .. Encoding.Latin1.GetBytes(appended)]);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Altered), ReportText.Write(report));
        Assert.That(report.Signatures.Single().Coverage, Is.EqualTo(Coverage.Partial));
    }

    [Test]
    public void Page_content_replaced_by_a_later_revision_is_altered()
    {
        var forged = LaterRevision.Append(Plain, 4, "<</Length 44>>\nstream\nBT /F1 18 Tf 72 720 Td (Surat Palsu!!) Tj ET\nendstream");
        var report = Verify(forged);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Altered), ReportText.Write(report));
        var signature = report.Signatures.Single();
        Assert.That(signature.Integrity, Is.EqualTo(Integrity.Intact));
        Assert.That(signature.Coverage, Is.EqualTo(Coverage.Revision));
        Assert.That(signature.Modifications, Is.EqualTo(Modifications.NotPermitted));
    }

    [Test]
    public void Second_signature_leaves_both_fine()
    {
        var twice = Sign(Plain, TestPki.RsaSigner, new PadesSignature { SigningTime = At.AddHours(1) });
        var report = Verify(twice);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        Assert.That(report.Signatures.Select(s => s.Coverage), Is.EqualTo(new[] { Coverage.Revision, Coverage.WholeFile }));
        Assert.That(report.Signatures.Select(s => s.Modifications), Is.EqualTo(new[] { Modifications.Permitted, Modifications.None }));
        Assert.That(report.Signatures[0].Reasons.Select(r => r.Code), Does.Contain("SIGNED_AGAIN"));
    }

    [Test]
    public void Signature_in_a_visible_empty_field_is_permitted_and_told()
    {
        var report = Verify(Sign(Form, signature: new PadesSignature { SigningTime = At, FieldName = "Kepala" }));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        Assert.That(report.Signatures[0].Reasons.Select(r => r.Code), Does.Contain("VISIBLE_SIGNATURE_ADDED"));
    }

    [Test]
    public void Unsigned_file_is_unsigned()
    {
        var report = Verify(SamplePdf.Minimal());
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Unsigned));
        Assert.That(report.Reasons.Single().Code, Is.EqualTo("NO_SIGNATURE"));
    }

    [TestCase("", "PDF_NOT_PDF")]
    [TestCase("bukan PDF", "PDF_NOT_PDF")]
    [TestCase("%PDF-1.7\n", "PDF_END_MISSING")]
    public void File_that_is_no_PDF_is_unreadable(string text, string reason)
    {
        var report = Verify(Encoding.Latin1.GetBytes(text));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Unreadable));
        Assert.That(report.Reasons.Single().Code, Is.EqualTo(reason));
    }

    [Test]
    public void Encrypted_file_is_unreadable()
    {
        var report = Verify(SamplePdf.Build("1.7", "/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>", SamplePdf.Pages));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Unreadable));
        Assert.That(report.Reasons.Single().Code, Is.EqualTo("PDF_ENCRYPTED"));
    }

    [Test]
    public void Truncated_file_is_never_authentic()
    {
        for (var length = 0; length < Plain.Length; length += 7)
            Assert.That(Verify(Plain[..length]).Verdict, Is.Not.EqualTo(Verdict.Authentic), $"{length} bytes");
    }

    [Test]
    public void Without_anchors_a_good_file_is_untrusted_with_everything_else_told()
    {
        var report = Verify(Plain, Policy with { Anchors = TrustAnchors.None });
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Untrusted));
        var signature = report.Signatures.Single();
        Assert.That(signature.SubIndication, Is.EqualTo(SubIndication.NoCertificateChainFound));
        Assert.That(signature.Integrity, Is.EqualTo(Integrity.Intact));
        Assert.That(signature.Signer!.Subject.CommonName, Is.EqualTo(TestPki.EcdsaSigner));
    }

    [TestCase(TestPki.ExpiredSigner, SubIndication.OutOfBoundsNoPoe)]
    [TestCase(TestPki.EncryptionOnly, SubIndication.ChainConstraintsFailure)]
    [TestCase(TestPki.UnknownSigner, SubIndication.NoCertificateChainFound)]
    public void Signer_who_may_not_sign_is_untrusted(string signer, SubIndication expected)
    {
        var report = Verify(Sign(SamplePdf.Minimal(), signer));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Untrusted), ReportText.Write(report));
        Assert.That(report.Signatures.Single().Indication, Is.EqualTo(Indication.Indeterminate));
        Assert.That(report.Signatures.Single().SubIndication, Is.EqualTo(expected));
    }

    [Test]
    public void Certificate_that_begins_after_the_validation_time_fails()
    {
        var report = Verify(Plain, Policy with { At = At.AddDays(-1), Anchors = TrustAnchors.Of([Anchor(At.AddYears(-1), At.AddYears(1))]) });
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Untrusted), ReportText.Write(report));
    }

    [Test]
    public void Revocation_required_without_evidence_is_try_later()
    {
        var report = Verify(Plain, Policy with { Revocation = RevocationRequirement.Required });
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Untrusted));
        Assert.That(report.Signatures.Single().SubIndication, Is.EqualTo(SubIndication.TryLater));
    }

    [Test]
    public void Default_policy_requires_revocation_evidence_and_trusts_nobody()
    {
        var policy = new VerificationPolicy { At = At };
        Assert.That(policy.Revocation, Is.EqualTo(RevocationRequirement.Required));
        Assert.That(policy.Anchors.All, Is.Empty);
        Assert.That(policy.ClockSkew, Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(policy.AllowAnnotations, Is.False);
    }

    [Test]
    public void Report_is_the_same_each_time() =>
        Assert.That(ReportJson.Write(Verify(Plain)), Is.EqualTo(ReportJson.Write(Verify((byte[])Plain.Clone()))));

    private static TrustAnchor Anchor(DateTimeOffset from, DateTimeOffset until)
    {
        Assert.That(Certificate.TryParse(Pki.Anchors[0], out var root), Is.True);
        return new TrustAnchor(root!, AnchorPurposes.All, from, until);
    }

    private static byte[] SignedWithoutEndOfLine() => HandMade.AddSignature(
        SamplePdf.Minimal(), "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached",
        signed => HandMade.Container(Pki[TestPki.RsaSigner].Certificate, (RSA)Pki[TestPki.RsaSigner].Key, HashAlgorithmName.SHA256, signed), endsWithLine: false);
}
