using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Storage;
using Sakpore.Signing.V1;
using Item = Sakpore.Signing.V1.SigningJobItem;
using Job = Sakpore.Signing.V1.SigningJob;

namespace Sakpore.Grpc.Signing;

/// <summary>Many letters under one act, and unknown outcomes, over gRPC.</summary>
internal sealed class SigningJobService(
    Database database, Receipts receipts, SigningJobs jobs, SigningOutcomes outcomes, LetterRegister register, CatalogParts catalog, TimeProvider time)
    : Sakpore.Signing.V1.SigningJobService.SigningJobServiceBase
{
    private const int MostLetters = 200;

    /// <inheritdoc/>
    public override async Task SignLetters(SignLettersRequest request, IServerStreamWriter<SignLettersResponse> responseStream, ServerCallContext context)
    {
        var applications = request.Applications.Select(ApplicationCalls.IdOf).ToList();
        if (applications.Count is 0 or > MostLetters || applications.Distinct().Count() != applications.Count)
        {
            throw Fault.Invalid(
                "applications", $"Permohonan harus 1 sampai {MostLetters}, masing-masing sekali.", $"Applications are 1 to {MostLetters}, each once.").Thrown();
        }

        var operation = receipts.Identify(context, request.OperationId, request);
        var reason = ReasonCode.ReadOptional(request.Reason);
        using var passphrase = Passphrase.Take(request.Passphrase);
        if (request.ValidateOnly)
        {
            await TellAsync(await jobs.RehearseAsync(context.Caller(), operation, applications, passphrase, reason, context.CancellationToken), responseStream, context);
            return;
        }

        var done = 0;
        await foreach (var (job, item) in jobs.SignAsync(context.Caller(), operation, applications, passphrase, reason, context.CancellationToken))
        {
            done += item is null ? 0 : 1;
            await responseStream.WriteAsync(
                new SignLettersResponse
                {
                    Job = ResourceNames.SigningJobs + job.Id,
                    Item = item is null ? null : ToMessage(item),
                    Letter = item?.LetterCode is { } code
                        ? await database.ReadAsync(connection => register.FindAsync(connection, code), context.CancellationToken)
                        : null,
                    DoneCount = done,
                    TotalCount = job.Items.Count,
                },
                context.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task<Job> GetSigningJob(GetSigningJobRequest request, ServerCallContext context)
    {
        var officer = context.Caller().Officer!.Id;
        var job = await database.ReadAsync(
            connection => SigningJobRows.FindAsync(connection, ResourceNames.IdIn(ResourceNames.SigningJobs, request.Name) ?? "", officer, time.GetUtcNow()),
            context.CancellationToken) ?? throw Fault.Of(FaultReason.UnknownSigningJob, request.Name).Thrown();
        return new Job
        {
            Name = ResourceNames.SigningJobs + job.Id,
            State = job.State switch
            {
                "RUNNING" => Job.Types.State.Running,
                "AWAITING_KEY" => Job.Types.State.AwaitingKey,
                _ => Job.Types.State.Done,
            },
            CreateTime = Instants.FromMicroseconds(job.CreatedAt).ToTimestamp(),
            Items = { job.Items.Select(ToMessage) },
        };
    }

    /// <inheritdoc/>
    public override async Task<ResolveSigningOutcomeResponse> ResolveSigningOutcome(ResolveSigningOutcomeRequest request, ServerCallContext context)
    {
        var call = ApplicationCalls.Of(receipts, context, request, request.Application, request.RequestId, request.Etag, "");
        var state = request.Outcome switch
        {
            ResolveSigningOutcomeRequest.Types.Outcome.NotSigned => await outcomes.NotSignedAsync(call, context.CancellationToken),
            ResolveSigningOutcomeRequest.Types.Outcome.Signed => await outcomes.SignedAsync(call, request.Document, context.CancellationToken),
            _ => throw Fault.Invalid("outcome", "Hasil penandatanganan wajib dinyatakan.", "The outcome has to be said.").Thrown(),
        };
        return new ResolveSigningOutcomeResponse
        {
            Application = ApplicationMessages.ToMessage(state, catalog.Pinned(state.Pins), Instants.Cut(time.GetUtcNow())),
            Letter = (state.HasLetter || state.HasRejectionLetter) && !call.ValidateOnly
                ? await database.ReadAsync(connection => register.FindAsync(connection, state.Letter!.Code), context.CancellationToken)
                : null,
        };
    }

    private static async Task TellAsync(IReadOnlyList<SigningJobItem> items, IServerStreamWriter<SignLettersResponse> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new SignLettersResponse { TotalCount = items.Count }, context.CancellationToken);
        foreach (var (item, done) in items.Select((item, place) => (item, place + 1)))
        {
            await responseStream.WriteAsync(new SignLettersResponse { Item = ToMessage(item), DoneCount = done, TotalCount = items.Count }, context.CancellationToken);
        }
    }

    private static Item ToMessage(SigningJobItem item) => new()
    {
        Application = ResourceNames.Applications + item.Application,
        State = item.State switch
        {
            "WAITING" => Item.Types.State.Waiting,
            "PREPARED" => Item.Types.State.Prepared,
            "SIGNED" => Item.Types.State.Signed,
            "REFUSED" => Item.Types.State.Refused,
            _ => Item.Types.State.Unknown,
        },
        Reason = item.Reason ?? "",
        Letter = item.LetterCode is null ? "" : ResourceNames.Letters + item.LetterCode,
    };
}
