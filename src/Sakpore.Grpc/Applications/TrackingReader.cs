using System.Data.Common;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Tracking;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.PublicPages;
using Sakpore.Grpc.Storage;
using Sakpore.Permits.V1;
using Progress = Sakpore.Permits.V1.TrackingStep.Types.Progress;

namespace Sakpore.Grpc.Applications;

/// <summary>What an applicant may see, found by the tracking token.</summary>
internal sealed class TrackingReader(
    Database database, CatalogParts catalog, CityCatalog city, SubjectVault vault, ApplicationViews views, LetterRegister letters, Questions questions,
    TimeProvider time)
{
    /// <summary>The history of the application of <c>@token</c>'s hash.</summary>
    public static readonly Query SelectHistory = new($"SELECT {SeenHistory.Columns} FROM events e WHERE e.application_id = {Tracked} ORDER BY e.sequence");

    /// <summary>Its form.</summary>
    public static readonly Query SelectForm = SubjectVault.SelectNewest($"'{ResourceNames.Applications}' || {Tracked}");

    private const string Tracked = "(SELECT application_id FROM tracking_tokens WHERE token_hash = @token)";

    /// <summary>The view of a token, or null for every token that is none.</summary>
    public async Task<Tracking?> FindAsync(string token, CancellationToken cancellation)
    {
        if (!TrackingTokens.IsPossible(token))
        {
            return null;
        }

        var hash = TrackingTokens.Hash(token);
        return await database.ReadTogetherAsync(
            async results =>
            {
                var history = await SeenHistory.ReadAsync(results, cancellation);
                if (history.Count == 0)
                {
                    return null;
                }

                var state = ApplicationEvolution.Replay(history);
                await results.NextResultAsync(cancellation);
                var form = await vault.ReadAsync<Dictionary<string, FormValue>>(results, PersonalNames.Form(state.Id), cancellation);
                var parts = catalog.Pinned(state.Pins);
                var view = TrackingView.Of(state, parts.Procedure, parts.PermitType, city.Offices, parts.Calendar, Instants.Cut(time.GetUtcNow()));
                return ToMessage(state, view, form is null ? "" : FormStruct.Holder(form));
            },
            cancellation,
            SelectHistory.Of(hash),
            SelectForm.Of(hash, PersonalNames.Form("").Name));
    }

    /// <summary>The same with what its page offers.</summary>
    public Task<TrackedApplication?> FindTrackedAsync(string token, CancellationToken cancellation) => database.ReadAsync(
        async connection =>
        {
            if (await TrackingTokens.FindAsync(connection, token) is not { } application)
            {
                return null;
            }

            var state = ApplicationEvolution.Replay(await ApplicationHistory.ReadAsync(connection, application));
            var form = await views.FormAsync(connection, application);
            return await ReadAsync(connection, state, form is null ? "" : FormStruct.Holder(form));
        },
        cancellation);

    private async Task<TrackedApplication> ReadAsync(DbConnection connection, ApplicationState state, string applicant)
    {
        var parts = catalog.Pinned(state.Pins);
        var now = Instants.Cut(time.GetUtcNow());
        var view = TrackingView.Of(state, parts.Procedure, parts.PermitType, city.Offices, parts.Calendar, now);
        var today = parts.Calendar.Zone.DateOf(now);
        var asked = await questions.OfAsync(connection, state.Id);
        return new TrackedApplication(ToMessage(state, view, applicant), state.Sequence + asked.Count(question => question.Answer is not null))
        {
            Holds =
            [
                .. view.Steps.Where(step => step.Progress == StepProgress.Current).Select(step => new Hold(
                    Words(step.Name), Words(step.Office), step.Since!.Value,
                    parts.Calendar.CountWorkingDays(parts.Calendar.Zone.DateOf(step.Since.Value), today), step.AwaitsApplicant)),
            ],
            Owed = [.. view.Owed.Select(owed => Owed(owed, parts.PermitType))],
            LikelyOn = view.Forecast?.LikelyOn,
            IsProvisional = view.Forecast?.IsProvisional ?? false,
            RejectedBecause = view.RejectedBecause is { } why ? Words(why) : null,
            LetterNumber = view.LetterNumber ?? (state.HasRejectionLetter ? state.Letter!.Number : ""),
            MayTakeLetter = LetterPickup.IsOffered(state),
            MayAnswerSurvey = state.IsEnded && !await HasAnsweredAsync(connection, state.Id),
            Questions = asked,
        };
    }

    private Tracking ToMessage(ApplicationState state, TrackingView view, string applicant) => new()
    {
        RegistrationId = view.Application,
        PermitTitle = view.Permit.ToMessage(),
        ApplicantMasked = NameMask.Mask(applicant),
        State = view.Status.ToMessage(),
        SubmitTime = view.SubmittedAt.ToTimestamp(),
        EarliestDate = view.Deadline?.EarliestOn?.ToMessage(),
        DueDate = view.Deadline?.DueOn?.ToMessage(),
        FirstDueDate = view.Deadline is { FirstDueOn: { } first } deadline && deadline.DueOn != first ? first.ToMessage() : null,
        Overdue = view.Deadline?.IsOverdue ?? false,
        LetterUri = state.HasLetter ? letters.Uri(state.Letter!.Code) : "",
        RejectionLetterUri = state.HasRejectionLetter ? letters.Uri(state.Letter!.Code) : "",
        RejectionReason = view.RejectedBecause?.ToMessage(),
        Owed = { view.Owed.Select(owed => owed.Name.ToMessage()) },
        Steps = { view.Steps.Select(ToMessage) },
    };

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

    private static OwedFile Owed(OwedItem owed, Core.Catalog.PermitType permitType) =>
        permitType.Requirements.FirstOrDefault(requirement => requirement.Id == owed.Requirement) is { } requirement
            ? new OwedFile(owed.Requirement, Words(owed.Name), requirement.MediaTypes, requirement.MaxBytes)
            : new OwedFile(owed.Requirement, Words(owed.Name), [], 0);

    private static async Task<bool> HasAnsweredAsync(DbConnection connection, string application) => await connection.ExecuteScalarAsync<long>(
        "SELECT COUNT(*) FROM survey_receipts WHERE application_id = @application", new { application }) > 0;

    private static Words Words(Core.LocalizedText text) => new(text.Id, text.En);
}
