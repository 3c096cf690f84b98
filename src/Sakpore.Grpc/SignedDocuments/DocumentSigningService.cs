using System.Data.Common;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;
using Sakpore.Signing.V1;

namespace Sakpore.Grpc.SignedDocuments;

/// <summary>Signing of an agency's own PDFs over gRPC.</summary>
internal sealed class DocumentSigningService(
    Database database, DocumentSigning signing, PreparedSigning preparing, DocumentExtension extension, DocumentStore documents, Receipts receipts)
    : Sakpore.Signing.V1.DocumentSigningService.DocumentSigningServiceBase
{
    /// <inheritdoc/>
    public override async Task<SignedDocument> SignDocument(SignDocumentRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        var identity = receipts.Identify(context, request.RequestId, request);
        return await signing.SignAsync(caller, identity, request, context.CancellationToken) is { } id
            ? await FindAsync(id, caller, context.CancellationToken)
            : new SignedDocument { SourceDocument = request.Document };
    }

    /// <inheritdoc/>
    public override Task<PreparedDocumentSignature> PrepareDocumentSignature(PrepareDocumentSignatureRequest request, ServerCallContext context) =>
        preparing.PrepareAsync(context.Caller(), receipts.Identify(context, request.RequestId, request), request, context.CancellationToken);

    /// <inheritdoc/>
    public override async Task<SignedDocument> CompleteDocumentSignature(CompleteDocumentSignatureRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        return await preparing.CompleteAsync(caller, receipts.Identify(context, request.RequestId, request), request, context.CancellationToken) is { } id
            ? await FindAsync(id, caller, context.CancellationToken)
            : new SignedDocument();
    }

    /// <inheritdoc/>
    public override Task<Sakpore.Documents.V1.Document> ExtendDocument(ExtendDocumentRequest request, ServerCallContext context) =>
        extension.ExtendAsync(context.Caller(), receipts.Identify(context, request.RequestId, request), request, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<SignedDocument> GetSignedDocument(GetSignedDocumentRequest request, ServerCallContext context) =>
        FindAsync(ResourceNames.IdIn(ResourceNames.SignedDocuments, request.Name) ?? "", context.Caller(), context.CancellationToken);

    /// <inheritdoc/>
    public override Task<ListSignedDocumentsResponse> ListSignedDocuments(ListSignedDocumentsRequest request, ServerCallContext context)
    {
        var office = context.Caller().Office!;
        var query = $"signedDocuments/{office}";
        var size = Paging.Size(request.PageSize);
        var before = Paging.Read<SignedDocumentPlace>(request.PageToken, query);
        return database.ReadAsync(
            async connection =>
            {
                var rows = await SignedDocumentRows.ListAsync(connection, office, before, size + 1);
                var response = new ListSignedDocumentsResponse();
                foreach (var row in rows.Take(size))
                {
                    response.SignedDocuments.Add(await ToMessageAsync(connection, row));
                }

                response.NextPageToken = rows.Count > size ? Paging.Write(new SignedDocumentPlace(rows[size - 1].SignedAt, rows[size - 1].Id), query) : "";
                return response;
            },
            context.CancellationToken);
    }

    private Task<SignedDocument> FindAsync(string id, Caller caller, CancellationToken cancellation) => database.ReadAsync(
        async connection => await SignedDocumentRows.FindAsync(connection, id, caller.Office!) is { } row
            ? await ToMessageAsync(connection, row)
            : throw Fault.Of(FaultReason.UnknownDocument, ResourceNames.SignedDocuments + id).Thrown(),
        cancellation);

    private async Task<SignedDocument> ToMessageAsync(DbConnection connection, SignedDocumentRow row)
    {
        var document = await DocumentStore.FindAsync(connection, ResourceNames.Documents + row.Document)
            ?? throw new InvalidOperationException($"The signed document {row.Id} lost its file.");

        // Handed in with an application it lives under the applicant's key; after an erasure only the fact remains.
        using var key = await documents.KeyAsync(connection, document);
        return new SignedDocument
        {
            Name = ResourceNames.SignedDocuments + row.Id,
            Document = ResourceNames.Documents + document.Id,
            SourceDocument = ResourceNames.Documents + row.SourceDocument,
            SizeBytes = document.SizeBytes,
            Sha256 = key is null ? "" : DocumentStore.Facts(document, key).Sha256,
            Officer = ResourceNames.Officers + row.Officer,
            CertificateIssuer = row.CertificateIssuer,
            SignTime = Instants.FromMicroseconds(row.SignedAt).ToTimestamp(),
        };
    }
}
