using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>Files of unusual and lawful structure: signed, signed again and stamped, none is refused; changed, each is found out.</summary>
public sealed class FileFormTests
{
    private static readonly Dictionary<string, Func<byte[]>> Structures = new()
    {
        ["linearised"] = () => IndependentCheckers.Qpdf(SamplePdf.Minimal(), "--linearize"),
        ["linearised, with object streams"] = () => IndependentCheckers.Qpdf(SamplePdf.Minimal(), "--linearize", "--object-streams=generate"),
        ["object streams"] = () => IndependentCheckers.Qpdf(SamplePdf.Minimal(), "--object-streams=generate"),
        ["hybrid"] = () => Hybrid(),
        ["hybrid in two sections, as word processors write it"] = TwoSections,
        ["lines that end with CRLF"] = () => Build(SamplePdf.Pages, "\r\n", "\r\n"),
        ["lines that end with CR"] = () => Build(SamplePdf.Pages, "\r", " \r"),
        ["table entries of 19 bytes"] = () => Build(SamplePdf.Pages, "\n", "\n"),
        ["table entry without object"] = () => Build(SamplePdf.Pages, unused: true),
        ["comments around the trailer"] = () => Build(SamplePdf.Pages, comment: "%iText-7.2 (a comment)\n"),
        ["no end of line at the end"] = () => SamplePdf.Minimal()[..^1],
        ["nothing says its Type"] = () => Build([.. SamplePdf.Pages.Select(o => o.Replace("/Type/Catalog", "", StringComparison.Ordinal).Replace("/Type/Pages", "", StringComparison.Ordinal).Replace("/Type/Page", "", StringComparison.Ordinal))]),
        ["page tree in levels"] = () => Build([.. SamplePdf.With(page: SamplePdf.Pages[2].Replace("/Parent 2 0 R", "/Parent 6 0 R", StringComparison.Ordinal)).Select(o => o.Replace("/Kids[3 0 R]", "/Kids[6 0 R]", StringComparison.Ordinal)), "<</Type/Pages/Parent 2 0 R/Kids 7 0 R/Count 1>>", "[3 0 R]"]),
        ["annotations and form in objects of their own"] = () => Build([.. SamplePdf.With(
            "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R>>",
            SamplePdf.Pages[2].Replace("/Contents", "/Annots 8 0 R/Contents", StringComparison.Ordinal),
            "<</Fields 7 0 R/DA(/Helv 0 Tf)/DR<</Font<</Helv 5 0 R>>>>>>", "[]", "[]")]),
    };

