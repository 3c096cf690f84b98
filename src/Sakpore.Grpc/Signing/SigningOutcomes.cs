using System.Data.Common;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.SignedDocuments;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Signing;

/// <summary>Records what an officer says came of a signing whose outcome the hub does not know.</summary>
internal sealed class SigningOutcomes(
    Database database, ApplicationCommands commands, SourceDocuments sources, MeantLetter meant, LetterIssue issue, TimeProvider time)
{
    /// <summary>Records that nothing was signed; the letter waits for its signature again, under the same number.</summary>
    /// <exception cref="FaultException">No such signing is open, or it was another officer's.</exception>
    public Task<ApplicationState> NotSignedAsync(ApplicationCall call, CancellationToken cancellation) => commands.RunAsync(
        call,
        async scope =>
        {
            var unknown = await UnknownAsync(scope.Transaction.Connection!, call, scope.Transaction);
            await LetterIntents.EndAsync(scope.Transaction, unknown.Intent, "FAILED");
            return new RecordSigningFailure(unknown.Intent, "NOT_SIGNED");
        },
        cancellation);

    /// <summary>Takes the signed letter that turned up, and issues it; a repeated request is answered alike.</summary>
    /// <param name="call">The call.</param>
    /// <param name="document">The signed PDF, uploaded by the caller's system.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="FaultException">No such signing is open, or the PDF is not what was meant.</exception>
    public async Task<ApplicationState> SignedAsync(ApplicationCall call, string document, CancellationToken cancellation)
    {
        if (await database.WriteAsync(transaction => ApplicationCommands.ReachedAsync(transaction, call.Request), cancellation) is { } reached)
        {
            return reached;
        }

        var (unknown, source) = await database.ReadAsync(
            async connection => (await UnknownAsync(connection, call, null), await sources.ReadAsync(connection, call.Caller, document)), cancellation);
        var signatory = await meant.CheckAsync(source.Pdf.Bytes, unknown, OfficerOf(call), cancellation);
        return await (call.ValidateOnly ? database.RehearseCommandAsync(IssueAsync, cancellation) : database.CommandAsync(IssueAsync, cancellation));

        async Task<(ApplicationState, WriteBatch)> IssueAsync(DbTransaction transaction)
        {
            await UnknownAsync(transaction.Connection!, call, transaction);
            var (state, batch) = await issue.CompleteAsync(transaction, call, unknown.Intent, source.Pdf.Bytes, signatory);
            Receipts.Add(batch, call.Request, new Receipt(state.Id, state.Sequence), state.Visits[^1].Until);
            return (state, batch);
        }
    }

    private async Task<UnknownSigning> UnknownAsync(DbConnection connection, ApplicationCall call, DbTransaction? transaction) =>
        await connection.QuerySingleOrDefaultAsync<UnknownSigning>(
            $"""
            SELECT id AS Intent, content_sha256 AS ContentSha256, content_size AS ContentSize, created_at AS CreatedAt FROM signing_intents
            WHERE application_id = @Application AND officer = @Id AND {LetterIntents.OfUnknownOutcome}
            """,
            new { call.Application, OfficerOf(call).Id, now = time.GetUtcNow().ToMicroseconds() },
            transaction)
        ?? throw Fault.Of(FaultReason.NothingToResolve, ResourceNames.Applications + call.Application).Thrown();

    private static Officer OfficerOf(ApplicationCall call) =>
        call.Caller.Officer ?? throw new InvalidOperationException("The method table admits officers only.");
}
