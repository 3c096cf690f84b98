using Google.Protobuf.WellKnownTypes;
using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Tracking;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Storage;
using Sakpore.Permits.V1;
using Progress = Sakpore.Permits.V1.TrackingStep.Types.Progress;

namespace Sakpore.Grpc.Applications;

/// <summary>What an applicant may see, found by the tracking token.</summary>
internal sealed class TrackingReader(
    Database database, CatalogParts catalog, CityCatalog city, ApplicationViews views, LetterRegister letters, TimeProvider time)
{
    /// <summary>The view of a token, or null for every token that is none.</summary>
    public Task<Tracking?> FindAsync(string token, CancellationToken cancellation) => database.ReadAsync(
        async connection =>
        {
            if (await TrackingTokens.FindAsync(connection, token) is not { } application)
            {
                return null;
            }

            var state = ApplicationEvolution.Replay(await ApplicationHistory.ReadAsync(connection, application));
            var form = await views.FormAsync(connection, application);
            return ToMessage(state, form is null ? "" : FormStruct.Holder(form));
        },
        cancellation);

    private Tracking ToMessage(ApplicationState state, string applicant)
    {
        var parts = catalog.Pinned(state.Pins);
        var view = TrackingView.Of(state, parts.Procedure, parts.PermitType, city.Offices, parts.Calendar, Instants.Cut(time.GetUtcNow()));
        return new Tracking
        {
            RegistrationId = view.Application,
            PermitTitle = view.Permit.ToMessage(),
            ApplicantMasked = NameMask.Mask(applicant),
            State = view.Status.ToMessage(),
            SubmitTime = view.SubmittedAt.ToTimestamp(),
            EarliestDate = view.Deadline?.EarliestOn?.ToMessage(),
            DueDate = view.Deadline?.DueOn?.ToMessage(),
            Overdue = view.Deadline?.IsOverdue ?? false,
            LetterUri = state.HasLetter ? letters.Uri(state.Letter!.Code) : "",
            Owed = { view.Owed.Select(owed => owed.Name.ToMessage()) },
            Steps = { view.Steps.Select(ToMessage) },
        };
    }

    internal static TrackingStep ToMessage(TrackedStep step) => new()
    {
        Title = step.Name.ToMessage(),
        OfficeTitle = step.Office.Id,
        Progress = step.Progress switch
        {
            StepProgress.Done => Progress.Done,
            StepProgress.Current => Progress.Current,
            StepProgress.Coming => Progress.Coming,
            _ => Progress.Unspecified,
        },
        StartTime = step.Since?.ToTimestamp(),
        EndTime = step.Until?.ToTimestamp(),
        HoldReason = ApplicationMessages.ToMessage(step.LastAnswer?.Reason),
        ExpectedDate = step.LastAnswer?.ExpectedOn.ToMessage(),
    };
}
