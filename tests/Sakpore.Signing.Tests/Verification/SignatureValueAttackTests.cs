using System.Text;
using Org.BouncyCastle.Asn1;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Tests.Verification.Attacks;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>Attacks on the signature value and its dictionary: universal forgery, wrapping, and the CMS inside.</summary>
public sealed class SignatureValueAttackTests
{
    private static readonly Dictionary<string, Func<string, string>> DictionaryAttacks = new()
    {
        ["no ByteRange"] = t => t.Replace("/ByteRange", "/ByteRangf", StringComparison.Ordinal),
        ["no Contents"] = t => t.Replace("/Contents", "/Contentt", StringComparison.Ordinal),
        ["range from 1"] = t => t.Replace("/ByteRange[0 ", "/ByteRange[1 ", StringComparison.Ordinal),
        ["negative range"] = t => t.Replace("/ByteRange[0 ", "/ByteRange[-", StringComparison.Ordinal).Insert(t.IndexOf("/ByteRange[0 ", StringComparison.Ordinal) + 12, "1"),
        ["SubFilter exchanged"] = t => t.Replace("/ETSI.CAdES.detached", "/adbe.pkcs7.detached", StringComparison.Ordinal),
        ["SubFilter of a timestamp"] = t => t.Replace("/ETSI.CAdES.detached", "/ETSI.RFC3161".PadRight(20), StringComparison.Ordinal),
        ["SubFilter without attributes"] = t => t.Replace("/ETSI.CAdES.detached", "/adbe.x509.rsa_sha1 ", StringComparison.Ordinal),
    };

    [TestCaseSource(nameof(CmsAttackNames))]
    public void Container_attack_is_not_accepted(string attack)
    {
        var range = ContentsOf(Plain);
        var hex = Encoding.ASCII.GetString(Plain[range])[1..^1];
        var info = (Asn1Sequence)new Asn1InputStream(Convert.FromHexString(hex)).ReadObject();
        var data = (Asn1Sequence)((Asn1TaggedObject)info[1]).GetExplicitBaseObject();
        var forged = new DerSequence(info[0], new DerTaggedObject(true, 0, ContainerAttacks.All[attack](data))).GetEncoded();
        var report = Verify(WithContents(Plain, Convert.ToHexString(forged)));
        // Where the key or the digest is not at hand, nothing can be said of the bytes.
        var expected = attack is "certificate of another" or "no certificate" or "digest algorithm unknown" ? Verdict.Untrusted : Verdict.Altered;
        Assert.That(report.Verdict, Is.EqualTo(expected), ReportText.Write(report));
    }

    [Test]
    public void Container_written_anew_unchanged_is_accepted()
    {
        var range = ContentsOf(Plain);
        var hex = Encoding.ASCII.GetString(Plain[range])[1..^1];
        var info = (Asn1Sequence)new Asn1InputStream(Convert.FromHexString(hex)).ReadObject();
        Assert.That(Verify(WithContents(Plain, Convert.ToHexString(info.GetEncoded()))).Verdict, Is.EqualTo(Verdict.Authentic));
    }

    [TestCase("")]
    [TestCase("00")]
    [TestCase("3000")]
    [TestCase("30820000")]
    [TestCase("palsu")]
    public void Contents_that_are_no_container_are_altered(string contents) =>
        Assert.That(Verify(WithContents(Plain, contents)).Verdict, Is.AnyOf(Verdict.Altered, Verdict.Unreadable));

    [Test]
    public void Something_after_the_container_is_altered()
    {
        var range = ContentsOf(Plain);
        var hex = Encoding.ASCII.GetString(Plain[range])[1..^1];
        var info = (Asn1Sequence)new Asn1InputStream(Convert.FromHexString(hex)).ReadObject();
        var data = (Asn1Sequence)((Asn1TaggedObject)info[1]).GetExplicitBaseObject();

        // Slim, because the longest of ECDSA's values leaves no room behind the container.
        var slim = new DerSequence(info[0], new DerTaggedObject(true, 0, ContainerAttacks.Slim(data))).GetEncoded();
        Assert.That(Verify(WithContents(Plain, Convert.ToHexString(slim) + "01")).Signatures.Single().Reasons[0].Code, Is.EqualTo("CMS_TRAILING_BYTES"));
    }

    [TestCaseSource(nameof(DictionaryAttackNames))]
    public void Dictionary_attack_is_not_accepted(string attack)
    {
        var text = Encoding.Latin1.GetString(Plain);
        var forged = DictionaryAttacks[attack](text);
        Assert.That(forged, Is.Not.EqualTo(text), "the attack does something");
        Assert.That(forged, Has.Length.EqualTo(text.Length));
        var report = Verify(Encoding.Latin1.GetBytes(forged));
        Assert.That(report.Verdict, Is.AnyOf(Verdict.Altered, Verdict.Unreadable, Verdict.Unsigned), ReportText.Write(report));
    }

    [Test]
    public void Content_wrapped_into_the_gap_is_altered()
    {
        // The second range moves back, and what it leaves is no longer the value alone (SWA).
        var text = Encoding.Latin1.GetString(Plain);
        var (start, length) = ContentsOf(Plain).GetOffsetAndLength(Plain.Length);
        const string Injected = "/Palsu(4 0 obj <</Length 0>> endobj)";
        var wrapped = text[..(start + length)] + Injected + text[(start + length)..];
        Assert.That(Verify(Encoding.Latin1.GetBytes(wrapped)).Verdict, Is.AnyOf(Verdict.Altered, Verdict.Unreadable));
    }

    [Test]
    public void Signature_shared_by_two_fields_is_altered()
    {
        var field = LaterRevision.TextOf(Plain, FieldNumber(Plain));
        var number = LaterRevision.SizeOf(Plain);
        var catalog = LaterRevision.CatalogOf(Plain);
        var file = LaterRevision.Append(Plain, [
            (catalog, LaterRevision.TextOf(Plain, catalog).Replace("/Fields[", $"/Fields[{number} 0 R ", StringComparison.Ordinal)),
            (number, field.Replace("Signature1", "Signature2", StringComparison.Ordinal)),
        ]);
        var report = Verify(file);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Altered), ReportText.Write(report));
        Assert.That(report.Signatures.SelectMany(s => s.Reasons).Select(r => r.Code), Does.Contain("SIGNATURE_DICTIONARY_REUSED"));
    }

    private static string[] CmsAttackNames() => [.. ContainerAttacks.All.Keys];

    private static string[] DictionaryAttackNames() => [.. DictionaryAttacks.Keys];

    private static int FieldNumber(byte[] file) =>
        FieldTree.Fields(PdfDocument.Read(file).Document!).Single(f => f.IsSignature).Reference!.Number;

    private static byte[] WithContents(byte[] file, string hex)
    {
        var (start, length) = ContentsOf(file).GetOffsetAndLength(file.Length);
        Assert.That(hex, Has.Length.AtMost(length - 2), "it fits the place");
        var copy = (byte[])file.Clone();
        Encoding.ASCII.GetBytes($"<{hex.PadRight(length - 2, '0')}>").CopyTo(copy, start);
        return copy;
    }
}
