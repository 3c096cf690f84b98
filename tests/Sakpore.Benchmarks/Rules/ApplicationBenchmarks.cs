using BenchmarkDotNet.Attributes;
using Sakpore.Core.Applications;

namespace Sakpore.Benchmarks.Rules;

/// <summary>One action decided and recorded, at each place of an application's way.</summary>
public class ApplicationBenchmarks
{
    // One round of recommendations, two corrections, one extension: more than most have behind them.
    private static readonly ApplicationWalk Walk = ApplicationWalk.OfEntries(18);

    private WalkedStep _step = Walk.Steps[0];

    /// <summary>The last step of each kind: that with the longest history behind it.</summary>
    public static IEnumerable<string> AllActions { get; } = [.. Walk.Steps.Select(step => step.Name).Distinct()];

    [ParamsSource(nameof(AllActions))]
    public string Action { get; set; } = "";

    [GlobalSetup]
    public void Find() => _step = Walk.Steps.Last(step => step.Name == Action);

    [Benchmark]
    public ApplicationState? DecideAndEvolve()
    {
        ApplicationState? state = _step.Before;
        var accepted = (Decision.Accepted)ApplicationDecider.Decide(state, _step.Command, _step.Context);
        for (int i = 0; i < accepted.Events.Count; i++)
        {
            state = ApplicationEvolution.Evolve(
                state, new((state?.Sequence ?? 0) + 1, _step.Context.At, _step.Context.By.Actor, _step.Context.By.Office, null, null, accepted.Events[i]));
        }

        return state;
    }
}

/// <summary>The replay of a whole history.</summary>
public class ReplayBenchmarks
{
    public const int Entries = 40;

    private readonly IReadOnlyList<HistoryEntry> _history = ApplicationWalk.OfEntries(Entries).History;

    [Benchmark]
    public ApplicationState Replay() => ApplicationEvolution.Replay(_history);
}
