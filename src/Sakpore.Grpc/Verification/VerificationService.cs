using Grpc.Core;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.Verification;

/// <summary>Verification over gRPC. Files are verified in memory and not kept.</summary>
internal sealed class VerificationService(DocumentVerification verification, HubOptions options)
    : Sakpore.Verification.V1.VerificationService.VerificationServiceBase
{
    private const int SmallBytes = 1 << 20;

    /// <inheritdoc/>
    public override async Task<VerificationReport> VerifyDocument(IAsyncStreamReader<VerifyDocumentRequest> requestStream, ServerCallContext context)
    {
        var content = await DocumentUpload.ReadAsync(requestStream, part => part.Content, options.DocumentBytes, context.CancellationToken);
        return await verification.VerifyAsync(content, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override Task<VerificationReport> VerifySmallDocument(VerifySmallDocumentRequest request, ServerCallContext context) =>
        request.Content.Length switch
        {
            0 => throw Fault.Of(FaultReason.EmptyDocument).Thrown(),
            > SmallBytes => throw Fault.Of(FaultReason.DocumentTooLarge).Thrown(),
            _ => verification.VerifyAsync(request.Content.Memory, context.CancellationToken),
        };
}