    // Object 4 shows the word; the value and its ranges are filled in where they stand.
    private static readonly Dictionary<string, string[]> Placements = new()
    {
        ["usual"] = [Field("/V 7 0 R"), $"<</Type/Sig{Filter}{Range}{Value}>>"],
        ["ranges and value in objects of their own"] = [Field("/V 7 0 R"), $"<</Type/Sig{Filter}/ByteRange 8 0 R/Contents 9 0 R>>", Range["/ByteRange".Length..], Value["/Contents".Length..]],
        ["each number an object"] = [Field("/V 7 0 R"), $"<</Type/Sig{Filter}/ByteRange[8 0 R 9 0 R 10 0 R 11 0 R]{Value}>>", "0", "1111111111", "2222222222", "3333333333"],
        ["directly in the field"] = [Field($"/V<</Type/Sig{Filter}{Range}{Value}>>")],
        ["without Type"] = [Field("/V 7 0 R"), $"<<{Filter}{Range}{Value}>>"],
        ["value first, ranges last, white space within"] = [Field("/V  7  0  R "), $"<< {Value} \n {Filter}\n/M (D:20260302080000+07'00') {Range} >>"],
        ["names with codes"] = [Field("/#56 7 0 R"), $"<</Type/Sig/Filter/Adobe.PPKLite/Sub#46ilter/adbe.pkcs7.#64etached{Range}{Value}>>"],
        ["SubFilter an object"] = [Field("/V 7 0 R"), $"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter 8 0 R{Range}{Value}>>", "/adbe.pkcs7.detached"],
        ["build properties and claims"] = [Field("/V 7 0 R"), $"<</Type/Sig{Filter}{Range}{Value}/M(D:20260302080000+07'00')/Name(Siti)/Reason(Uji)/Location(Kota)/ContactInfo(-)/Prop_Build<</App<</Name/Adobe#20Acrobat/R 1245184/OS[/Win]>>/Filter<</Name/Adobe.PPKLite/R 131104>>>>/Prop_AuthTime 0/R 65537>>"],
        ["certified, with changes counted"] = [Field("/V 7 0 R"), $"<</Type/Sig{Filter}{Range}{Value}/Changes[0 0 0]/Reference[8 0 R]>>", "<</Type/SigRef/TransformMethod/DocMDP/TransformParams 9 0 R/Data 1 0 R>>", "<</Type/TransformParams/P 2/V/1.2>>"],
        ["locks its fields"] = [Field("/V 7 0 R/Lock<</Type/SigFieldLock/Action/Include/Fields[(Lain)]>>"), $"<</Type/Sig{Filter}{Range}{Value}/Reference[<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/Action/Include/Fields[(Lain)]/V/1.2>>/Data 1 0 R>>]>>"],
        ["field and widget apart"] = ["<</FT/Sig/T(Kepala)/V 7 0 R/Kids[8 0 R]>>", $"<</Type/Sig{Filter}{Range}{Value}>>", "<</Type/Annot/Subtype/Widget/Parent 6 0 R/Rect[10 10 99 40]/P 3 0 R/F 132>>"],
        ["field below another"] = ["<</T(Dinas)/FT/Sig/Kids[8 0 R]>>", $"<</Type/Sig{Filter}{Range}{Value}>>", "<</T(Kepala)/Parent 6 0 R/V 7 0 R/Kids 9 0 R>>", "[10 0 R]", "<</Subtype/Widget/Parent 8 0 R/Rect[0 0 0 0]>>"],
        ["usage rights beside it"] = [Field("/V 7 0 R"), $"<</Type/Sig{Filter}{Range}{Value}>>", "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 1 2 3]/Contents<00>/Reference[<</Type/SigRef/TransformMethod/UR3/TransformParams<</V/2.2>>>>]>>"],
    };

    private static string Filter => "/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached";

    private static string Range => "/ByteRange[0 1111111111 2222222222 3333333333]";

    private static string Value => $"/Contents<{new string('0', 8000)}>";

    private static IEnumerable<string> StructureNames => Structures.Keys;

    private static IEnumerable<string> PlacementNames => Placements.Keys;

    [TestCaseSource(nameof(StructureNames))]
    public void Structure_is_accepted(string structure)
    {
        var byHand = HandMade.AddSignature(Structures[structure](), $"/Type/Sig{Filter}", Container);
        var byUs = Sign(Structures[structure]());
        if (structure != "annotations and form in objects of their own") // which the hand does not know to extend
            IsAcceptedWithAllThatMayFollow(byHand);
        IsAcceptedWithAllThatMayFollow(byUs);
    }

    [TestCaseSource(nameof(StructureNames))]
    public void Change_of_a_structure_is_found_out(string structure) => IsFoundOut(Sign(Structures[structure]()));

    [TestCaseSource(nameof(PlacementNames))]
    public void Placement_is_accepted(string placement)
    {
        // Our own signer leaves documents with usage rights alone.
        if (placement == "usage rights beside it")
            Assert.That(Verify(Placed(placement)).Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(Verify(Placed(placement))));
        else
            IsAcceptedWithAllThatMayFollow(Placed(placement));
    }

    [TestCaseSource(nameof(PlacementNames))]
    public void Change_of_a_placement_is_found_out(string placement) => IsFoundOut(Placed(placement));

    [Test]
    public void Value_may_be_written_in_lines_and_small_letters()
    {
        var file = Placed("usual", hex => string.Join('\n', hex.ToLowerInvariant().Chunk(64).Select(c => new string(c)))[..8000]);
        Assert.That(Verify(file).Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(Verify(file)));
    }

