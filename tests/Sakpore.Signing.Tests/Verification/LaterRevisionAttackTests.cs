using System.Text;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>
/// Published attacks on signed PDFs that leave the signed bytes alone and append to them: incremental saving, shadow, evil
/// annotation, sneaky signature and their kin. Each on every base file; none may pass.
/// </summary>
public sealed class LaterRevisionAttackTests
{
    private static readonly Dictionary<string, Lazy<byte[]>> Bases = new()
    {
        ["approved"] = new(() => Form),
        ["certified, nothing more"] = new(() => Certify(CertificationLevel.NoChanges)),
        ["certified, forms"] = new(() => Certify(CertificationLevel.FormFillingAndSignatures)),
        ["certified, annotations"] = new(() => Certify(CertificationLevel.Annotations)),
        ["signed twice"] = new(() => Sign(Form, TestPki.RsaSigner, new PadesSignature { SigningTime = At.AddHours(1) })),
    };

    private static readonly Dictionary<string, Func<byte[], byte[]>> Attacks = new()
    {
        ["page content replaced"] = f => LaterRevision.Append(f, 4, Content("Palsu")),
        ["page content re-pointed"] = f => LaterRevision.Append(f, [
            (3, LaterRevision.TextOf(f, 3).Replace("/Contents 4 0 R", $"/Contents {Next(f)} 0 R", StringComparison.Ordinal)), (Next(f), Content("Palsu"))]),
        ["page content added"] = f => LaterRevision.Append(f, [
            (3, LaterRevision.TextOf(f, 3).Replace("/Contents 4 0 R", $"/Contents[4 0 R {Next(f)} 0 R]", StringComparison.Ordinal)), (Next(f), Content("Palsu"))]),
        ["font replaced"] = f => LaterRevision.Append(f, 5, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>"),
        ["page added"] = f => LaterRevision.Append(f, [
            (2, $"<</Type/Pages/Kids[3 0 R {Next(f)} 0 R]/Count 2>>"), (Next(f), "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>")]),
        ["page removed"] = f => LaterRevision.Append(f, 2, "<</Type/Pages/Kids[]/Count 0>>"),
        ["page hidden behind another tree"] = f => LaterRevision.Append(f, [
            (Catalog(f), LaterRevision.TextOf(f, Catalog(f)).Replace("/Pages 2 0 R", $"/Pages {Next(f)} 0 R", StringComparison.Ordinal)),
            (Next(f), "<</Type/Pages/Kids[3 0 R]/Count 1/Rotate 180>>")]),
        ["media box changed"] = f => LaterRevision.Append(f, 3, LaterRevision.TextOf(f, 3).Replace("595 842", "595 420", StringComparison.Ordinal)),
        ["annotation over the text"] = f => LaterRevision.Append(f, [
            (3, AddAnnotation(f, 3)), (Next(f), $"<</Type/Annot/Subtype/FreeText/Rect[72 700 400 760]/F 4/Contents(Palsu)/AP<</N {Next(f) + 1} 0 R>>>>"), (Next(f) + 1, Appearance())]),
        ["stamp named as a widget"] = f => LaterRevision.Append(f, [
            (3, AddAnnotation(f, 3)), (Next(f), $"<</Type/Annot/Subtype/Widget/Rect[72 700 400 760]/F 4/AP<</N {Next(f) + 1} 0 R>>>>"), (Next(f) + 1, Appearance())]),
        ["text field added"] = f => LaterRevision.Append(f, [
            (3, AddAnnotation(f, 3)), .. AddField(f, $"<</Type/Annot/Subtype/Widget/FT/Tx/T(Baru)/V(Palsu)/Rect[72 700 400 760]/F 4/AP<</N {Next(f) + 1} 0 R>>>>"), (Next(f) + 1, Appearance())]),
        ["signature field with an action"] = f => LaterRevision.Append(f, [
            (3, AddAnnotation(f, 3)), .. AddField(f, "<</Type/Annot/Subtype/Widget/FT/Sig/T(Baru)/Rect[0 0 0 0]/A<</S/URI/URI(http://127.0.0.1/)>>>>")]),
        ["signature field with an icon"] = f => LaterRevision.Append(f, [
            (3, AddAnnotation(f, 3)), .. AddField(f, $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Baru)/Rect[0 0 0 0]/MK<</I {Next(f) + 1} 0 R>>>>"), (Next(f) + 1, Appearance())]),
        ["signature that is none"] = f => LaterRevision.Append(f, AddField(f, "<</FT/Sig/T(Baru)/V<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]/Contents<00>>>>>")),
        ["appearance changed without value"] = f => LaterRevision.Append(f, [
            (6, LaterRevision.TextOf(f, 6).Replace("/F 4", $"/F 4/AP<</N {Next(f)} 0 R>>", StringComparison.Ordinal)), (Next(f), Appearance())]),
        ["field moved"] = f => LaterRevision.Append(f, 6, LaterRevision.TextOf(f, 6).Replace("10 10 200 30", "72 700 400 760", StringComparison.Ordinal)),
        ["field renamed"] = f => LaterRevision.Append(f, 6, LaterRevision.TextOf(f, 6).Replace("/T(Nama)", "/T(Lain)", StringComparison.Ordinal)),
        ["value reached by the page too"] = f => LaterRevision.Append(f, [
            (6, LaterRevision.TextOf(f, 6).Replace("/F 4", "/F 4/V(x)/AP<</N 4 0 R>>", StringComparison.Ordinal)), (4, Content("Palsu"))]),
        ["NeedAppearances set"] = f => LaterRevision.Append(f, Catalog(f), LaterRevision.TextOf(f, Catalog(f)).Replace("/Fields", "/NeedAppearances true/Fields", StringComparison.Ordinal)),
        ["open action"] = f => LaterRevision.Append(f, Catalog(f), LaterRevision.TextOf(f, Catalog(f)).Replace("/Pages 2 0 R", "/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", StringComparison.Ordinal)),
        ["optional content"] = f => LaterRevision.Append(f, Catalog(f), LaterRevision.TextOf(f, Catalog(f)).Replace("/Pages 2 0 R", "/Pages 2 0 R/OCProperties<</OCGs[]/D<<>>>>", StringComparison.Ordinal)),
        ["another catalog"] = f => LaterRevision.Append(f, [(Next(f), LaterRevision.TextOf(f, Catalog(f)))], $"/Root {Next(f)} 0 R"),
        ["catalog that nothing names"] = f => LaterRevision.Append(f, Next(f), "<</Type/Catalog/Pages 2 0 R>>"),
        ["catalog with a key twice"] = f => LaterRevision.Append(f, Catalog(f), LaterRevision.TextOf(f, Catalog(f)).Replace("/Pages 2 0 R", "/Pages 2 0 R/Pages 2 0 R", StringComparison.Ordinal)),
        ["encryption announced"] = f => LaterRevision.Append(f, [], "/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>"),
        ["page freed"] = f => LaterRevision.Append(f, [], free: 4),
        ["trailer with another key"] = f => LaterRevision.Append(f, [], "/Tipu 4 0 R"),
        ["signature taken out of its field"] = f => LaterRevision.Append(f, SignatureField(f), "<</FT/Sig/T(Signature1)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/P 3 0 R/F 132>>"),
        ["definition that no table lists"] = f => Insert(LaterRevision.Append(f, Next(f), "null"), f.Length, "\n4 0 obj\n" + Content("Palsu") + "\nendobj\n"),
        ["text after the end"] = f => [.. f, .. "\n4 0 obj\n<</Length 0>>\nendobj\n"u8],
        ["xref that leads to itself"] = f => LoopedXref(f),
        ["spaces before the number form"] = f => LaterRevision.Append(f, 4, Content("Palsu").Replace("/Length", "%\n/#4cength", StringComparison.Ordinal)),
    };

    private static IEnumerable<TestCaseData> Cases() =>
        from signed in Bases.Keys
        from attack in Attacks.Keys
        select new TestCaseData(signed, attack).SetArgDisplayNames(signed, attack);

    [TestCaseSource(nameof(Bases))]
    public void Base_is_authentic(KeyValuePair<string, Lazy<byte[]>> signed)
    {
        var report = Verify(signed.Value.Value);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
    }

    [TestCaseSource(nameof(Cases))]
    public void Attack_is_not_accepted(string signed, string attack)
    {
        var forged = Attacks[attack](Bases[signed].Value);
        var report = Verify(forged);
        TestContext.Out.WriteLine(ReportText.Write(report));
        Assert.That(forged, Is.Not.EqualTo(Bases[signed].Value), "the attack does something");
        Assert.That(report.Verdict, Is.AnyOf(Verdict.Altered, Verdict.Unreadable, Verdict.Unsigned), ReportText.Write(report));
    }

    private static byte[] Certify(CertificationLevel level) =>
        Sign(SamplePdf.Build(FormObjects), signature: new PadesSignature { SigningTime = At, Certification = level });

    private static int Next(byte[] file) => LaterRevision.SizeOf(file);

    private static int Catalog(byte[] file) => LaterRevision.CatalogOf(file);

    private static string Content(string word)
    {
        var text = $"BT /F1 18 Tf 72 720 Td ({word}) Tj ET";
        return $"<</Length {text.Length}>>\nstream\n{text}\nendstream";
    }

    private static string Appearance() => "<</Type/XObject/Subtype/Form/BBox[0 0 300 60]/Length 19>>\nstream\n1 g 0 0 300 60 re f\nendstream";

    private static string AddAnnotation(byte[] file, int page) =>
        LaterRevision.TextOf(file, page).Replace("/Annots[", $"/Annots[{Next(file)} 0 R ", StringComparison.Ordinal);

    private static IEnumerable<(int Number, string Body)> AddField(byte[] file, string field)
    {
        var catalog = LaterRevision.TextOf(file, Catalog(file));
        Assert.That(catalog, Does.Contain("/Fields["));
        yield return (Catalog(file), catalog.Replace("/Fields[", $"/Fields[{Next(file)} 0 R ", StringComparison.Ordinal));
        yield return (Next(file), field);
    }

    private static int SignatureField(byte[] file)
    {
        var document = PdfDocument.Read(file).Document!;
        return FieldTree.Fields(document).Single(f => f.Name == "Signature1").Reference!.Number;
    }

    // Shifts nothing that is referred to by offset but the update's own parts, which are then out of place.
    private static byte[] Insert(byte[] file, int at, string text) => [.. file[..at], .. Encoding.Latin1.GetBytes(text), .. file[at..]];

    private static byte[] LoopedXref(byte[] file)
    {
        var appended = Encoding.Latin1.GetString(LaterRevision.Append(file, Next(file), "null"));
        var start = appended[(appended.LastIndexOf("startxref\n", StringComparison.Ordinal) + 10)..].Split('\n')[0];
        var prev = appended.LastIndexOf("/Prev ", StringComparison.Ordinal);
        var end = appended.IndexOf('/', prev + 1);
        if (end < 0 || end > appended.IndexOf(">>", prev, StringComparison.Ordinal))
            end = appended.IndexOf(">>", prev, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes($"{appended[..prev]}/Prev {start}{appended[end..]}");
    }
}
