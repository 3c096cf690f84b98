using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Tests.Pdf;

public class CorpusReadingTests
{
    [TestCaseSource(typeof(Corpus), nameof(Corpus.Files), new object[] { "unsigned" })]
    [TestCaseSource(typeof(Corpus), nameof(Corpus.Files), new object[] { "signed" })]
    [CancelAfter(5000)]
    public void Corpus_file_is_read_or_refused(string? name)
    {
        var bytes = Corpus.Read(name);
        if (!PdfDocument.Read(bytes).TryGetDocument(out var document, out var fault))
        {
            TestContext.Out.WriteLine($"{fault.Reason}: {fault.English} {fault.Indonesian}");
            return;
        }
        try
        {
            var pages = PageTree.Pages(document).Count();
            var fields = FieldTree.Fields(document);
            foreach (var entry in document.Revisions.SelectMany(revision => revision.Entries))
            {
                if (document.Find(entry.Number, entry.Generation)?.Value is PdfStream stream && stream.Dictionary["Filter"] is PdfName { Value: "FlateDecode" })
                    document.Decode(stream);
            }
            TestContext.Out.WriteLine($"{document.Revisions.Count} revisions, {pages} pages, {fields.Count} fields, version {document.Version}, {document.TrailingBytes.Length} trailing bytes");
        }
        catch (PdfFaultException e)
        {
            TestContext.Out.WriteLine($"later: {e.Fault.Reason}: {e.Fault.English}");
        }
    }
}
