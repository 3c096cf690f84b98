using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Storage;
using Sakpore.Signing.V1;

namespace Sakpore.Grpc.Signing;

/// <summary>Signatures over gRPC: what waits for an officer, and the officer's act of signing.</summary>
internal sealed class SigningService(
    Database database, Receipts receipts, LetterSigning signing, LetterRegister register, CatalogParts catalog)
    : Sakpore.Signing.V1.SigningService.SigningServiceBase
{
    /// <inheritdoc/>
    public override async Task<ListPendingSignaturesResponse> ListPendingSignatures(ListPendingSignaturesRequest request, ServerCallContext context)
    {
        var (rows, next) = await WaitingStages.PageAsync(
            database, context.Caller(), "signatures", signs: true, request.Filter, request.PageSize, request.PageToken, context.CancellationToken);
        return new ListPendingSignaturesResponse
        {
            NextPageToken = next,
            PendingSignatures =
            {
                rows.Select(row => new PendingSignature
                {
                    Application = ResourceNames.Applications + row.Application,
                    PermitType = ResourceNames.PermitTypes + catalog.PermitType(row.PermitType).Slug,
                    RequestTime = Instants.FromMicroseconds(row.StartedAt).ToTimestamp(),
                    DueDate = row.DueOn is null ? null : Instants.ToDate(row.DueOn).ToMessage(),
                }),
            },
        };
    }

    /// <inheritdoc/>
    public override async Task<SignLetterResponse> SignLetter(SignLetterRequest request, ServerCallContext context)
    {
        var call = ApplicationCalls.Of(receipts, context, request, request.Application, request.RequestId, request.Etag, "");
        using var passphrase = Passphrase.Take(request.Passphrase);
        var state = await signing.SignAsync(call, passphrase, ReasonCode.ReadOptional(request.Reason), context.CancellationToken);
        return new SignLetterResponse
        {
            Application = ApplicationMessages.ToMessage(state, catalog.Pinned(state.Pins), state.Visits[^1].Until),
            Letter = state.Status == ApplicationStatus.Issued || state.HasRejectionLetter
                ? await database.ReadAsync(connection => register.FindAsync(connection, state.Letter!.Code), context.CancellationToken)
                : null,
        };
    }
}
