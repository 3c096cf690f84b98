using System.Diagnostics;
using Sakpore.Core.Deadlines;

namespace Sakpore.Benchmarks;

/// <summary>A service-level report over made-up applications of twelve stage visits each, streamed: no visit is kept.</summary>
internal static class ServiceLevelRun
{
    private static readonly (string Office, string Stage)[] Visits =
    [
        ("dpmptsp", "front-office"), ("dpmptsp", "back-office"), ("dpmptsp", "sub-koordinator"), ("dpmptsp", "koordinator"),
        ("kesbangpol", "rekomendasi-kesbangpol"), ("bappeda", "rekomendasi-bappeda"), ("dpmptsp", "pencocokan"), ("kesbangpol", "rekomendasi-kesbangpol"),
        ("bappeda", "rekomendasi-bappeda"), ("dpmptsp", "pencocokan"), ("dpmptsp", "kasi"), ("dpmptsp", "tanda-tangan"),
    ];

    private static readonly string[] Sectors = ["kesehatan", "pendidikan", "industri", "ekonomi", "penelitian"];

    /// <summary>The seconds it took on this thread, percentiles read, and the bytes that were allocated in all.</summary>
    public static (double Seconds, long Allocated) Of(int applications)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        var report = new ServiceLevelReport();
        uint drawn = 2463534242;
        for (int application = 0; application < applications; application++)
        {
            string sector = Sectors[application % Sectors.Length];
            foreach ((string office, string stage) in Visits)
            {
                // xorshift32; most visits last a few days, one in 4,096 some years.
                drawn ^= drawn << 13;
                drawn ^= drawn >> 17;
                drawn ^= drawn << 5;
                int minutes = (drawn & 0xFFF) == 0 ? 60_000 + (int)(drawn >> 14) : (int)(drawn >> 20);
                report.Add(new(office, stage, sector, minutes, minutes <= 900));
            }
        }

        long visits = 0;
        foreach (ServiceLevel level in report.Levels)
        {
            _ = level.Percentile(50) + level.Percentile(95);
            visits += level.Count;
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (visits != (long)applications * Visits.Length)
            throw new InvalidOperationException($"{visits} visits were counted.");
        return (seconds, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
