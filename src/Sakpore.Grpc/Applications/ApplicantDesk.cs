using Sakpore.Core.Applications;
using Sakpore.Core.Satisfaction;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PublicPages;
using Sakpore.Grpc.Satisfaction;
using Sakpore.Grpc.Storage;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Applications;

/// <summary>
/// What an applicant does at the tracking page, without a portal between. The token stands for the applicant: the history
/// names this desk as actor and the applicant as principal.
/// </summary>
internal sealed class ApplicantDesk(
    Database database, ApplicationCommands commands, Receipts receipts, CatalogParts catalog, DocumentStore documents, LetterPickup pickup,
    Questions questions, Surveys surveys, RandomIdentifiers random, HubOptions options) : IApplicantDesk
{
    /// <summary>The desk, as a caller.</summary>
    public static readonly Caller Desk = new("systems/halaman-pelacakan", Audience.Public);

    private const string SupplementMethod = "/lacak/berkas";

    /// <inheritdoc/>
    public async Task<Words?> SupplementAsync(string token, string requirement, string fileName, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        try
        {
            var application = await ApplicationOfAsync(token, ct);
            if (content.Length > options.RequirementBytes)
            {
                throw Fault.Of(FaultReason.DocumentTooLarge, requirement).Thrown();
            }

            var mediaType = MediaTypes.Of(content.Span) ?? throw Fault.Of(FaultReason.WrongMediaType, requirement).Thrown();
            DocumentUpload.Check(mediaType, content);
            var request = new SupplementApplicationRequest { Name = ResourceNames.Applications + application, RequestId = random.Next() };
            var call = new ApplicationCall(Desk, receipts.Identify(Desk.System, SupplementMethod, request.RequestId, request), application, "", "");
            await commands.RunAsync(call, async scope => await OfferAsync(scope, requirement, mediaType, fileName, content), ct);
            return null;
        }
        catch (FaultException no)
        {
            return Why(no);
        }
    }

    /// <inheritdoc/>
    public Task<LetterDelivery> TakeLetterAsync(string token, string lastDigits, CancellationToken ct) => pickup.TakeAsync(token, lastDigits, ct);

    /// <inheritdoc/>
    public async Task<Words?> AskAsync(string token, string text, CancellationToken ct)
    {
        var asked = text.Trim();
        if (asked.Length is 0 or > Questions.LongestText)
        {
            return new($"Pertanyaan terdiri atas 1 sampai {Questions.LongestText} karakter.", $"A question has 1 to {Questions.LongestText} characters.");
        }

        try
        {
            return await database.WriteAsync<Words?>(
                async transaction =>
                {
                    var application = await TrackingTokens.FindAsync(transaction.Connection!, token, transaction)
                        ?? throw Fault.Of(FaultReason.UnknownTrackingToken).Thrown();
                    var state = ApplicationEvolution.Replay(await ApplicationHistory.ReadAsync(transaction.Connection!, application, transaction: transaction));
                    await questions.AskAsync(transaction, application, state.Subject, catalog.Pinned(state.Pins).PermitType.Office, asked);
                    return null;
                },
                ct);
        }
        catch (FaultException no)
        {
            return Why(no);
        }
    }

    /// <inheritdoc/>
    public async Task<Words?> AnswerSurveyAsync(string token, IReadOnlyList<int> answers, CancellationToken ct)
    {
        if (answers.Count != SurveyScale.PermenPanrb14Of2017.Elements || answers.Any(answer => answer is < 1 or > 4))
        {
            return new("Jawablah setiap pertanyaan.", "Answer each question.");
        }

        try
        {
            await surveys.AnswerAsync(token, answers, validateOnly: false, ct);
            return null;
        }
        catch (FaultException no)
        {
            return Why(no);
        }
    }

    private async Task<ApplicationCommand> OfferAsync(CommandScope scope, string requirement, string mediaType, string fileName, ReadOnlyMemory<byte> content)
    {
        var state = scope.State!;
        scope.By = Desk.AsParty(state.Subject);
        var stored = await documents.AddAsync(scope.Transaction, Desk.System, mediaType, fileName, content);
        var attached = await documents.AttachAsync(scope.Transaction, ResourceNames.Documents + stored.Id, Desk.System, state.Id, state.Subject);
        return new Supplement([new OfferedFile(requirement, attached.Id, attached.MediaType, attached.SizeBytes)]);
    }

    private async Task<string> ApplicationOfAsync(string token, CancellationToken ct) =>
        await database.ReadAsync(connection => TrackingTokens.FindAsync(connection, token), ct) ?? throw Fault.Of(FaultReason.UnknownTrackingToken).Thrown();

    // A fault of ours is not the applicant's to read: it goes on to the page that says so.
    private static Words Why(FaultException no) => no.Fault.Reason == Fault.Of(FaultReason.InternalError).Reason ? throw no : new(no.Fault.Text.Id, no.Fault.Text.En);
}
