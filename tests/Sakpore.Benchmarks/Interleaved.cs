using System.Diagnostics;

namespace Sakpore.Benchmarks;

/// <summary>
/// Times several pieces of work in turn, round after round, so that whatever slows the machine slows each of them alike.
/// </summary>
internal static class Interleaved
{
    /// <summary>The median nanoseconds of one run of each piece of work, in their order.</summary>
    /// <param name="rounds">How many rounds count; one in five more are run before to warm up.</param>
    /// <param name="runs">How often a piece of work runs in one round.</param>
    /// <param name="work">The pieces.</param>
    public static double[] Medians(int rounds, int runs, params Action[] work) => Array.ConvertAll(Times(rounds, runs, work), Median);

    /// <summary>
    /// The median nanoseconds of one run of each piece, and the median over the rounds of each piece's time divided by the
    /// first's in the same round.
    /// </summary>
    /// <param name="rounds">How many rounds count; one in five more are run before to warm up.</param>
    /// <param name="runs">How often a piece of work runs in one round.</param>
    /// <param name="work">The pieces; the first is the floor.</param>
    public static (double[] Medians, double[] Ratios) MediansAndRatios(int rounds, int runs, params Action[] work)
    {
        var times = Times(rounds, runs, work);
        var ratios = Array.ConvertAll(times, piece => Median([.. piece.Select((time, round) => time / times[0][round])]));
        return (Array.ConvertAll(times, piece => Median([.. piece])), ratios);
    }

    private static List<double>[] Times(int rounds, int runs, Action[] work)
    {
        var times = Array.ConvertAll(work, _ => new List<double>(rounds));
        var warming = Math.Max(1, rounds / 5);
        for (var round = -warming; round < rounds; round++)
        {
            for (var piece = 0; piece < work.Length; piece++)
            {
                var start = Stopwatch.GetTimestamp();
                for (var run = 0; run < runs; run++)
                    work[piece]();
                var elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds / runs;
                if (round >= 0)
                    times[piece].Add(elapsed);
            }
        }

        return times;
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        var middle = times.Count / 2;
        return times.Count % 2 == 1 ? times[middle] : (times[middle - 1] + times[middle]) / 2;
    }
}
