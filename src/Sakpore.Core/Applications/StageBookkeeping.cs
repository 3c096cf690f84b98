namespace Sakpore.Core.Applications;

/// <summary>Stages opening and closing: who held the file, from when until when.</summary>
internal static class StageBookkeeping
{
    /// <summary>Opens the first stages; nobody finished a stage before them.</summary>
    public static ApplicationState Begin(ApplicationState state, IReadOnlyList<StageOpening> openings, DateTimeOffset at) => state with
    {
        CurrentStages = [.. openings.Select(opening => new OpenStage(opening, at))],
        Joins = Opened(state.Joins, openings),
    };

    /// <summary>Closes one stage and opens those after it.</summary>
    public static ApplicationState Pass(ApplicationState state, string from, IReadOnlyList<StageOpening> to, HistoryEntry entry) =>
        Move(state, stage => stage.Stage == from, to, state.Joins, entry);

    /// <summary>Closes the branches that the join no longer needs and opens what follows it.</summary>
    public static ApplicationState CloseJoin(ApplicationState state, RecommendationsJoined joined, HistoryEntry entry) =>
        Move(state, stage => stage.Join == joined.Join, joined.To, [.. state.Joins.Where(open => open.Join != joined.Join)], entry);

    /// <summary>Closes everything: nobody holds the file, nothing is owed.</summary>
    public static ApplicationState End(ApplicationState state, ApplicationStatus status, HistoryEntry entry) =>
        Move(state, _ => true, [], [], entry) with
        {
            Status = status,
            EndedAt = entry.At,
            Owed = [],
            OpenIntent = null,
            Suspensions = Resume(state.Suspensions, entry.At),
        };

    public static IReadOnlyList<Suspension> Resume(IReadOnlyList<Suspension> suspensions, DateTimeOffset at) =>
        suspensions is [.., { Until: null } open] ? [.. suspensions.SkipLast(1), open with { Until = at }] : suspensions;

    /// <summary>One copy of the state for all that moves: this is the path of every action.</summary>
    private static ApplicationState Move(
        ApplicationState state, Func<StageOpening, bool> closes, IReadOnlyList<StageOpening> to, IReadOnlyList<OpenJoin> joins, HistoryEntry entry)
    {
        var open = new List<OpenStage>(state.CurrentStages.Count + to.Count);
        var visits = new List<StageVisit>(state.Visits.Count + state.CurrentStages.Count);
        visits.AddRange(state.Visits);
        IReadOnlyList<string> returning = state.ReturningStages;
        for (int i = 0; i < state.CurrentStages.Count; i++)
        {
            OpenStage stage = state.CurrentStages[i];
            if (!closes(stage.Opening))
            {
                open.Add(stage);
                continue;
            }

            visits.Add(new(stage.Opening, stage.Since, entry.At, entry.Actor));
            if (returning.Count > 0)
                returning = [.. returning.Where(waiting => waiting != stage.Opening.Stage)];
        }

        for (int i = 0; i < to.Count; i++)
            open.Add(new(to[i], entry.At, entry.Actor));
        return state with { CurrentStages = open, Visits = visits, ReturningStages = returning, Joins = Opened(joins, to) };
    }

    /// <summary>The joins with those that open: branches of one join open together.</summary>
    private static IReadOnlyList<OpenJoin> Opened(IReadOnlyList<OpenJoin> joins, IReadOnlyList<StageOpening> openings) =>
        openings.Count == 0 || openings[0].Join is not { } join
            ? joins
            : [.. joins, new OpenJoin(join, [.. openings.Select(branch => branch.Stage)], [])];
}
