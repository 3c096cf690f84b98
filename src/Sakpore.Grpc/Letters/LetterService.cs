using System.Data.Common;
using Grpc.Core;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;
using Sakpore.Letters.V1;

namespace Sakpore.Grpc.Letters;

/// <summary>The register over gRPC: looked up by anyone, kept by the issuing office.</summary>
internal sealed class LetterService(Database database, LetterRegister register, ApplicationCommands commands, Receipts receipts, DocumentStore documents)
    : Sakpore.Letters.V1.LetterService.LetterServiceBase
{
    /// <inheritdoc/>
    public override Task<Letter> GetLetter(GetLetterRequest request, ServerCallContext context) => FindAsync(request.Name, context);

    /// <inheritdoc/>
    public override Task<ListLettersResponse> ListLetters(ListLettersRequest request, ServerCallContext context)
    {
        var office = context.Caller().Office!;
        var filter = LetterFilter.Read(request.Filter);
        var query = $"letters/{office}/{request.Filter}";
        var size = Paging.Size(request.PageSize);
        var before = Paging.Read<LetterPlace>(request.PageToken, query);
        return database.ReadAsync(
            async connection =>
            {
                var rows = await register.ListAsync(connection, office, filter, before, size + 1);
                var response = new ListLettersResponse { NextPageToken = rows.Count > size ? Paging.Write(rows[size - 1].Place, query) : "" };
                response.Letters.AddRange(rows.Take(size).Select(row => row.Letter));
                return response;
            },
            context.CancellationToken);
    }

    /// <inheritdoc/>
    public override Task<ListRenewalsResponse> ListRenewals(ListRenewalsRequest request, ServerCallContext context)
    {
        var office = context.Caller().Office!;
        var query = $"renewals/{office}";
        var size = Paging.Size(request.PageSize);
        var after = Paging.Read<RenewalPlace>(request.PageToken, query);
        return database.ReadAsync(
            async connection =>
            {
                var rows = await register.ListRenewalsAsync(connection, office, after, size + 1);
                var response = new ListRenewalsResponse { NextPageToken = rows.Count > size ? Paging.Write(rows[size - 1].Place, query) : "" };
                response.Renewals.AddRange(rows.Take(size).Select(row => row.Renewal));
                return response;
            },
            context.CancellationToken);
    }

    /// <inheritdoc/>
    public override Task<Letter> RevokeLetter(RevokeLetterRequest request, ServerCallContext context) => ActAsync(
        request, request.Name, request.RequestId, request.Note, context, _ => Task.FromResult<ApplicationCommand>(new RevokeLetter(ReasonCode.Read(request.Reason))));

    /// <inheritdoc/>
    public override Task<Letter> SupersedeLetter(SupersedeLetterRequest request, ServerCallContext context) => ActAsync(
        request, request.Name, request.RequestId, request.Note, context,
        async scope =>
        {
            var newer = await OriginAsync(scope.Transaction.Connection!, request.SupersededBy, scope.Caller, scope.Transaction);
            return new SupersedeLetter(newer.Code);
        });

    /// <inheritdoc/>
    public override Task<Letter> ReportObligation(ReportObligationRequest request, ServerCallContext context) => ActAsync(
        request, request.Name, request.RequestId, request.Note, context,
        async scope =>
        {
            var document = request.Document.Length == 0
                ? null
                : await documents.AttachAsync(scope.Transaction, request.Document, scope.Caller.System, scope.State!.Id, scope.State.Subject);
            return new MeetObligation(request.Obligation, document?.Id);
        });

    private async Task<Letter> ActAsync(
        Google.Protobuf.IMessage request, string name, string requestId, string note, ServerCallContext context,
        Func<CommandScope, Task<ApplicationCommand>> prepare)
    {
        var origin = await database.ReadAsync(connection => OriginAsync(connection, name, context.Caller()), context.CancellationToken);
        var call = ApplicationCalls.Of(receipts, context, request, ResourceNames.Applications + origin.Application, requestId, "", note);
        await commands.RunAsync(call, prepare, context.CancellationToken);
        return await FindAsync(name, context);
    }

    /// <summary>Whence a letter of the caller's office comes; letters of others answer like none.</summary>
    private static async Task<LetterOrigin> OriginAsync(DbConnection connection, string name, Caller caller, DbTransaction? transaction = null) =>
        await LetterRegister.OriginAsync(connection, ResourceNames.IdIn(ResourceNames.Letters, name) ?? "", transaction) is { } origin && origin.Office == caller.Office
            ? origin
            : throw Fault.Of(FaultReason.UnknownLetter, name).Thrown();

    private async Task<Letter> FindAsync(string name, ServerCallContext context) =>
        await database.ReadAsync(
            connection => register.FindAsync(connection, ResourceNames.IdIn(ResourceNames.Letters, name) ?? ""), context.CancellationToken)
        ?? throw Fault.Of(FaultReason.UnknownLetter, name).Thrown();
}
