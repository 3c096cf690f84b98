using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Writing;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Pades;

/// <summary>Declares the extensions of PDF that a signature uses, beside those that are declared already (ISO 32000-2, 7.12).</summary>
internal static class DeveloperExtension
{
    private const int EtsiLevel = 2;

    /// <param name="update">What is added.</param>
    /// <param name="algorithm">How it is signed; null where no signature of ours is added.</param>
    public static void Declare(PdfUpdate update, SignatureAlgorithm? algorithm = null)
    {
        // EN 319 142-1, 5.6: in files older than PDF 2.0, which has it built in.
        if (update.Document.Version.CompareTo(PdfVersion.Two) < 0 && !EtsiIsDeclared(update.Document))
            Extensions(update).Set(update, "ESIC", Extension("1.7", EtsiLevel));
        if (algorithm is SignatureAlgorithm.Ed25519 or SignatureAlgorithm.Ed448)
            DeclareIso(update, 32002); // ISO/TS 32002: EdDSA
        if (algorithm == SignatureAlgorithm.Ed448)
            DeclareIso(update, 32001); // ISO/TS 32001: SHA-3 and SHAKE256
    }

    private static PdfSlot Extensions(PdfUpdate update) => update.Catalog.Entry("Extensions");

    private static bool EtsiIsDeclared(PdfDocument document) =>
        document.Dictionary(document.Catalog, "Extensions") is { } extensions
        && document.Value(extensions, "ESIC") switch
        {
            PdfDictionary single => document.Integer(single, "ExtensionLevel") >= EtsiLevel,
            // PDF 2.0 files may have several (7.12.3); to add one here would be to decide between them.
            PdfArray => true,
            _ => false,
        };

    /// <summary>The prefix ISO_ has a list of extensions, one for each technical specification.</summary>
    private static void DeclareIso(PdfUpdate update, int level)
    {
        var entry = Extensions(update).Entry("ISO_");
        IReadOnlyList<PdfObject> present = entry.Value(update) switch
        {
            PdfNull => [],
            PdfArray list => list.Items,
            var single => [single],
        };
        if (present.Any(item => update.Resolve(item) is PdfDictionary declared && update.Document.Integer(declared, "ExtensionLevel") == level))
            return;
        var extension = Extension("2.0", level).With("ExtensionRevision", PdfText.Encode(":2022"));
        Extensions(update).Set(update, "ISO_", new PdfArray([.. present, extension]));
    }

    private static PdfDictionary Extension(string version, int level) => new(
    [
        new("BaseVersion", new PdfName(version)),
        new("ExtensionLevel", new PdfInteger(level)),
    ]);
}
