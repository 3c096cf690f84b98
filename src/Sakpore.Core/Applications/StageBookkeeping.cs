namespace Sakpore.Core.Applications;

/// <summary>Stages opening and closing: who held the file, from when until when. Writes the state being made.</summary>
internal static class StageBookkeeping
{
    /// <summary>Opens the first stages; nobody finished a stage before them.</summary>
    public static void Begin(ApplicationState next, IReadOnlyList<StageOpening> openings, DateTimeOffset at)
    {
        var open = new OpenStage[openings.Count];
        for (int i = 0; i < open.Length; i++)
            open[i] = new(openings[i], at);
        next.CurrentStages = open;
        OpenJoin(next, openings);
    }

    /// <summary>Closes one stage and opens those after it.</summary>
    public static void Pass(ApplicationState next, string from, IReadOnlyList<StageOpening> to, HistoryEntry entry) =>
        Move(next, stage: from, join: null, to, entry);

    /// <summary>Closes the branches that the join no longer needs and opens what follows it.</summary>
    public static void CloseJoin(ApplicationState next, RecommendationsJoined joined, HistoryEntry entry)
    {
        next.Joins = next.Joins.Count == 1 ? [] : [.. next.Joins.Where(open => open.Join != joined.Join)];
        Move(next, stage: null, joined.Join, joined.To, entry, advisedAgainst: !joined.AllFavourable);
    }

    /// <summary>Closes everything: nobody holds the file, nothing is owed.</summary>
    public static void End(ApplicationState next, ApplicationStatus status, HistoryEntry entry)
    {
        Move(next, stage: null, join: null, [], entry);
        next.Joins = [];
        next.Status = status;
        next.Ended = new(entry.At);
        next.Owed = [];
        next.OpenIntent = null;
        Resume(next, entry.At);
    }

    /// <summary>Ends the suspension that is open, if one is.</summary>
    public static void Resume(ApplicationState next, DateTimeOffset at)
    {
        if (next.Suspensions is [.., { Until: null } open])
            next.Suspensions = [.. next.Suspensions.Take(next.Suspensions.Count - 1), open with { Until = at }];
    }

    /// <summary>Closes a stage, the branches of a join or, where neither is named, every stage. This is the path of every action.</summary>
    private static void Move(
        ApplicationState next, string? stage, string? join, IReadOnlyList<StageOpening> to, HistoryEntry entry, bool advisedAgainst = false)
    {
        IReadOnlyList<OpenStage> before = next.CurrentStages;
        int closing = 0;
        for (int i = 0; i < before.Count; i++)
            closing += Closes(before[i].Opening, stage, join) ? 1 : 0;
        var open = new OpenStage[before.Count - closing + to.Count];
        var visits = new StageVisit[next.Visits.Count + closing];
        for (int i = 0; i < next.Visits.Count; i++)
            visits[i] = next.Visits[i];

        int kept = 0;
        int closed = next.Visits.Count;
        for (int i = 0; i < before.Count; i++)
        {
            StageOpening opening = before[i].Opening;
            if (!Closes(opening, stage, join))
            {
                open[kept++] = before[i];
                continue;
            }

            visits[closed++] = new(opening, before[i].Since, entry.At, entry.Actor);
            if (next.ReturningStages.Contains(opening.Stage))
                next.ReturningStages = [.. next.ReturningStages.Where(waiting => waiting != opening.Stage)];
        }

        for (int i = 0; i < to.Count; i++)
            open[kept++] = new(to[i], entry.At, entry.Actor, AdvisedAgainst: advisedAgainst);
        next.CurrentStages = open;
        next.Visits = visits;
        OpenJoin(next, to);
    }

    private static bool Closes(StageOpening opening, string? stage, string? join) =>
        stage is not null ? opening.Stage == stage : join is null || opening.Join == join;

    /// <summary>Branches of one join open together.</summary>
    private static void OpenJoin(ApplicationState next, IReadOnlyList<StageOpening> openings)
    {
        if (openings.Count > 0 && openings[0].Join is { } join)
            next.Joins = next.Joins.And(new OpenJoin(join, [.. openings.Select(branch => branch.Stage)], []));
    }
}
