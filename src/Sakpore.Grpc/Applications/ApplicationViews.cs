using System.Data.Common;
using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Applications;

/// <summary>Applications as those who handle them see them.</summary>
internal sealed class ApplicationViews(Database database, CatalogParts catalog, SubjectVault vault, TimeProvider time)
{
    private static readonly Query NewestForm = SubjectVault.SelectNewest("@Owner");

    /// <summary>One application with its form and files.</summary>
    public async Task<Application> GetAsync(Caller caller, string name, CancellationToken cancellation)
    {
        var id = ApplicationCalls.IdOf(name);
        var formName = PersonalNames.Form(id);
        return await database.ReadTogetherAsync(
            async results =>
            {
                var history = await SeenHistory.ReadAsync(results, cancellation);
                if (history.Count == 0)
                {
                    throw Fault.Of(FaultReason.UnknownApplication, name).Thrown();
                }

                var state = ApplicationEvolution.Replay(history);
                var message = Message(state);
                message.Files.AddRange(state.Files.Select(file => new RequirementFile
                {
                    Requirement = file.Requirement,
                    Document = ResourceNames.Documents + file.Document,
                }));
                await results.NextResultAsync(cancellation);
                if (await vault.ReadAsync<Dictionary<string, FormValue>>(results, formName, cancellation) is { } form)
                {
                    var lists = catalog.Pinned(state.Pins).PermitType.Form
                        .Where(field => field.Type == FormFieldType.List).Select(field => field.Name).ToHashSet();
                    message.Form = FormStruct.Nest(form, lists.Contains);
                }

                return message;
            },
            cancellation,
            SeenHistory.Of(caller, id),
            NewestForm.Of(formName.Owner, formName.Name));
    }

    /// <summary>A page of the applications that the caller's office holds or held.</summary>
    public async Task<ListApplicationsResponse> ListAsync(Caller caller, ListApplicationsRequest request, CancellationToken cancellation)
    {
        var filter = ApplicationFilter.Read(request.Filter);
        var query = $"applications/{caller.Office}/{request.WaitingOnly}/{request.Filter}";
        var size = Paging.Size(request.PageSize);
        var before = Paging.Read<string>(request.PageToken, query);
        return await database.ReadAsync(
            async connection =>
            {
                var ids = await ApplicationReader.ListAsync(connection, caller.Office!, request.WaitingOnly, filter, before, size + 1);
                var response = new ListApplicationsResponse();
                var histories = await ApplicationHistory.ReadAllAsync(connection, ids.Take(size));
                response.Applications.AddRange(ids.Take(size).Select(id => Message(ApplicationEvolution.Replay([.. histories[id]]))));

                response.NextPageToken = ids.Count > size ? Paging.Write(ids[size - 1], query) : "";
                return response;
            },
            cancellation);
    }

    /// <summary>The newest form of an application, or null after erasure.</summary>
    public Task<Dictionary<string, FormValue>?> FormAsync(DbConnection connection, string application, DbTransaction? transaction = null) =>
        vault.FindAsync<Dictionary<string, FormValue>>(connection, PersonalNames.Form(application), transaction);

    private Application Message(ApplicationState state) =>
        ApplicationMessages.ToMessage(state, catalog.Pinned(state.Pins), Instants.Cut(time.GetUtcNow()));
}
