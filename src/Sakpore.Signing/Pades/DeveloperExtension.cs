using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Writing;

namespace Sakpore.Signing.Pades;

/// <summary>Declares ETSI's extension of PDF 1.7 in files older than PDF 2.0, which has it built in.</summary>
// EN 319 142-1, 5.6: Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 2 >> >>
internal static class DeveloperExtension
{
    private const int Level = 2;

    public static void Declare(PdfUpdate update)
    {
        if (update.Document.Version.CompareTo(PdfVersion.Two) >= 0 || IsDeclared(update.Document))
            return;
        update.Catalog.Entry("Extensions").Set(update, "ESIC", new PdfDictionary(
        [
            new("BaseVersion", new PdfName("1.7")),
            new("ExtensionLevel", new PdfInteger(Level)),
        ]));
    }

    private static bool IsDeclared(PdfDocument document) =>
        document.Dictionary(document.Catalog, "Extensions") is { } extensions
        && document.Value(extensions, "ESIC") switch
        {
            PdfDictionary single => document.Integer(single, "ExtensionLevel") >= Level,
            // PDF 2.0 files may have several (7.12.3); to add one here would be to decide between them.
            PdfArray => true,
            _ => false,
        };
}
