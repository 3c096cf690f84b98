using System.Data.Common;
using Sakpore.Core;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;

namespace Sakpore.Grpc.SignedDocuments;

/// <summary>The uploaded PDFs that are to be signed: only the caller's own, and only while they belong to no application.</summary>
internal sealed class SourceDocuments(DocumentStore documents, DocumentContent contents)
{
    /// <summary>Reads an uploaded PDF whole.</summary>
    /// <exception cref="FaultException">It is not the caller's, belongs to an application, or is no PDF that can be read.</exception>
    public async Task<SourceDocument> ReadAsync(DbConnection connection, Caller caller, string name)
    {
        var document = await DocumentStore.FindAsync(connection, name);
        if (document is null || document.UploadedBy != caller.System)
        {
            throw Fault.Of(FaultReason.UnknownDocument, name).Thrown();
        }

        if (document.AttachedTo is not null)
        {
            throw Fault.Of(FaultReason.DocumentAlreadyAttached, name).Thrown();
        }

        if (document.MediaType != MediaTypes.Pdf)
        {
            throw Fault.Of(FaultReason.WrongMediaType, name).Thrown();
        }

        using var key = await documents.KeyAsync(connection, document) ?? throw Fault.Of(FaultReason.SubjectErased, name).Thrown();
        var content = await contents.ReadAsync(connection, document, key);
        return PdfDocument.Read(content).TryGetDocument(out var pdf, out var fault)
            ? new SourceDocument(document.Id, DocumentStore.Facts(document, key).FileName, pdf)
            : throw Fault.Of(fault).Thrown();
    }
}

/// <summary>An uploaded PDF.</summary>
/// <param name="Id">Its document id.</param>
/// <param name="FileName">The file's own name, or empty.</param>
/// <param name="Pdf">The PDF, read.</param>
internal sealed record SourceDocument(string Id, string FileName, PdfDocument Pdf);

/// <summary>The signature library's no, as the hub answers it.</summary>
internal static class PadesRefusals
{
    private const string Unreachable = "TIMESTAMP_UNREACHABLE";

    /// <summary>The fault of a refusal. An authority that does not answer now may answer later; the rest stays as it is.</summary>
    public static Fault ToFault(this PadesRefusal refusal) => new(
        refusal.Reason, refusal.Reason == Unreachable ? global::Grpc.Core.StatusCode.Unavailable : global::Grpc.Core.StatusCode.FailedPrecondition,
        new LocalizedText(refusal.Indonesian, refusal.English), refusal.Detail)
    {
        RetryAfter = refusal.Reason == Unreachable ? TimeSpan.FromMinutes(1) : null,
    };
}
