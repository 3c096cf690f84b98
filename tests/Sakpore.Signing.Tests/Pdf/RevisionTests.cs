using System.Text;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Writing;
using Sakpore.Signing.Pdf.Xref;

namespace Sakpore.Signing.Tests.Pdf;

public class RevisionTests
{
    private static PdfDocument Read(byte[] file) => Pades.Signing.Read(file);

    /// <summary>The file with an object replaced and one added.</summary>
    private static byte[] Update(byte[] file, int number, string value, bool add = false)
    {
        var document = Read(file);
        var update = new PdfUpdate(document);
        update.Set(new PdfReference(number, 0), Parse(value));
        if (add)
            update.Add(new PdfInteger(42));
        using var writer = new PdfRevisionWriter(document, 0);
        foreach (var (reference, changed) in update.Objects)
            writer.Write(reference, changed);
        writer.Finish(update.Size, writer.Buffer.Written.Span);
        return [.. file, .. writer.Buffer.Written.Span];
    }

    private static PdfObject Parse(string text) => new PdfParser(new PdfSource(Encoding.Latin1.GetBytes(text), 0), 0, new PdfBudget(PdfLimits.Default)).Object();

    private static string BaseFont(PdfDocument document) => document.Name((PdfDictionary)document.Find(5, 0)!.Value, "BaseFont")!;

    private static IEnumerable<TestCaseData> Originals()
    {
        yield return new TestCaseData(SamplePdf.Minimal()).SetArgDisplayNames("Table");
        yield return new TestCaseData(SamplePdf.Minimal()[..^1]).SetArgDisplayNames("No end of line at the end");
        yield return new TestCaseData(XrefStreamOriginal()).SetArgDisplayNames("Stream");
    }

    // qpdf renumbers; this keeps the numbers of SamplePdf.
    private static byte[] XrefStreamOriginal()
    {
        var text = Encoding.Latin1.GetString(SamplePdf.Minimal());
        var start = text.LastIndexOf("xref\n0 6", StringComparison.Ordinal);
        var rows = new List<byte>();
        for (var number = 0; number <= 6; number++)
        {
            var offset = number == 6 ? start : number == 0 ? 0 : text.IndexOf($"{number} 0 obj", StringComparison.Ordinal);
            rows.AddRange([number == 0 ? (byte)0 : (byte)1, (byte)(offset >> 8), (byte)offset, 0]);
        }
        return
        [
            .. Encoding.Latin1.GetBytes(text[..start]),
            .. Encoding.ASCII.GetBytes($"6 0 obj\n<</Type/XRef/W[1 2 1]/Size 7/Root 1 0 R/Length {rows.Count}>>\nstream\n"),
            .. rows,
            .. Encoding.ASCII.GetBytes($"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n"),
        ];
    }

    [TestCaseSource(nameof(Originals))]
    public void Update_is_read_as_a_revision_and_the_document_as_of_the_one_before(byte[] original)
    {
        var updated = Update(original, 5, "<</Type/Font/Subtype/Type1/BaseFont/Courier>>", add: true);
        var twice = Update(updated, 5, "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>");
        var document = Read(twice);

        // An end of line that the update had to add closes the original's last line.
        var end = original[^1] == '\n' ? original.Length : original.Length + 1;
        Assert.That(document.Revisions, Has.Count.EqualTo(3));
        Assert.That(document.Revisions.Select(revision => revision.Start), Is.EqualTo(new[] { 0, end, updated.Length }));
        Assert.That(document.Revisions.Select(revision => revision.End), Is.EqualTo(new[] { end, updated.Length, twice.Length }));
        Assert.That(document.Revisions[0].MarkerEnd, Is.EqualTo(end - 1));
        Assert.That(BaseFont(document), Is.EqualTo("Times-Roman"));
        Assert.That(BaseFont(document.AsOf(document.Revisions[1])), Is.EqualTo("Courier"));
        Assert.That(BaseFont(document.AsOf(document.Revisions[0])), Is.EqualTo("Helvetica"));
        var isStream = document.Revisions[0].Sections[0].IsStream;
        Assert.That(document.Revisions.All(revision => revision.Sections[0].IsStream == isStream), "each update has the kind of section that the file has");
        Assert.That(document.Revisions[2].Entries.Select(entry => entry.Number), Does.Contain(5).And.Not.Contain(4));
        IndependentCheckers.QpdfReportsNothingNew(original, twice);
    }

