using Grpc.Core;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.News;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Storage;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Applications;

/// <summary>Applications over gRPC: each action becomes a command and takes the one path.</summary>
internal sealed partial class ApplicationService(
    ApplicationCommands commands, Submissions submissions, Receipts receipts, CatalogParts catalog, ApplicationViews views,
    OfficerDirectory officers, RandomIdentifiers random, ApplicationWatch watch, TimeProvider time)
    : Permits.V1.ApplicationService.ApplicationServiceBase
{
    /// <inheritdoc/>
    public override Task<SubmitApplicationResponse> SubmitApplication(SubmitApplicationRequest request, ServerCallContext context) =>
        submissions.SubmitAsync(request, context);

    /// <inheritdoc/>
    public override Task<Application> GetApplication(GetApplicationRequest request, ServerCallContext context) =>
        views.GetAsync(context.Caller(), request.Name, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<ListApplicationsResponse> ListApplications(ListApplicationsRequest request, ServerCallContext context) =>
        views.ListAsync(context.Caller(), request, context.CancellationToken);

    /// <inheritdoc/>
    public override Task WatchApplications(
        WatchApplicationsRequest request, IServerStreamWriter<WatchApplicationsResponse> responseStream, ServerCallContext context) =>
        watch.WriteAsync(request, responseStream, context);

    /// <inheritdoc/>
    public override Task<Application> DeclareComplete(DeclareCompleteRequest request, ServerCallContext context) => ActAsync(
        Call(request, request.Name, request.RequestId, request.Etag, request.Note, context),
        new DeclareComplete(Named(request.Stage)), context);

    /// <inheritdoc/>
    public override Task<Application> ForwardApplication(ForwardApplicationRequest request, ServerCallContext context) => ActAsync(
        Call(request, request.Name, request.RequestId, request.Etag, request.Note, context),
        new Forward(Named(request.Stage), Named(request.To), ReasonCode.ReadOptional(request.Reason)), context);

    /// <inheritdoc/>
    public override Task<Application> ReturnApplication(ReturnApplicationRequest request, ServerCallContext context) => ActAsync(
        Call(request, request.Name, request.RequestId, request.Etag, request.Note, context),
        new ReturnForCorrection([.. request.OwedRequirements], request.Reason, Named(request.Stage)), context);

    /// <inheritdoc/>
    public override Task<Application> RejectApplication(RejectApplicationRequest request, ServerCallContext context) => ActAsync(
        Call(request, request.Name, request.RequestId, request.Etag, request.Note, context),
        new Reject(request.Reason, Named(request.Stage)), context);

    /// <inheritdoc/>
    public override async Task<Application> SupplementApplication(SupplementApplicationRequest request, ServerCallContext context)
    {
        var call = Call(request, request.Name, request.RequestId, request.Etag, "", context);
        return Message(await commands.RunAsync(call, scope => submissions.SupplementAsync(scope, request), context.CancellationToken));
    }

    /// <inheritdoc/>
    public override async Task<Application> WithdrawApplication(WithdrawApplicationRequest request, ServerCallContext context)
    {
        var call = Call(request, request.Name, request.RequestId, request.Etag, request.Note, context);
        return Message(await commands.RunAsync(
            call,
            async scope =>
            {
                await Submissions.ActForApplicantAsync(scope);
                return new Withdraw();
            },
            context.CancellationToken));
    }

    private async Task<Application> ActAsync(ApplicationCall call, ApplicationCommand command, ServerCallContext context) =>
        Message(await commands.RunAsync(call, _ => Task.FromResult(command), context.CancellationToken));

    private ApplicationCall Call(
        Google.Protobuf.IMessage request, string name, string requestId, string etag, string note, ServerCallContext context) =>
        ApplicationCalls.Of(receipts, context, request, name, requestId, etag, note);

    private Application Message(ApplicationState state) =>
        ApplicationMessages.ToMessage(state, catalog.Pinned(state.Pins), Instants.Cut(time.GetUtcNow()));

    private static string? Named(string name) => name.Length == 0 ? null : name;
}

/// <summary>Makes calls that act on applications from requests of the contract.</summary>
internal static class ApplicationCalls
{
    /// <summary>A call of the service's caller.</summary>
    public static ApplicationCall Of(
        Receipts receipts, ServerCallContext context, Google.Protobuf.IMessage request, string? name, string requestId, string etag, string note)
    {
        var caller = context.Caller();
        var identity = receipts.Identify(context, requestId, request);
        return new ApplicationCall(caller, identity, name is null ? null : IdOf(name), etag, note, RequestFields.OnlyAsks(request));
    }

    /// <summary>The registration id of a resource name.</summary>
    public static string IdOf(string name) => ResourceNames.IdIn(ResourceNames.Applications, name)
        ?? throw Fault.Invalid("name", "Nama harus berbentuk applications/{id}.", "A name is applications/{id}.").Thrown();
}
