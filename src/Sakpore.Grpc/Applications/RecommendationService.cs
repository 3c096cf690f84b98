using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Applications;

/// <summary>Recommendations over gRPC: what waits for an agency, and its answer.</summary>
internal sealed class RecommendationService(
    Database database, ApplicationCommands commands, Receipts receipts, DocumentStore documents, CatalogParts catalog, TimeProvider time)
    : Permits.V1.RecommendationService.RecommendationServiceBase
{
    private const int LongestNumber = 100;

    /// <inheritdoc/>
    public override async Task<ListPendingRecommendationsResponse> ListPendingRecommendations(
        ListPendingRecommendationsRequest request, ServerCallContext context)
    {
        var (rows, next) = await WaitingStages.PageAsync(
            database, context.Caller(), "recommendations", signs: false, request.Filter, request.PageSize, request.PageToken, context.CancellationToken);
        return new ListPendingRecommendationsResponse
        {
            NextPageToken = next,
            PendingRecommendations =
            {
                rows.Select(row => new PendingRecommendation
                {
                    Application = ResourceNames.Applications + row.Application,
                    Stage = row.Stage,
                    PermitType = ResourceNames.PermitTypes + catalog.PermitType(row.PermitType).Slug,
                    RequestTime = Instants.FromMicroseconds(row.StartedAt).ToTimestamp(),
                    DueDate = row.DueOn is null ? null : Instants.ToDate(row.DueOn).ToMessage(),
                }),
            },
        };
    }

    /// <inheritdoc/>
    public override async Task<Recommendation> Recommend(RecommendRequest request, ServerCallContext context)
    {
        var date = Dates.Read(request.LetterDate, "letter_date");
        if (request.LetterNumber.Length is 0 or > LongestNumber)
        {
            throw Fault.Invalid(
                "letter_number", $"Nomor surat wajib diisi, paling panjang {LongestNumber} karakter.",
                $"A letter number is required, at most {LongestNumber} characters.").Thrown();
        }

        var call = ApplicationCalls.Of(receipts, context, request, request.Application, request.RequestId, request.Etag, request.Note);
        var state = await commands.RunAsync(
            call,
            async scope =>
            {
                var document = await documents.AttachAsync(
                    scope.Transaction, request.Document, scope.Caller.System, scope.State!.Id, scope.State.Subject);
                return document.MediaType == MediaTypes.Pdf
                    ? new Recommend(request.Favourable, document.Id, request.LetterNumber, date, request.Stage.Length == 0 ? null : request.Stage)
                    : throw Fault.Of(FaultReason.WrongMediaType, request.Document).Thrown();
            },
            context.CancellationToken);
        return ToMessage(state, state.Recommendations.Last(given => given.Office == call.Caller.Office));
    }

    /// <inheritdoc/>
    public override async Task<Application> RequestRecommendation(RequestRecommendationRequest request, ServerCallContext context)
    {
        var call = ApplicationCalls.Of(receipts, context, request, request.Application, request.RequestId, request.Etag, request.Note);
        var state = await commands.RunAsync(
            call, _ => Task.FromResult<ApplicationCommand>(new RequestRecommendation(request.Stage)), context.CancellationToken);
        return ApplicationMessages.ToMessage(state, catalog.Pinned(state.Pins), Instants.Cut(time.GetUtcNow()));
    }

    private Recommendation ToMessage(ApplicationState state, Recommended given)
    {
        var visit = state.Visits.Last(visit => visit.Opening.Stage == given.Stage);
        return new Recommendation
        {
            Name = $"{ResourceNames.Applications}{state.Id}/recommendations/{given.Stage}",
            Office = ResourceNames.Offices + given.Office,
            Favourable = given.Favourable,
            Document = ResourceNames.Documents + given.Document,
            LetterNumber = given.Number,
            LetterDate = given.Date.ToMessage(),
            RecordTime = visit.Until.ToTimestamp(),
            Application = ApplicationMessages.ToMessage(state, catalog.Pinned(state.Pins), visit.Until),
        };
    }
}