    // What a revision left as it was is parsed and expanded once, however many follow: limits are for the file, not for its views.
    [TestCase(false)]
    [TestCase(true)]
    public void Long_file_with_many_revisions_keeps_within_the_limits(bool isCompressed)
    {
        var objects = SamplePdf.Pages.ToList();
        for (var i = 0; i < 2000; i++)
            objects.Add($"<</Type/Catatan/Isi[{string.Join(' ', Enumerable.Range(i, 30))}]>>");
        objects[4] = $"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Catatan[{string.Join(' ', Enumerable.Range(6, 2000).Select(n => $"{n} 0 R"))}]>>";
        var file = Build([.. objects]);
        file = HandMade.AddSignature(isCompressed ? IndependentCheckers.Qpdf(file, "--object-streams=generate") : file, $"/Type/Sig{Filter}", Container);
        for (var i = 1; i <= 12; i++)
            file = TimestampedLetters.StampDocument(file, Pki, At.AddMinutes(i));
        var report = Verify(file, Policy with { Limits = new Sakpore.Signing.Pdf.PdfLimits { Objects = 100_000, ExpandedBytes = 1 << 20 } });
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        Assert.That(report.Signatures, Has.Count.EqualTo(13));
    }

    // As widely used signing software has it; our own signer calls that damage, and does not add to it.
    [Test]
    public void Offsets_may_count_the_end_of_line_before()
    {
        var file = Placed("usual", shift: true);
        Assert.That(Sakpore.Signing.Pdf.PdfDocument.Read(file).Fault?.Code, Is.EqualTo(Sakpore.Signing.Pdf.PdfFaultCode.XrefNotFound));
        Assert.That(Verify(file).Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(Verify(file)));
        file[file.AsSpan().IndexOf("Surat Keterangan"u8)] ^= 0x20;
        Assert.That(Verify(file).Verdict, Is.EqualTo(Verdict.Altered));
    }

    private static void IsAcceptedWithAllThatMayFollow(byte[] file)
    {
        var again = Sign(file, TestPki.RsaSigner, new PadesSignature { SigningTime = At.AddHours(1) });
        var stamped = TimestampedLetters.StampDocument(TimestampedLetters.AddEvidence(again, Pki, At.AddHours(2)), Pki, At.AddHours(3));
        foreach (var each in HandMade.CanExtend(again) ? new[] { file, again, stamped } : [file, again])
        {
            var report = Verify(each);
            Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
            Assert.That(report.Signatures[0].Modifications, Is.EqualTo(each == file ? Modifications.None : Modifications.Permitted));
        }
    }

    private static void IsFoundOut(byte[] file)
    {
        var attacked = new Attacks.SignedFile(file);
        Assert.That(Verify(attacked.Append((attacked.Content!.Value, Attacks.SignedFile.ContentOf("Palsu")))).Verdict, Is.EqualTo(Verdict.Altered));
        var changed = (byte[])file.Clone();
        var at = changed.AsSpan().IndexOf("MediaBox"u8);
        changed[at < 0 ? 30 : at] ^= 0x01; // where the page is compressed, a comment in the header
        Assert.That(Verify(changed).Verdict, Is.AnyOf(Verdict.Altered, Verdict.Unreadable));
    }

    private static byte[] Placed(string placement, Func<string, string>? written = null, bool shift = false)
    {
        var objects = SamplePdf.With(
            placement == "usage rights beside it" ? "<</Type/Catalog/Pages 2 0 R/Perms<</UR3 8 0 R>>/AcroForm<</Fields[6 0 R]/SigFlags 3>>>>"
            : placement.StartsWith("certified", StringComparison.Ordinal) ? "<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP 7 0 R>>/AcroForm<</Fields[6 0 R]/SigFlags 3>>>>"
            : "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/SigFlags 3>>>>",
            SamplePdf.Pages[2].Replace("/Contents", $"/Annots[{(placement switch { "field and widget apart" => 8, "field below another" => 10, _ => 6 })} 0 R]/Contents", StringComparison.Ordinal),
            Placements[placement]);
        var text = Encoding.Latin1.GetString(SamplePdf.Build(objects));
        if (shift)
            text = text.Replace("\u00CF\u00D3\n", "\u00CF\u00D3\u00D3\n", StringComparison.Ordinal);
        var start = text.IndexOf($"<{new string('0', 8000)}>", StringComparison.Ordinal);
        var end = start + 8002;
        text = text.Replace("1111111111", $"{start:D10}", StringComparison.Ordinal).Replace("2222222222", $"{end:D10}", StringComparison.Ordinal)
            .Replace("3333333333", $"{text.Length - end:D10}", StringComparison.Ordinal);
        var value = Convert.ToHexString(Container(Encoding.Latin1.GetBytes(text[..start] + text[end..]))).PadRight(7000, '0');
        value = (written?.Invoke(value.PadRight(8000, '0')) ?? value).PadRight(8000, '0');
        return Encoding.Latin1.GetBytes(text[..(start + 1)] + value + text[(end - 1)..]);
    }

