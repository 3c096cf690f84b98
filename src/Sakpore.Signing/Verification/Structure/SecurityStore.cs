using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Verification.Structure;

/// <summary>
/// The document security store (EN 319 142-1, 5.4.2): certificates and revocation evidence that the file brings along. None
/// of it is trusted for being there.
/// </summary>
internal sealed record SecurityStore(
    IReadOnlyList<Certificate> Certificates, IReadOnlyList<ReadOnlyMemory<byte>> RevocationLists, IReadOnlyList<ReadOnlyMemory<byte>> OcspResponses)
{
    private const int MaximumItems = 1000;

    public static SecurityStore Read(PdfDocument document)
    {
        if (document.Value(document.Catalog, "DSS") is not PdfDictionary dss)
            return new SecurityStore([], [], []);
        var certificates = new List<Certificate>();
        foreach (var der in Streams(document, dss, "Certs"))
        {
            if (Certificate.TryParse(der, out var certificate))
                certificates.Add(certificate);
        }

        return new SecurityStore(certificates, Streams(document, dss, "CRLs"), Streams(document, dss, "OCSPs"));
    }

    private static List<ReadOnlyMemory<byte>> Streams(PdfDocument document, PdfDictionary dss, string key)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        if (document.Value(dss, key) is not PdfArray array)
            return found;
        foreach (var item in array.Items.Take(MaximumItems))
        {
            if (document.Resolve(item) is PdfStream stream)
                found.Add(document.Decode(stream));
        }

        return found;
    }
}
