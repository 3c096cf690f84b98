using System.Buffers;
using Sakpore.Signing.Cms;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Writing;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Pades;

/// <summary>The first step: decides what the incremental update holds, writes it with a hole, and hashes the rest.</summary>
internal static class SignaturePreparation
{
    /// <param name="document">The document.</param>
    /// <param name="certificates">The signer's chain.</param>
    /// <param name="algorithm">How it signs.</param>
    /// <param name="signature">What the signature says.</param>
    /// <param name="output">Where the signed document will go, if it is known already: it is copied there as it is hashed.</param>
    public static PreparedSignature Prepare(PdfDocument document, CertificateChain certificates, SignatureAlgorithm algorithm, PadesSignature signature, IBufferWriter<byte>? output)
    {
        SigningObstacles.Check(document, signature);
        var fields = FieldTree.Fields(document);
        var earlier = EarlierSignatures.Read(document, fields);
        if (earlier.ForbidEverything)
            throw new PadesRefusalException(PadesRefusalCode.NoChangesPermitted);
        if (signature.Certification is not null && earlier.Exist)
            throw new PadesRefusalException(PadesRefusalCode.AlreadySigned);

        var update = new PdfUpdate(document);
        var dictionary = update.Reserve();
        var field = SignatureField.FindExisting(fields, earlier, signature.FieldName);
        var timestamp = field is not null && document.Dictionary(field.Dictionary, "SV") is { } seed
            ? SeedValues.RequireMet(document, field.Name, seed, signature, certificates, algorithm)
            : null;
        var fieldName = signature.FieldName ?? SignatureField.FreeName(fields);
        if (field is null)
            SignatureField.Create(update, NewName(fieldName), Page(document, signature.Page), dictionary, signature.Appearance);
        else
            SignatureField.Fill(update, field, dictionary, signature.Appearance);
        if (signature.Footer is { } footer)
            AppearancePlacement.AtFoot(update, footer);
        if (signature.Certification is not null)
            update.Catalog.Entry("Perms").Set(update, "DocMDP", dictionary);
        DeveloperExtension.Declare(update, algorithm);

        var references = References(document, signature, field);
        var room = SignedDataContainer.LongestLength(certificates, algorithm) + SignatureTimestamp.LongestLength(signature.TimestampRoom);
        using var writer = SignatureRevision.Writer(document, room);
        var revision = SignatureRevision.Write(writer, update, dictionary, buffer => SignatureDictionary.Write(buffer, signature, references, room));
        var length = document.Bytes.Length + revision.Bytes.Length;
        return output is not null ? InCopy(output.GetMemory(length)[..length], isOutput: true)
            : earlier.Exist ? InCopy(new byte[length], isOutput: false)
            : Alone();

        // The whole file, as it is hashed: what the earlier signatures are asked about.
        PreparedSignature InCopy(Memory<byte> copy, bool isOutput)
        {
            var digest = revision.CopyAndDigest(document, copy.Span, algorithm.Hash());
            // A signature must not vouch for what readers see differently. Here, because hashing has brought the document near.
            document.CheckEveryPlace();
            var moved = revision.MovedTo(copy[document.Bytes.Length..]);
            if (earlier.Exist)
                AddedRevision.RequirePermitted(document, copy);
            return new PreparedSignature(document, moved, certificates, algorithm, fieldName, digest, isOutput ? copy : default, timestamp);
        }

        PreparedSignature Alone()
        {
            var digest = revision.Digest(document, algorithm.Hash());
            document.CheckEveryPlace();
            var moved = revision.MovedTo(new byte[revision.Bytes.Length]);
            return new PreparedSignature(document, moved, certificates, algorithm, fieldName, digest, copy: default, timestamp);
        }
    }

    private static PdfArray? References(PdfDocument document, PadesSignature signature, FormField? field)
    {
        var references = new List<PdfObject>(2);
        if (signature.Certification is { } level)
            references.Add(SignatureDictionary.DocMdpReference(level));
        if (field is not null && document.Dictionary(field.Dictionary, "Lock") is { } fieldLock)
            references.Add(SignatureDictionary.FieldMdpReference(fieldLock, document.CatalogReference));
        return references.Count == 0 ? null : new PdfArray(references);
    }

    private static string NewName(string name) => name.Contains('.', StringComparison.Ordinal)
        ? throw new PadesRefusalException(PadesRefusalCode.FieldMissing, name)
        : name;

    private static PdfPage Page(PdfDocument document, int number) => PageTree.Pages(document).ElementAtOrDefault(number - 1)
        ?? throw new PadesRefusalException(PadesRefusalCode.PageMissing, $"{number}");
}
