using System.Buffers;
using System.Data.Common;
using Sakpore.Core;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Signing;
using Sakpore.Grpc.Storage;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.V1;

namespace Sakpore.Grpc.SignedDocuments;

/// <summary>
/// Signs what an agency uploaded with the key of one of its officers. Prepare (a PDF that cannot be signed is told before
/// anything is stored), store what is meant, use the key with no transaction open, store the signed document.
/// </summary>
internal sealed class DocumentSigning(Database database, DocumentStore documents, OfficerKeys keys, RandomIdentifiers random, TimeProvider time)
{
    private const int LongestText = 200;

    /// <summary>Signs; a repeated request answers with what it made.</summary>
    /// <returns>The id of the signed document; null where the request only asks, and it can be signed.</returns>
    public async Task<string?> SignAsync(Caller caller, RequestIdentity identity, SignDocumentRequest request, CancellationToken cancellation)
    {
        Check(request);
        var officer = caller.Officer ?? throw new InvalidOperationException("The method table admits officers only.");
        var reached = await database.WriteAsync(transaction => Receipts.FindAsync(transaction, identity), cancellation);
        if (reached is not null)
        {
            return reached.Resource;
        }

        var source = await database.ReadAsync(connection => SourceAsync(connection, caller, request.Document), cancellation);
        using var key = keys.Open(officer, request.Passphrase);
        var at = Instants.Cut(time.GetUtcNow());
        var prepared = Prepare(source.Content, key, request, at);
        if (request.ValidateOnly)
        {
            return null;
        }

        var row = new SignedDocumentRow(random.Next(), caller.Office!, officer.Id, source.Document.Id, null, key.IssuerName, at.ToMicroseconds());
        await database.WriteAsync(
            async transaction =>
            {
                await SignedDocumentRows.InsertPendingAsync(transaction, row, caller.System);
                return true;
            },
            cancellation);

        // From here on the caller's cancellation is not heard: a signature that is made is also stored.
        var value = await key.Key.SignAsync(prepared.DataToSign, CancellationToken.None);
        var output = new ArrayBufferWriter<byte>(prepared.SignedLength);
        var signed = prepared.Embed(value, output);
        if (!signed.IsSigned)
        {
            await database.WriteAsync(transaction => FailAsync(transaction, row.Id), CancellationToken.None);
            throw Refused(signed.Refusal).Thrown();
        }

        return await database.WriteAsync(
            transaction => CompleteAsync(transaction, identity, caller, row.Id, source, output.WrittenMemory, at), CancellationToken.None);
    }

    private static void Check(SignDocumentRequest request)
    {
        if (request.Reason.Length > LongestText || request.Location.Length > LongestText || request.Field.Length > LongestText)
        {
            throw Fault.Invalid(
                "reason", $"Alasan, tempat dan nama bidang paling panjang {LongestText} karakter.",
                $"Reason, location and field name have at most {LongestText} characters.").Thrown();
        }
    }

    private async Task<Source> SourceAsync(DbConnection connection, Caller caller, string name)
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
        var content = new byte[document.SizeBytes];
        var filled = 0;
        await foreach (var chunk in DocumentContent.ReadAsync(connection, document.Id, key, document.SizeBytes))
        {
            chunk.CopyTo(content, filled);
            filled += chunk.Length;
        }

        return new Source(document, DocumentStore.Facts(document, key).FileName, content);
    }

    private static PreparedSignature Prepare(ReadOnlyMemory<byte> content, OfficerKey key, SignDocumentRequest request, DateTimeOffset at)
    {
        if (!PdfDocument.Read(content).TryGetDocument(out var document, out var fault))
        {
            throw Fault.Of(fault).Thrown();
        }

        var signature = new PadesSignature
        {
            SigningTime = at,
            Name = key.Officer.Name,
            Reason = Named(request.Reason),
            Location = Named(request.Location),
            FieldName = Named(request.Field),
        };
        return PadesSigner.Prepare(document, key.Key.Certificates, signature).TryGetPrepared(out var prepared, out var refusal)
            ? prepared
            : throw Refused(refusal).Thrown();
    }

    private async Task<string> CompleteAsync(
        DbTransaction transaction, RequestIdentity identity, Caller caller, string id, Source source, ReadOnlyMemory<byte> pdf, DateTimeOffset at)
    {
        var document = await documents.AddAsync(transaction, caller.System, MediaTypes.Pdf, source.FileName, pdf);
        await SignedDocumentRows.CompleteAsync(transaction, id, document.Id);
        await Receipts.AddAsync(transaction, identity, new Receipt(id, 0), at);
        return id;
    }

    private static async Task<bool> FailAsync(DbTransaction transaction, string id)
    {
        await SignedDocumentRows.FailAsync(transaction, id);
        return true;
    }

    private static Fault Refused(PadesRefusal refusal) => new(
        refusal.Reason, global::Grpc.Core.StatusCode.FailedPrecondition, new LocalizedText(refusal.Indonesian, refusal.English), refusal.Detail);

    private static string? Named(string text) => text.Length == 0 ? null : text;

    private sealed record Source(StoredDocument Document, string FileName, ReadOnlyMemory<byte> Content);
}
