using System.Security.Cryptography;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Writing;

namespace Sakpore.Signing.Pades;

/// <summary>
/// A revision that adds to the document security store (ISO 32000-2, 12.8.4.3; EN 319 142-1, 5.4.2). What stands in it stays;
/// what it lacks is added, each piece once.
/// </summary>
internal static class SecurityStoreRevision
{
    private static readonly string[] Arrays = ["Certs", "OCSPs", "CRLs"];

    /// <summary>The revision's bytes; null if the store holds everything already.</summary>
    /// <param name="document">The document.</param>
    /// <param name="data">What the store is to hold.</param>
    /// <param name="withVri">Whether it is to be listed for each signature too.</param>
    public static byte[]? Write(PdfDocument document, ValidationData data, bool withVri)
    {
        var present = Present(document);
        var missing = data.All.Where(datum => !present.ContainsKey(datum.Sha256)).ToArray();
        if (missing.Length == 0)
            return null;
        var update = new PdfUpdate(document);
        var store = Store(update);
        foreach (var datum in missing)
        {
            var stream = update.Add(new PdfStream(PdfDictionary.Empty, datum.Encoded, dataStart: 0));
            present.Add(datum.Sha256, stream);
            store.Entry(datum.Array).Change(update, array => Append(array, stream));
        }

        if (withVri)
            WriteVri(update, store, data, present);
        DeveloperExtension.Declare(update);
        using var writer = new PdfRevisionWriter(document, missing.Sum(datum => datum.Encoded.Length) + 4096);
        foreach (var (reference, value) in update.Objects)
            writer.Write(reference, value);
        writer.Finish(update.Size, writer.Buffer.Written.Span);
        return writer.Buffer.Written.ToArray();
    }

    /// <summary>What the store holds, by SHA-256; a piece in two places by the first.</summary>
    private static Dictionary<string, PdfObject> Present(PdfDocument document)
    {
        var found = new Dictionary<string, PdfObject>();
        if (document.Dictionary(document.Catalog, "DSS") is not { } store)
            return found;
        foreach (var item in Arrays.SelectMany(key => document.Array(store, key)?.Items ?? []))
        {
            document.Budget.SpendStep(item.Start);
            if (document.Resolve(item) is PdfStream stream)
                found.TryAdd(Convert.ToHexStringLower(SHA256.HashData(document.Decode(stream).Span)), item);
        }

        return found;
    }

    private static PdfSlot Store(PdfUpdate update)
    {
        var store = update.Catalog.Entry("DSS");
        if (store.Value(update) is PdfNull)
            update.Catalog.Set(update, "DSS", update.Add(new PdfDictionary([new("Type", new PdfName("DSS"))])));
        return store;
    }

    // EN 319 142-1, 5.4.2.3: an entry for each signature, under the upper-case SHA-1 of its Contents.
    private static void WriteVri(PdfUpdate update, PdfSlot store, ValidationData data, Dictionary<string, PdfObject> present)
    {
        foreach (var (key, all) in data.BySignature)
        {
            foreach (var group in all.GroupBy(datum => datum.Array))
            {
                // Cert, OCSP and CRL here, where the store has Certs, OCSPs and CRLs.
                store.Entry("VRI").Entry(key).Set(update, group.Key[..^1], new PdfArray([.. group.Select(datum => present[datum.Sha256])]));
            }
        }
    }

    private static PdfArray Append(PdfObject array, PdfReference stream) => array switch
    {
        PdfNull => new PdfArray([stream]),
        PdfArray present => new PdfArray([.. present.Items, stream]),
        _ => throw new PdfFaultException(PdfFaultCode.WrongType, array.Start, "an array of references"),
    };
}
