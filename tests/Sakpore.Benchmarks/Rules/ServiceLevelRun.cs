using Sakpore.Core.Deadlines;

namespace Sakpore.Benchmarks.Rules;

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

    /// <summary>
    /// The processor seconds it took, percentiles read, and the bytes that were allocated in all. Processor time, because others
    /// use the machine meanwhile.
    /// </summary>
    public static (double Seconds, long Allocated) Of(int applications)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        var report = new ServiceLevelReport();
        uint drawn = 2463534242;
        for (int application = 0; application < applications; application++)
        {
            string sector = Sectors[application % Sectors.Length];
            foreach ((string office, string stage) in Visits)
            {
                // xorshift32; most visits last a few days, one in 256 some months.
                drawn ^= drawn << 13;
                drawn ^= drawn >> 17;
                drawn ^= drawn << 5;
                int minutes = (drawn & 0xFF) == 0 ? 60_000 + (int)(drawn >> 20) : (int)(drawn >> 20);
                report.Add(new(office, stage, sector, minutes, minutes <= 900));
            }
        }

        long visits = 0;
        foreach (ServiceLevel level in report.Levels)
        {
            _ = level.Percentile(50) + level.Percentile(95);
            visits += level.Count;
        }

        double seconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        if (visits != (long)applications * Visits.Length)
            throw new InvalidOperationException($"{visits} visits were counted.");
        return (seconds, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
