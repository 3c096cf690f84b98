using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Sakpore.Benchmarks.Rules;

/// <summary>The rules: working days, decisions, replay, and the report over a year of a province.</summary>
internal static class RulesGroup
{
    private const double NanosecondsADay = 20;
    private const double MicrosecondsAnAction = 2;
    private const double KilobytesAnAction = 2;
    private const double MicrosecondsAReplay = 40;
    private const double SecondsAReport = 2;

    public static IReadOnlyList<Gate> Measure() => [.. WorkingDays(), .. Applications(), .. Report()];

    private static IEnumerable<Gate> WorkingDays()
    {
        Figures figures = Run<WorkingDayBenchmarks>();
        foreach (string counted in new[] { nameof(WorkingDayBenchmarks.Add), nameof(WorkingDayBenchmarks.Count) })
        {
            foreach (int days in WorkingDayBenchmarks.AllDays)
            {
                Figure fast = figures[counted, days];
                Figure naive = figures["Naive" + counted, days];
                string random = days == WorkingDayBenchmarks.Random ? "0 to 1,000" : $"{days}";
                yield return new($"{counted} {random} working days", fast.Nanoseconds, NanosecondsADay, "ns");
                yield return new($"{counted} {random} working days, allocated", fast.Bytes, 0, "B");
                yield return new(
                    $"{counted} {random} working days, naive loop over ours", naive.Nanoseconds / fast.Nanoseconds, null, "x", $"naive {naive.Nanoseconds:0.0} ns");
            }
        }
    }

    private static IEnumerable<Gate> Applications()
    {
        Figures figures = Run<ApplicationBenchmarks>();
        foreach (string action in ApplicationBenchmarks.AllActions)
        {
            Figure one = figures[nameof(ApplicationBenchmarks.DecideAndEvolve), action];
            yield return new($"Decide and evolve {action}", one.Nanoseconds / 1000, MicrosecondsAnAction, "us");
            yield return new($"Decide and evolve {action}, allocated", one.Bytes / 1024, KilobytesAnAction, "KB");
        }

        Figure replay = Run<ReplayBenchmarks>()[nameof(ReplayBenchmarks.Replay), null];
        yield return new($"Replay {ReplayBenchmarks.Entries} entries", replay.Nanoseconds / 1000, MicrosecondsAReplay, "us", $"{replay.Bytes / 1024:0.0} KB");
    }

    private static IEnumerable<Gate> Report()
    {
        (double _, long small) = ServiceLevelRun.Of(applications: 100_000);
        (double seconds, long large) = ServiceLevelRun.Of(applications: 1_000_000);
        yield return new("Service levels of 1,000,000 applications of 12 visits", seconds, SecondsAReport, "s", "one thread, visits made on the way");
        yield return new("Service levels, memory of 1,000,000 over 100,000", (double)large / small, 1.01, "x", $"{large / 1024.0:0} KB allocated in all");
    }

    /// <summary>In this process and shortly, so that the whole group ends in about two minutes.</summary>
    private static Figures Run<T>()
    {
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithIterationTime(TimeInterval.FromMilliseconds(60)).WithWarmupCount(4).WithIterationCount(15))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"))
            .WithOptions(ConfigOptions.DisableLogFile);
        Summary summary = BenchmarkRunner.Run<T>(config);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
            throw new InvalidOperationException($"{typeof(T).Name} did not run: {string.Join("; ", summary.ValidationErrors.Select(error => error.Message))}");
        return new(summary);
    }

    /// <summary>
    /// Nanoseconds and allocated bytes of one operation. The least of the iterations: what others do on the machine meanwhile
    /// only ever adds.
    /// </summary>
    private readonly record struct Figure(double Nanoseconds, double Bytes);

    private sealed class Figures(Summary summary)
    {
        /// <summary>The figure of a method and the value of its parameter; null: it has none, or any value.</summary>
        public Figure this[string method, object? parameter]
        {
            get
            {
                BenchmarkReport report = summary.Reports.First(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method
                    && (parameter is null || report.BenchmarkCase.Parameters.Items.Any(item => Equals(item.Value, parameter))));
                return new(report.ResultStatistics!.Min, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
            }
        }
    }
}
