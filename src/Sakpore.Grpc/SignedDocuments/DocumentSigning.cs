using System.Buffers;
using System.Data.Common;
using System.Diagnostics;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Signing;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Telemetry;
using Sakpore.Signing.V1;

namespace Sakpore.Grpc.SignedDocuments;

/// <summary>
/// Signs what an agency uploaded with the key of one of its officers. Prepare (a PDF that cannot be signed is told before
/// anything is stored), store what is meant, use the key with no transaction open, store the signed document.
/// </summary>
internal sealed class DocumentSigning(
    Database database, SourceDocuments sources, DocumentStore documents, OfficerKeys keys, RandomIdentifiers random, HubMeter meter, TimeProvider time)
{
    /// <summary>Signs; a repeated request answers with what it made.</summary>
    /// <returns>The id of the signed document; null where the request only asks, and it can be signed.</returns>
    public async Task<string?> SignAsync(Caller caller, RequestIdentity identity, SignDocumentRequest request, CancellationToken cancellation)
    {
        var officer = caller.Officer ?? throw new InvalidOperationException("The method table admits officers only.");
        var reached = await database.WriteAsync(transaction => Receipts.FindAsync(transaction, identity), cancellation);
        if (reached is not null)
        {
            return reached.Resource;
        }

        var source = await database.ReadAsync(connection => sources.ReadAsync(connection, caller, request.Document), cancellation);
        using var passphrase = Passphrase.Take(request.Passphrase);
        using var key = await keys.OpenAsync(officer, passphrase, cancellation);
        var at = Instants.Cut(time.GetUtcNow());
        var prepared = new SignatureWords(request.Reason, request.Location, request.Field).Prepare(source, officer, key.Key.Certificates, at);
        if (request.ValidateOnly)
        {
            return null;
        }

        var row = new SignedDocumentRow(random.Next(), caller.Office!, officer.Id, source.Id, null, key.IssuerName, at.ToMicroseconds());
        await database.WriteAsync(
            async transaction =>
            {
                await SignedDocumentRows.InsertPendingAsync(transaction, row, caller.System, null);
                return true;
            },
            cancellation);

        // From here on the caller's cancellation is not heard: a signature that is made is also stored.
        var began = Stopwatch.GetTimestamp();
        var value = await key.Key.SignAsync(prepared.DataToSign, CancellationToken.None);
        meter.Signed("signed", Stopwatch.GetElapsedTime(began));
        var output = new ArrayBufferWriter<byte>(prepared.SignedLength);
        var signed = prepared.Embed(value, output);
        if (!signed.IsSigned)
        {
            await database.WriteAsync(transaction => FailAsync(transaction, row.Id), CancellationToken.None);
            throw signed.Refusal.ToFault().Thrown();
        }

        return await database.WriteAsync(
            transaction => CompleteAsync(transaction, identity, caller, row.Id, source.FileName, output.WrittenMemory, at), CancellationToken.None);
    }

    /// <summary>Stores a signed document and what the request made.</summary>
    internal async Task<string> CompleteAsync(
        DbTransaction transaction, RequestIdentity identity, Caller caller, string id, string fileName, ReadOnlyMemory<byte> pdf, DateTimeOffset at)
    {
        var document = await documents.AddAsync(transaction, caller.System, MediaTypes.Pdf, fileName, pdf);
        await SignedDocumentRows.CompleteAsync(transaction, id, document.Id);
        await Receipts.AddAsync(transaction, identity, new Receipt(id, 0), at);
        return id;
    }

    private static async Task<bool> FailAsync(DbTransaction transaction, string id)
    {
        await SignedDocumentRows.FailAsync(transaction, id);
        return true;
    }
}
