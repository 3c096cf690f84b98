using Grpc.Core;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Applications;

/// <summary>What applicants hand in, themselves or through the front office: submissions and supplements.</summary>
internal sealed class Submissions(
    Database database, ApplicationCommands commands, Receipts receipts, CatalogParts catalog, LetterTemplates templates,
    DocumentStore documents, SubjectVault vault, TrackingTokens tokens, RandomIdentifiers random, PublicAddress address, HubOptions options)
{
    /// <summary>Hands in an application; answers a repeated request with the same registration id and token.</summary>
    public async Task<SubmitApplicationResponse> SubmitAsync(SubmitApplicationRequest request, ServerCallContext context)
    {
        var call = ApplicationCalls.Of(receipts, context, request, null, request.RequestId, "", "") with
        {
            Documents = [.. request.Files.Select(file => file.Document)],
        };
        var kind = ApplicationMessages.ToKind(request.Kind)
            ?? throw Fault.Invalid("kind", "Jenis permohonan wajib diisi.", "The kind of application is required.").Thrown();
        var form = FormStruct.Flatten(request.Form ?? new());
        string? token = null;
        var state = await commands.RunAsync(call, scope => PrepareAsync(scope, request, kind, form, token = random.NextTrackingToken()), context.CancellationToken);
        var application = ApplicationMessages.ToMessage(state, catalog.Pinned(state.Pins), state.SubmittedAt);
        if (call.ValidateOnly)
        {
            // Nothing was registered: a name would be one that the next applicant gets.
            (application.Name, application.Etag) = ("", "");
            return new SubmitApplicationResponse { Application = application };
        }

        token ??= await database.ReadAsync(connection => tokens.OfAsync(connection, state.Id), context.CancellationToken);
        return new SubmitApplicationResponse
        {
            Application = application,
            TrackingToken = token ?? "",
            TrackingUri = token is null ? "" : $"{address.Url}/lacak/{token}",
        };
    }

    /// <summary>Makes the command of a supplement: new files, and the form where it is given.</summary>
    public async Task<ApplicationCommand> SupplementAsync(CommandScope scope, SupplementApplicationRequest request)
    {
        await ActForApplicantAsync(scope);
        var state = scope.State!;
        var files = await AttachAsync(scope, request.Files, state.Id, state.Subject);
        if (request.Form is null)
        {
            return new Supplement(files);
        }

        var form = FormStruct.Flatten(request.Form);
        await vault.StoreAsync(scope.Transaction, state.Subject, PersonalNames.Form(state.Id), state.Sequence + 1, form);
        return new Supplement(files, form);
    }

    /// <summary>
    /// Lets the caller act for the applicant: the portal that handed the application in, or an officer on behalf.
    /// Actor and principal are both recorded.
    /// </summary>
    public static async Task ActForApplicantAsync(CommandScope scope)
    {
        var state = scope.State!;
        if (!await ApplicationReader.MaySeeAsync(scope.Transaction.Connection!, scope.Caller, state.Id, scope.Transaction))
        {
            throw Fault.Of(FaultReason.UnknownApplication, ResourceNames.Applications + state.Id).Thrown();
        }

        scope.By = scope.Caller.AsParty(state.Subject);
    }

    private async Task<ApplicationCommand> PrepareAsync(
        CommandScope scope, SubmitApplicationRequest request, ApplicationKind kind, Dictionary<string, FormValue> form, string token)
    {
        scope.Parts = catalog.InForce(ResourceNames.IdIn(ResourceNames.PermitTypes, request.PermitType) ?? "", OfficeClock.DateOf(scope.At))
            ?? throw Fault.Of(FaultReason.UnknownPermitType, request.PermitType).Thrown();
        var (earlier, holder) = await EarlierAsync(scope, request, kind, form);
        var (id, documentsFound) = scope.Submission!;
        var (subject, key) = holder is null ? vault.Create(scope.Last, scope.At) : (holder, await KeyAsync(scope, holder));
        using var _ = key;
        scope.By = scope.Caller.AsParty(subject);
        var files = holder is null
            ? Offered(request.Files, documents.AttachAll(
                scope.Last, request.Files.Select(file => file.Document), documentsFound, scope.Caller.System, id, subject, key))
            : await AttachAsync(scope, request.Files, id, subject);
        vault.Store(scope.Last, subject, key, PersonalNames.Form(id), 1, form);
        tokens.Create(scope.Last, id, subject, key, token);
        return new Submit(id, kind, subject, files, form, templates.Newest(scope.Parts.PermitType.LetterTemplate), earlier);
    }

    /// <summary>
    /// The earlier letter that is named, and its holder where the form is that same person's: the identity in both forms is
    /// compared. The new application then belongs to the subject of the earlier one, so that one erasure covers both.
    /// </summary>
    private async Task<(EarlierLetter? Letter, string? Holder)> EarlierAsync(
        CommandScope scope, SubmitApplicationRequest request, ApplicationKind kind, Dictionary<string, FormValue> form)
    {
        if (kind == ApplicationKind.Baru || request.EarlierLetter.Length == 0)
        {
            return (null, null);
        }

        var connection = scope.Transaction.Connection!;
        var code = ResourceNames.IdIn(ResourceNames.Letters, request.EarlierLetter) ?? request.EarlierLetter;
        if (await LetterRegister.OriginAsync(connection, code, scope.Transaction) is not { } origin)
        {
            return (new EarlierLetter(code, Exists: false, null, Revoked: false), null);
        }

        var earlierForm = await vault.FindAsync<Dictionary<string, FormValue>>(connection, PersonalNames.Form(origin.Application), scope.Transaction);
        var letter = new EarlierLetter(origin.Code, Exists: true, origin.Subject, origin.Status == "REVOKED");
        return earlierForm is not null && FormStruct.SameHolder(earlierForm, form) ? (letter, origin.Subject) : (letter, null);
    }

    private async Task<SealingKey> KeyAsync(CommandScope scope, string subject) =>
        await vault.KeyAsync(scope.Transaction.Connection!, subject, scope.Transaction) ?? throw Fault.Of(FaultReason.SubjectErased).Thrown();

    private async Task<IReadOnlyList<OfferedFile>> AttachAsync(
        CommandScope scope, IReadOnlyList<RequirementFile> files, string application, string subject)
    {
        var attached = new List<StoredDocument>();
        foreach (var file in files)
        {
            attached.Add(await documents.AttachAsync(scope.Transaction, file.Document, scope.Caller.System, application, subject));
        }

        return Offered(files, attached);
    }

    private IReadOnlyList<OfferedFile> Offered(IReadOnlyList<RequirementFile> files, IReadOnlyList<StoredDocument> attached) =>
    [
        .. files.Zip(attached, (file, document) => document.SizeBytes <= options.RequirementBytes
            ? new OfferedFile(file.Requirement, document.Id, document.MediaType, document.SizeBytes)
            : throw Fault.Of(FaultReason.DocumentTooLarge, file.Requirement).Thrown()),
    ];
}
