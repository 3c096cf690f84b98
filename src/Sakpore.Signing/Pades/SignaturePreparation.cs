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
        if (field is not null && document.Dictionary(field.Dictionary, "SV") is { } seed)
            SeedValues.RequireMet(document, field.Name, seed, signature, certificates, algorithm);
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
        var revision = SignatureRevision.Write(update, dictionary, room, buffer => SignatureDictionary.Write(buffer, signature, references, room));
        return output is null
            ? Prepared(new byte[earlier.Exist ? document.Bytes.Length + revision.Bytes.Length : 0])
            : Prepared(output.GetMemory(document.Bytes.Length + revision.Bytes.Length));

        PreparedSignature Prepared(Memory<byte> copy)
        {
            var digest = copy.IsEmpty ? revision.Digest(document, algorithm.Hash()) : revision.CopyAndDigest(document, copy.Span, algorithm.Hash());
            if (earlier.Exist)
            {
                revision.Bytes.CopyTo(copy[document.Bytes.Length..]);
                AddedRevision.RequirePermitted(document, copy[..(document.Bytes.Length + revision.Bytes.Length)]);
            }
            return new PreparedSignature(document, revision, certificates, algorithm, fieldName, digest, output is null ? default : copy);
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
