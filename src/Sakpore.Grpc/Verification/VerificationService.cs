using Grpc.Core;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Letters.Seals;
using Sakpore.Grpc.Storage;
using Sakpore.Letters.V1;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.Verification;

/// <summary>Verification over gRPC. Files are verified in memory and not kept.</summary>
internal sealed class VerificationService(
    DocumentVerification verification, Database database, LetterRegister register, SealRegister seals, HubOptions options)
    : Sakpore.Verification.V1.VerificationService.VerificationServiceBase
{
    private const int SmallBytes = 1 << 20;
    private const int LongestSeal = 1024;

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

    /// <inheritdoc/>
    public override async Task<Letter> LookUpCode(LookUpCodeRequest request, ServerCallContext context) =>
        await database.ReadAsync(connection => register.FindAsync(connection, request.Code), context.CancellationToken)
        ?? throw Fault.Of(FaultReason.UnknownLetter).Thrown();

    /// <inheritdoc/>
    public override async Task<SealReport> VerifySeal(VerifySealRequest request, ServerCallContext context)
    {
        if (request.Text.Length is 0 or > LongestSeal)
        {
            throw Fault.Invalid(
                "text", $"Isi kode QR wajib diisi, paling panjang {LongestSeal} karakter.", $"The QR code's text is required, at most {LongestSeal} characters.").Thrown();
        }

        var (check, letter) = await seals.CheckAsync(request.Text, context.CancellationToken);
        return SealMessages.ToMessage(check, letter);
    }
}
