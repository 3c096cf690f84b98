using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;

namespace Sakpore.Grpc.Signing;

/// <summary>Records what an officer says came of a signing whose outcome the hub does not know.</summary>
internal sealed class SigningOutcomes(ApplicationCommands commands)
{
    /// <summary>Records that nothing was signed; the letter waits for its signature again, under the same number.</summary>
    /// <exception cref="FaultException">No such signing is open, or it was another officer's.</exception>
    public Task<ApplicationState> ResolveAsync(ApplicationCall call, CancellationToken cancellation) => commands.RunAsync(
        call,
        async scope =>
        {
            var officer = call.Caller.Officer ?? throw new InvalidOperationException("The method table admits officers only.");
            var intent = scope.State!.OpenIntent?.Intent;
            var resolved = await scope.Transaction.Connection!.ExecuteAsync(
                "UPDATE signing_intents SET state = 'FAILED' WHERE id = @intent AND officer = @officer AND state = 'UNKNOWN'",
                new { intent, officer = officer.Id },
                scope.Transaction);
            return resolved == 1
                ? new RecordSigningFailure(intent!, "NOT_SIGNED")
                : throw Fault.Of(FaultReason.NothingToResolve, ResourceNames.Applications + scope.State.Id).Thrown();
        },
        cancellation);
}
