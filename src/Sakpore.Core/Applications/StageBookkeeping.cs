namespace Sakpore.Core.Applications;

/// <summary>Stages opening and closing: who held the file, from when until when.</summary>
internal static class StageBookkeeping
{
    public static ApplicationState Open(ApplicationState state, IReadOnlyList<StageOpening> openings, DateTimeOffset at, string? by)
    {
        var joins = new List<OpenJoin>(state.Joins);
        foreach (IGrouping<string?, StageOpening> branches in openings.Where(opening => opening.Join is not null).GroupBy(opening => opening.Join))
            joins.Add(new(branches.Key!, [.. branches.Select(branch => branch.Stage)], []));

        return state with
        {
            CurrentStages = [.. state.CurrentStages, .. openings.Select(opening => new OpenStage(opening, at, by))],
            Joins = joins,
        };
    }

    /// <summary>Closes one stage and opens those after it.</summary>
    public static ApplicationState Pass(ApplicationState state, string from, IReadOnlyList<StageOpening> to, HistoryEntry entry) =>
        Open(Close(state, open => open.Opening.Stage == from, entry), to, entry.At, entry.Actor);

    /// <summary>Closes the branches that the join no longer needs and opens what follows it.</summary>
    public static ApplicationState CloseJoin(ApplicationState state, RecommendationsJoined joined, HistoryEntry entry)
    {
        ApplicationState closed = Close(state, open => open.Opening.Join == joined.Join, entry);
        closed = closed with { Joins = [.. closed.Joins.Where(open => open.Join != joined.Join)] };
        return Open(closed, joined.To, entry.At, entry.Actor);
    }

    /// <summary>Closes everything: nobody holds the file, nothing is owed.</summary>
    public static ApplicationState End(ApplicationState state, ApplicationStatus status, HistoryEntry entry) =>
        Close(state, _ => true, entry) with
        {
            Status = status,
            EndedAt = entry.At,
            Joins = [],
            Owed = [],
            ReturningStages = [],
            OpenIntent = null,
            Suspensions = Resume(state.Suspensions, entry.At),
        };

    public static IReadOnlyList<Suspension> Resume(IReadOnlyList<Suspension> suspensions, DateTimeOffset at) =>
        suspensions is [.., { Until: null } open] ? [.. suspensions.SkipLast(1), open with { Until = at }] : suspensions;

    private static ApplicationState Close(ApplicationState state, Func<OpenStage, bool> which, HistoryEntry entry)
    {
        OpenStage[] closing = [.. state.CurrentStages.Where(which)];
        return state with
        {
            CurrentStages = [.. state.CurrentStages.Where(open => !which(open))],
            Visits = [.. state.Visits, .. closing.Select(open => new StageVisit(open.Opening, open.Since, entry.At, entry.Actor))],
            ReturningStages = [.. state.ReturningStages.Where(stage => !closing.Any(open => open.Opening.Stage == stage))],
        };
    }
}