    [Test]
    public void Identifier_keeps_its_first_part_and_changes_its_second()
    {
        var original = SamplePdf.Build("1.7", "/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]", SamplePdf.Pages);
        static (string First, string Second) Identifier(PdfDocument document)
        {
            var id = document.Array(document.Trailer, "ID")!;
            return (Convert.ToHexString(((PdfString)id[0]).Value.Span), Convert.ToHexString(((PdfString)id[1]).Value.Span));
        }

        var once = Update(original, 5, "<</A 1>>");
        var other = Update(original, 5, "<</A 2>>");
        Assert.That(Identifier(Read(once)).First, Is.EqualTo("00112233445566778899AABBCCDDEEFF"));
        Assert.That(Identifier(Read(once)).Second, Is.Not.EqualTo("00112233445566778899AABBCCDDEEFF").And.Not.EqualTo(Identifier(Read(other)).Second));
        Assert.That(Update(original, 5, "<</A 1>>"), Is.EqualTo(once), "the same update gives the same bytes");
    }

    [Test]
    public void Entry_of_a_revision_may_not_reach_into_a_later_one()
    {
        var original = Encoding.Latin1.GetString(SamplePdf.Minimal());
        // The original lists object 6 at the place where an update will put it.
        var start = original.LastIndexOf("xref\n0 6", StringComparison.Ordinal);
        var forged = original.Replace("0 6\n", "0 7\n", StringComparison.Ordinal).Replace("/Size 6", "/Size 7", StringComparison.Ordinal)
            .Replace("trailer", "##########" + " 00000 n \ntrailer", StringComparison.Ordinal);
        forged = forged.Replace("##########", $"{forged.Length:D10}", StringComparison.Ordinal) + "6 0 obj\n(planted)\nendobj\n";
        var document = Read(Encoding.Latin1.GetBytes(forged));
        Assert.That(start, Is.Positive);
        Assert.That(Assert.Throws<PdfFaultException>(() => document.Find(6, 0))!.Fault.Code, Is.EqualTo(PdfFaultCode.ObjectMisplaced));
    }

    [Test]
    public void Bytes_after_the_end_belong_to_no_revision()
    {
        var original = SamplePdf.Minimal();
        var document = Read([.. original, .. "\n6 0 obj (planted) endobj\n"u8]);
        Assert.That(document.LastRevision.End, Is.EqualTo(original.Length));
        Assert.That(document.LastRevision.MarkerEnd, Is.EqualTo(original.Length - 1));
        Assert.That(document.TrailingBytes.Length, Is.EqualTo(26));
        Assert.That(document.Find(6, 0), Is.Null);
    }

    [Test]
    public void Object_streams_and_linearised_files_are_read([Values("--object-streams=generate", "--object-streams=disable")] string objectStreams, [Values] bool linearised)
    {
        var file = IndependentCheckers.Qpdf(SamplePdf.Minimal(), linearised ? [objectStreams, "--linearize"] : [objectStreams]);
        var document = Read(file);
        Assert.That(document.Revisions, Has.Count.EqualTo(1));
        Assert.That(document.LastRevision.End, Is.EqualTo(file.Length));
        var page = PageTree.Pages(document).Single();
        Assert.That(document.Value(page.Dictionary, "Contents"), Is.TypeOf<PdfStream>());
        Assert.That(document.LastRevision.Entries.Any(entry => entry.Kind == XrefKind.InObjectStream), Is.EqualTo(objectStreams.EndsWith("generate", StringComparison.Ordinal)));
    }

    [Test]
    public void Generation_of_a_reference_must_be_the_object_s()
    {
        var document = Read(SamplePdf.Minimal());
        Assert.That(document.Find(5, 0), Is.Not.Null);
        Assert.That(document.Find(5, 1), Is.Null);
        Assert.That(document.Resolve(new PdfReference(5, 1)), Is.TypeOf<PdfNull>());
        Assert.That(document.Resolve(new PdfReference(99, 0)), Is.TypeOf<PdfNull>());
    }