    private static byte[] Container(byte[] signed) =>
        HandMade.Container(Pki[TestPki.RsaSigner].Certificate, (RSA)Pki[TestPki.RsaSigner].Key, HashAlgorithmName.SHA256, signed);

    private static string Field(string entries) => $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Kepala)/Rect[0 0 0 0]/P 3 0 R/F 132{entries}>>";

    private static byte[] Build(string[] objects, string end = "\n", string entryEnd = " \n", bool unused = false, string comment = "")
    {
        var count = objects.Length + (unused ? 2 : 1);
        var file = new StringBuilder($"%PDF-1.7{end}%\u00E2\u00E3\u00CF\u00D3{end}");
        var xref = new StringBuilder($"xref{end}0 {count}{end}0000000000 65535 f{entryEnd}");
        for (var i = 0; i < objects.Length; i++)
        {
            xref.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n{entryEnd}");
            // What follows the word is data, and needs an end of line that is more than CR.
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj{end}{objects[i].Replace("stream\nBT", "stream\r\nBT", StringComparison.Ordinal)}{end}endobj{end}");
        }

        if (unused)
            xref.Append(CultureInfo.InvariantCulture, $"0000000000 00000 n{entryEnd}");
        var start = file.Length;
        file.Append(xref).Append(CultureInfo.InvariantCulture, $"{comment}trailer{end}<</Size {count}/Root 1 0 R>>{end}{comment}startxref{end}{start}{end}%%EOF{end}");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    // Object 7 is hidden from old readers: free in the table, in object stream 6 by the stream beside the table.
    private static byte[] Hybrid(bool inTwoSections = false)
    {
        var body = Encoding.Latin1.GetString(SamplePdf.Minimal());
        body = body[..body.LastIndexOf("xref\n0 6", StringComparison.Ordinal)];
        body += "6 0 obj\n<</Type/ObjStm/N 1/First 4/Length 13>>\nstream\n7 0 (hidden)\n\nendstream\nendobj\n";
        var stream = body.Length;
        body += "8 0 obj\n<</Type/XRef/W[1 1 1]/Size 9/Index[7 1]/Root 1 0 R/Length 3>>\nstream\n\u0002\u0006\u0000\nendstream\nendobj\n";
        var start = body.Length;
        var table = new StringBuilder("xref\n0 9\n0000000007 65535 f \n");
        for (var number = 1; number <= 8; number++)
            table.Append(number == 7 ? "0000000000 00001 f \n" : $"{body.IndexOf($"{number} 0 obj", StringComparison.Ordinal):D10} 00000 n \n");
        if (!inTwoSections)
            return Encoding.Latin1.GetBytes($"{body}{table}trailer\n<</Size 9/Root 1 0 R/XRefStm {stream}>>\nstartxref\n{start}\n%%EOF\n");
        var first = $"{body}{table}trailer\n<</Size 9/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n";
        return Encoding.Latin1.GetBytes($"{first}xref\n0 0\ntrailer\n<</Size 9/Root 1 0 R/Prev {start}/XRefStm {stream}>>\nstartxref\n{first.Length}\n%%EOF\n");
    }

    private static byte[] TwoSections() => Hybrid(inTwoSections: true);
}
