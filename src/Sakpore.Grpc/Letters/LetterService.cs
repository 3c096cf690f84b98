using Grpc.Core;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;
using Sakpore.Letters.V1;

namespace Sakpore.Grpc.Letters;

/// <summary>The register over gRPC.</summary>
internal sealed class LetterService(Database database, LetterRegister register) : Sakpore.Letters.V1.LetterService.LetterServiceBase
{
    /// <inheritdoc/>
    public override async Task<Letter> GetLetter(GetLetterRequest request, ServerCallContext context)
    {
        var code = ResourceNames.IdIn(ResourceNames.Letters, request.Name) ?? "";
        return await database.ReadAsync(connection => register.FindAsync(connection, code), context.CancellationToken)
            ?? throw Fault.Of(FaultReason.UnknownLetter, request.Name).Thrown();
    }
}