    /// <summary>Object 7 is hidden from old readers: free in the table, in object stream 6 by the stream beside the table.</summary>
    private static byte[] Hybrid()
    {
        var text = Encoding.Latin1.GetString(SamplePdf.Minimal());
        var body = text[..text.LastIndexOf("xref\n0 6", StringComparison.Ordinal)];
        int OffsetOf(string header) => body.IndexOf(header, StringComparison.Ordinal);
        body += "6 0 obj\n<</Type/ObjStm/N 1/First 4/Length 13>>\nstream\n7 0 (hidden)\n\nendstream\nendobj\n";
        var stream = body.Length;
        body += "8 0 obj\n<</Type/XRef/W[1 1 1]/Size 9/Index[7 1]/Root 1 0 R/Length 3>>\nstream\n\u0002\u0006\u0000\nendstream\nendobj\n";
        var start = body.Length;
        var table = new StringBuilder("xref\n0 9\n0000000007 65535 f \n");
        for (var number = 1; number <= 8; number++)
            table.Append(number == 7 ? "0000000000 00001 f \n" : $"{OffsetOf($"{number} 0 obj"):D10} 00000 n \n");
        return Encoding.Latin1.GetBytes($"{body}{table}trailer\n<</Size 9/Root 1 0 R/XRefStm {stream}>>\nstartxref\n{start}\n%%EOF\n");
    }

    [Test]
    public void Hybrid_file_gets_a_classic_section_and_keeps_what_it_hid()
    {
        var original = Hybrid();
        Assert.That(Read(original).LastRevision.IsHybrid);
        var updated = Update(original, 5, "<</Type/Font/Subtype/Type1/BaseFont/Courier>>");
        var document = Read(updated);
        Assert.That(document.LastRevision.Sections, Has.Count.EqualTo(1));
        Assert.That(document.LastRevision.Sections[0].IsStream, Is.False);
        Assert.That(document.Trailer["XRefStm"], Is.Null);
        Assert.That(((PdfString)document.Find(7, 0)!.Value).Value.ToArray(), Is.EqualTo("hidden"u8.ToArray()));
        IndependentCheckers.QpdfReportsNothingNew(original, updated);
    }

    [Test]
    public async Task Hybrid_file_is_signed_and_accepted()
    {
        var original = Hybrid();
        Pades.Signing.IsAccepted(original, await Pades.Signing.Sign(original));
    }

    [Test]
    public void Generation_of_a_replaced_object_is_kept()
    {
        var original = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(SamplePdf.Minimal())
            .Replace("5 0 R", "5 3 R", StringComparison.Ordinal).Replace("5 0 obj", "5 3 obj", StringComparison.Ordinal)
            .Replace(" 00000 n \ntrailer", " 00003 n \ntrailer", StringComparison.Ordinal));
        var document = Read(original);
        var update = new PdfUpdate(document);
        update.Set(new PdfReference(5, 3), Parse("<</Type/Font/Subtype/Type1/BaseFont/Courier>>"));
        using var writer = new PdfRevisionWriter(document, 0);
        foreach (var (reference, changed) in update.Objects)
            writer.Write(reference, changed);
        writer.Finish(update.Size, writer.Buffer.Written.Span);
        byte[] updated = [.. original, .. writer.Buffer.Written.Span];
        Assert.That(Encoding.Latin1.GetString(writer.Buffer.Written.Span), Does.Contain("\n5 1\n").And.Contain(" 00003 n \n"));
        Assert.That(Read(updated).Find(5, 3)!.Value.Raw.ToArray(), Does.Contain((byte)'C'));
        Assert.That(Read(updated).Find(5, 0), Is.Null);
        IndependentCheckers.QpdfReportsNothingNew(original, updated);
    }

    [Test]
    public void Freed_number_is_not_taken_again_and_nothing_is_freed()
    {
        // Object 6 was freed long ago; its number stays free.
        var original = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(SamplePdf.Minimal())
            .Replace("xref\n0 6\n", "xref\n0 7\n", StringComparison.Ordinal).Replace("/Size 6", "/Size 7", StringComparison.Ordinal)
            .Replace("trailer", "0000000000 00001 f \ntrailer", StringComparison.Ordinal));
        var document = Read(Update(original, 5, "<</Type/Font/Subtype/Type1/BaseFont/Courier>>", add: true));
        Assert.That(document.LastRevision.Entries.Select(entry => entry.Number), Is.EqualTo(new[] { 5, 7 }));
        Assert.That(document.LastRevision.Entries.Select(entry => entry.Kind), Has.None.EqualTo(XrefKind.Free));
        Assert.That(document.Find(6, 0), Is.Null);
    }

    [Test]
    public void Identifier_is_made_where_there_is_none()
    {
        var document = Read(Update(SamplePdf.Minimal(), 5, "<<>>"));
        var id = document.Array(document.Trailer, "ID")!;
        Assert.That(id.Items.Select(part => ((PdfString)part).Value.Length), Is.EqualTo(new[] { 16, 16 }));
    }
}
