using Sakpore.Core.Applications;

namespace Sakpore.Core.Deadlines;

/// <summary>A span between two entries of a history, with the state that held in it.</summary>
internal readonly record struct HistorySpan(ApplicationState State, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>The spans of a history up to an instant, in order and without gaps; none after an end.</summary>
    public static IEnumerable<HistorySpan> Of(IEnumerable<HistoryEntry> history, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(history);
        ApplicationState? state = null;
        DateTimeOffset from = default;
        foreach (HistoryEntry entry in history)
        {
            if (entry.At > until)
                break;
            if (state is not null)
                yield return new(state, from, entry.At);
            state = ApplicationEvolution.Evolve(state, entry);
            from = entry.At;
            if (state.IsEnded)
                yield break;
        }

        if (state is not null)
            yield return new(state, from, until);
    }
}
