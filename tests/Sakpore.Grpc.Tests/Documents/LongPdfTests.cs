using System.Text;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PersonalData;

namespace Sakpore.Grpc.Tests.Documents;

/// <summary>PDFs too long to be held in memory are looked at where their reading would begin.</summary>
internal sealed class LongPdfTests
{
    private readonly RandomIdentifiers _random = new(System.Security.Cryptography.RandomNumberGenerator.Create());
    private string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("sakpore-long-").FullName;

    [OneTimeTearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("%PDF-1.7\n", "xref", "startxref\n{0}\n%%EOF\n", null)]
    [TestCase("%PDF-1.7\n", "12 0 obj", "startxref\r\n{0}\r\n%%EOF", null)]
    [TestCase("%PDF-x.7\n", "xref", "startxref\n{0}\n%%EOF\n", "PDF_NOT_PDF")]
    [TestCase("%PDF-1.7\n", "xref", "", "PDF_END_MISSING")]
    [TestCase("%PDF-1.7\n", "xref", "startxref\n{0}\n", "PDF_END_MISSING")]
    [TestCase("%PDF-1.7\n", "xref", "startxref\n-{0}\n%%EOF\n", "PDF_END_MISSING")]
    [TestCase("%PDF-1.7\n", "trailer", "startxref\n{0}\n%%EOF\n", "PDF_XREF_NOT_FOUND")]
    [TestCase("%PDF-1.7\n", "xref", "startxref\n{0}9\n%%EOF\n", "PDF_XREF_NOT_FOUND")]
    public async Task Long_file_that_begins_and_ends(string head, string section, string end, string? reason)
    {
        // The section's first word lies across two rows.
        var offset = DocumentUpload.MostParsed + DocumentContent.ChunkBytes - 2;
        var tail = Encoding.ASCII.GetBytes(section + " " + string.Format(System.Globalization.CultureInfo.InvariantCulture, end, offset));
        Assert.That(await ReasonAsync([.. Encoding.ASCII.GetBytes(head), .. new byte[offset - head.Length], .. tail]), Is.EqualTo(reason));
    }

    [Test]
    public async Task File_of_the_longest_that_is_parsed_is_parsed_and_one_byte_more_is_not()
    {
        // Its cross-reference table leads nowhere, which only parsing tells.
        var head = Encoding.ASCII.GetBytes("%PDF-1.7\nxref\n0 x\n");
        var end = Encoding.ASCII.GetBytes("startxref\n9\n%%EOF\n");
        byte[] content = [.. head, .. new byte[DocumentUpload.MostParsed - head.Length - end.Length], .. end];
        Assert.That(await ReasonAsync(content), Is.EqualTo("PDF_XREF_DAMAGED"));
        Assert.That(await ReasonAsync([.. content, (byte)'\n']), Is.Null);
    }

    [Test]
    public async Task Any_part_of_a_content_is_read()
    {
        var whole = _random.Bytes((2 * DocumentContent.ChunkBytes) + 5);
        await using var content = await SpoolAsync(whole);
        foreach (var (offset, length) in new[] { (0, 0), (0, 1), (DocumentContent.ChunkBytes - 1, 2), (1, whole.Length - 1), (whole.Length - 5, 5) })
        {
            Assert.That(await content.ReadAsync(offset, length), Is.EqualTo(whole[offset..(offset + length)]), $"{length} from {offset}");
        }
    }

    private async Task<string?> ReasonAsync(byte[] file)
    {
        await using var content = await SpoolAsync(file);
        try
        {
            await DocumentUpload.CheckAsync(MediaTypes.Pdf, content);
            return null;
        }
        catch (FaultException no)
        {
            return no.Fault.Reason;
        }
    }

    private async Task<SpooledContent> SpoolAsync(byte[] bytes)
    {
        var spool = new FileSpool(Path.Combine(_folder, _random.Next()));
        var content = await SpooledContent.OpenAsync(spool, _random.Next(), new SealingKey(_random.Bytes(SealingKey.KeyBytes)), HubOptions.DocumentBytesCeiling, _random);
        await content.WriteAsync(bytes, default);
        await content.CompleteAsync(default);
        return content;
    }
}
