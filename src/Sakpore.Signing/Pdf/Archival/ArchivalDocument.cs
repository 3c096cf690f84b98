using System.Buffers;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Writing;

namespace Sakpore.Signing.Pdf.Archival;

/// <summary>
/// Completes a document as PDF/A-2b (ISO 19005-2): identification and metadata in XMP, an output intent, a file identifier. What the pages
/// themselves must keep to (embedded fonts, no scripts, no encryption) is the maker's of the pages; nothing here checks it.
/// </summary>
public static class ArchivalDocument
{
    private const int ExpectedLength = 4 << 10;

    /// <summary>Writes the document with one revision more. The same document and metadata give the same bytes: no clock, no randomness.</summary>
    /// <param name="document">The document; it may have neither metadata nor output intents, which are replaced.</param>
    /// <param name="metadata">What it says of itself.</param>
    /// <param name="output">Takes the whole file.</param>
    /// <exception cref="ArgumentException">The document's catalog or trailer is damaged.</exception>
    public static void Complete(PdfDocument document, ArchivalMetadata metadata, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(output);
        try
        {
            var revision = Revision(document, metadata);
            output.Write(document.Bytes.Span);
            output.Write(revision.Span);
        }
        catch (PdfFaultException damaged)
        {
            throw new ArgumentException("The document's catalog or trailer is damaged.", nameof(document), damaged);
        }
    }

    private static Memory<byte> Revision(PdfDocument document, ArchivalMetadata metadata)
    {
        var xmp = XmpPacket.Write(metadata, document.Bytes.Span);
        var update = new PdfUpdate(document);
        // ISO 19005-2, 6.6.2.1: metadata can be read by programs that know no PDF, so that it stays without a filter.
        var packet = update.Add(Stream([new("Type", new PdfName("Metadata")), new("Subtype", new PdfName("XML"))], xmp));
        var profile = update.Add(Stream([new("N", new PdfInteger(3))], SrgbProfile.Bytes));
        var intent = update.Add(OutputIntent(profile));
        update.Catalog.Set(update, "Metadata", packet);
        update.Catalog.Set(update, "OutputIntents", new PdfArray([intent]));
        update.Catalog.Set(update, "Lang", Text(metadata.Language));

        using var writer = new PdfRevisionWriter(document, ExpectedLength);
        foreach (var (reference, value) in update.Objects)
            writer.Write(reference, value);
        writer.Finish(update.Size, xmp);
        return writer.Buffer.Written;
    }

    // ISO 19005-2, 6.2.3: the profile says what the device colours of the pages mean.
    private static PdfDictionary OutputIntent(PdfReference profile) => new(
    [
        new("Type", new PdfName("OutputIntent")),
        new("S", new PdfName("GTS_PDFA1")),
        new("OutputConditionIdentifier", Text(SrgbProfile.Name)),
        new("Info", Text(SrgbProfile.Name)),
        new("DestOutputProfile", profile),
    ]);

    private static PdfStream Stream(List<KeyValuePair<string, PdfObject>> entries, byte[] data) =>
        new(new PdfDictionary([.. entries, new("Length", new PdfInteger(data.Length))]), data, 0);

    private static PdfString Text(string ascii) => new(System.Text.Encoding.ASCII.GetBytes(ascii), isHex: false);
}
