using Grpc.Core;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Applications;

/// <content>What offices and applicants do with an application besides its procedure: assign, extend, move, close, ask.</content>
internal sealed partial class ApplicationService
{
    private const string Inquiries = "/inquiries/";

    /// <inheritdoc/>
    public override async Task<Application> AssignStage(AssignStageRequest request, ServerCallContext context)
    {
        var call = Call(request, request.Name, request.RequestId, request.Etag, request.Note, context);
        return Message(await commands.RunAsync(
            call,
            scope =>
            {
                RequireHolder(scope, request.Officer, Named(request.Stage));
                return Task.FromResult<ApplicationCommand>(new Assign(request.Officer, Named(request.Stage)));
            },
            context.CancellationToken));
    }

    /// <inheritdoc/>
    public override Task<Application> ExtendDeadline(ExtendDeadlineRequest request, ServerCallContext context) => ActAsync(
        Call(request, request.Name, request.RequestId, request.Etag, request.Note, context),
        new ExtendDeadline(request.WorkingDays, ReasonCode.Read(request.Reason)), context);

    /// <inheritdoc/>
    public override Task<Application> MigrateApplication(MigrateApplicationRequest request, ServerCallContext context) => ActAsync(
        Call(request, request.Name, request.RequestId, request.Etag, request.Note, context),
        new MigrateToProcedure(
            catalog.Procedure(request.Procedure) ?? throw Fault.Invalid("procedure", "Prosedur tidak dikenal.", "There is no such procedure.").Thrown(),
            ReasonCode.Read(request.Reason)),
        context);

    /// <inheritdoc/>
    public override async Task<Application> LapseApplication(LapseApplicationRequest request, ServerCallContext context)
    {
        var call = Call(request, request.Name, request.RequestId, request.Etag, request.Note, context);
        return Message(await commands.RunAsync(
            call,
            scope => call.Caller.Office == scope.Parts.PermitType.Office
                ? Task.FromResult<ApplicationCommand>(new RecordLapse())
                : throw Fault.Of(FaultReason.NotPermitted).Thrown(),
            context.CancellationToken));
    }

    /// <inheritdoc/>
    public override async Task<Application> InquireApplication(InquireApplicationRequest request, ServerCallContext context)
    {
        var call = Call(request, request.Name, request.RequestId, request.Etag, request.Note, context);
        return Message(await commands.RunAsync(
            call,
            async scope =>
            {
                await Submissions.ActForApplicantAsync(scope);
                return new Inquire(random.Next(), Named(request.Stage));
            },
            context.CancellationToken));
    }

    /// <inheritdoc/>
    public override Task<Application> AnswerInquiry(AnswerInquiryRequest request, ServerCallContext context)
    {
        var at = request.Name.IndexOf(Inquiries, StringComparison.Ordinal);
        var (application, inquiry) = at < 0 ? (request.Name, "") : (request.Name[..at], request.Name[(at + Inquiries.Length)..]);
        return ActAsync(
            Call(request, application, request.RequestId, request.Etag, request.Note, context),
            new AnswerInquiry(inquiry, ApplicationMessages.ToReason(request.Reason), Dates.Read(request.ExpectedDate, "expected_date")), context);
    }

    /// <summary>The officer who is to have a stage must hold its role; the rules know roles of the actor only.</summary>
    private void RequireHolder(CommandScope scope, string officer, string? stage)
    {
        var opening = scope.State!.CurrentStages.Select(open => open.Opening)
            .FirstOrDefault(opening => opening.Office == scope.Caller.Office && (stage is null || opening.Stage == stage));
        if (opening is null)
        {
            return; // the rules refuse it, with their own reason
        }

        var roles = officers.Find(officer)?.RolesIn(opening.Office);
        if (roles is null || !Core.Procedures.Roles.Cover(roles, opening.Role, opening.Sector))
        {
            throw Fault.Of(FaultReason.UnknownOfficer, officer).Thrown();
        }
    }
}
