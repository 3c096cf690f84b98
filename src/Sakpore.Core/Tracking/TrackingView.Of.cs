using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Deadlines;
using Sakpore.Core.Procedures;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Tracking;

/// <content>How the view is made.</content>
public sealed partial record TrackingView
{
    private static readonly LocalizedText FormName = new("Data formulir", "The form's data");

    /// <summary>The view of an application.</summary>
    /// <param name="state">The application.</param>
    /// <param name="procedure">The procedure it is pinned to.</param>
    /// <param name="permitType">The permit type it is pinned to.</param>
    /// <param name="offices">The offices, for their names; an office that is missing is shown by its slug.</param>
    /// <param name="calendar">The calendar to count on.</param>
    /// <param name="now">The instant of the view.</param>
    public static TrackingView Of(
        ApplicationState state, Procedure procedure, PermitType permitType, IReadOnlyList<Office> offices, WorkCalendar calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(procedure);
        ArgumentNullException.ThrowIfNull(permitType);
        ArgumentNullException.ThrowIfNull(offices);
        return new()
        {
            Application = state.Id,
            Permit = permitType.Name,
            Status = state.Status,
            SubmittedAt = state.SubmittedAt,
            Steps = StepsOf(state, procedure, permitType, offices),
            HeldBy = [.. state.CurrentStages.Where(open => !Waits(state, open)).Select(open => open.Opening.Office).Distinct().Select(slug => OfficeName(offices, slug))],
            Owed = [.. state.Owed.Select(id => new OwedItem(id, permitType.Requirements.FirstOrDefault(requirement => requirement.Id == id)?.Name ?? FormName))],
            Deadline = DeadlineView.Of(state, calendar, now),
            Forecast = Forecast.Of(state, procedure, permitType, calendar, now),
            LegalLimitOn = LegalLimit.Of(state, permitType, calendar),
            LetterNumber = state.HasLetter ? state.Letter?.Number : null,
            RejectedBecause = permitType.RejectionReasons.FirstOrDefault(reason => reason.Code == state.RejectedBecause)?.Text,
        };
    }

    private static List<TrackedStep> StepsOf(ApplicationState state, Procedure procedure, PermitType permitType, IReadOnlyList<Office> offices)
    {
        var steps = new List<TrackedStep>();
        foreach (StageVisit visit in state.Visits)
            steps.Add(new(visit.Opening.Stage, StageName(procedure, visit.Opening.Stage), OfficeName(offices, visit.Opening.Office), StepProgress.Done, visit.Since, visit.Until, false));
        foreach (OpenStage open in state.CurrentStages)
            steps.Add(new(open.Opening.Stage, StageName(procedure, open.Opening.Stage), OfficeName(offices, open.Opening.Office), StepProgress.Current, open.Since, null, Waits(state, open))
            {
                LastAnswer = state.Inquiries.LastOrDefault(inquiry => inquiry.Stage == open.Opening.Stage && inquiry.AskedAt >= open.Since && inquiry.Answer is not null)?.Answer,
            });
        if (state.IsEnded)
            return steps;

        foreach (Stage stage in procedure.Stages.Where(stage => IsComing(stage, permitType) && !steps.Exists(step => step.Stage == stage.Id)))
            steps.Add(new(stage.Id, stage.Name, OfficeName(offices, stage.Owner.Office), StepProgress.Coming, null, null, false));
        return steps;
    }

    private static bool IsComing(Stage stage, PermitType permitType) => !stage.Optional || permitType.Recommendations.Contains(stage.Id);

    private static bool Waits(ApplicationState state, OpenStage open) => state.ReturningStages.Contains(open.Opening.Stage);

    private static LocalizedText StageName(Procedure procedure, string stage) => procedure.FindStage(stage)?.Name ?? new(stage, stage);

    private static LocalizedText OfficeName(IReadOnlyList<Office> offices, string slug) =>
        offices.FirstOrDefault(office => office.Slug == slug)?.Name ?? new(slug, slug);
}
