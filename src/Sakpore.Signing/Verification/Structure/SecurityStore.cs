using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification.Revocation;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Verification.Structure;

/// <summary>
/// The document security store (EN 319 142-1, 5.4.2): certificates and revocation evidence that the file brings along. None
/// of it is trusted for being there.
/// </summary>
/// <param name="Certificates">Each with where it stands; one that stands in several places several times.</param>
/// <param name="Revocation">Lists and OCSP answers.</param>
internal sealed record SecurityStore(
    IReadOnlyList<(Certificate Certificate, EvidencePlace Place)> Certificates, IReadOnlyList<RevocationEvidence> Revocation)
{
    private const int MaximumItems = 1000;

    public static readonly SecurityStore Empty = new([], []);

    /// <summary>Reads the store of the newest revision, what it says of single signatures (VRI) included. What cannot be read is left out.</summary>
    public static SecurityStore Read(PdfDocument document)
    {
        if (document.Value(document.Catalog, "DSS") is not PdfDictionary dss)
            return Empty;
        var certificates = new List<(Certificate, EvidencePlace)>();
        foreach (var (der, place) in Streams(document, dss, "Certs", "Cert"))
        {
            if (Certificate.TryParse(der, out var certificate))
                certificates.Add((certificate, place));
        }

        var revocation = Streams(document, dss, "CRLs", "CRL").Select(s => (RevocationEvidence?)RevocationList.Read(s.Data, s.Place))
            .Concat(Streams(document, dss, "OCSPs", "OCSP").Select(s => OcspAnswer.Read(s.Data, s.Place)));
        return new SecurityStore(certificates, [.. revocation.OfType<RevocationEvidence>()]);
    }

    private static List<(ReadOnlyMemory<byte> Data, EvidencePlace Place)> Streams(PdfDocument document, PdfDictionary dss, string key, string keyOfOne)
    {
        // A signature's own entries usually name the very streams of the store.
        var ofOne = (document.Value(dss, "VRI") as PdfDictionary)?.Entries.Select(e => document.Resolve(e.Value)).OfType<PdfDictionary>() ?? [];
        var items = Items(document, dss, key).Concat(ofOne.Take(MaximumItems).SelectMany(one => Items(document, one, keyOfOne)));
        var found = new List<(ReadOnlyMemory<byte>, EvidencePlace)>();
        var seen = new HashSet<int>();
        foreach (var item in items.Take(MaximumItems))
        {
            if ((item is not PdfReference reference || seen.Add(reference.Number)) && Read(document, item) is { } entry)
                found.Add(entry);
        }

        return found;
    }

    private static IReadOnlyList<PdfObject> Items(PdfDocument document, PdfDictionary dictionary, string key) =>
        (document.Value(dictionary, key) as PdfArray)?.Items ?? [];

    private static (ReadOnlyMemory<byte> Data, EvidencePlace Place)? Read(PdfDocument document, PdfObject item)
    {
        try
        {
            return document.Resolve(item) is PdfStream stream
                ? (document.Decode(stream), new EvidencePlace(EvidenceSource.Document, stream.DataStart, stream.DataStart + stream.EncodedData.Length))
                : null;
        }
        catch (PdfFaultException e) when (e.Fault.Code != PdfFaultCode.LimitExceeded)
        {
            return null; // damaged evidence is no evidence
        }
    }
}
