using Sakpore.Signing.Pdf.Structure;

namespace Sakpore.Signing.Tests.Pdf;

/// <summary>What compressed streams expand to is rented, counted, and given back with the document.</summary>
public sealed class ExpandedStreamsTests
{
    private static readonly byte[] File = System.IO.File.ReadAllBytes(
        Path.Combine(TestContext.CurrentContext.TestDirectory, "MadeElsewhere", "qpdf-object-streams.pdf"));

    private static int ReadPages()
    {
        using var document = Pades.Signing.Read(File);
        Assert.That(PageTree.Pages(document).Count(), Is.Positive);
        return document.ExpandedBytes;
    }

    [Test]
    public void Bytes_are_counted_and_the_next_document_expands_into_the_same_memory()
    {
        var expanded = ReadPages();
        Assert.That(expanded, Is.GreaterThan(1000));
        for (var i = 0; i < 3; i++)
            ReadPages();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            ReadPages();
        var afterwards = GC.GetAllocatedBytesForCurrentThread() - allocated;
        allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            var kept = Pades.Signing.Read(File);
            _ = PageTree.Pages(kept).Count();
        }
        var neverGivenBack = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.That(neverGivenBack - afterwards, Is.GreaterThan(9 * expanded), "what is not given back is rented anew, as new memory");
    }

    [Test]
    public void Document_that_was_disposed_of_answers_no_more()
    {
        var document = Pades.Signing.Read(File);
        document.Dispose();
        Assert.That(() => PageTree.Pages(document).Count(), Throws.TypeOf<ObjectDisposedException>());
        document.Dispose();
    }
}
