using CsCheck;
using Sakpore.Core.Applications;
using Sakpore.Core.Deadlines;
using Sakpore.Core.Tests.Applications;

namespace Sakpore.Core.Tests.Deadlines;

public sealed class ServiceLevelReportTests
{
    [Test]
    public void Report_counts_by_office_stage_and_sector()
    {
        var report = new ServiceLevelReport();
        report.Add(new("dpmptsp", "back-office", "penelitian", 450, true));
        report.Add(new("dpmptsp", "back-office", "penelitian", 900, false));
        report.Add(new("dpmptsp", "back-office", "kesehatan", 10, true));
        report.Add(new("bappeda", "rekomendasi", null, 100_000, false));
        Assert.That(report.Levels.Select(level => (level.Office, level.Sector, level.OnTime, level.Late)), Is.EqualTo(new (string, string?, long, long)[]
        {
            ("bappeda", null, 0, 1), ("dpmptsp", "kesehatan", 1, 0), ("dpmptsp", "penelitian", 1, 1),
        }));
        Assert.That(report.Levels.First().Percentile(50), Is.EqualTo(100_000));
    }

    [Test]
    public void Percentile_is_the_nearest_rank_of_the_sorted_visits() =>
        Gen.Select(Gen.OneOf(Gen.Int[0, 3000], Gen.Int[0, 600_000]).Array[1, 300], Gen.Int[1, 100]).Sample(
            (minutes, percent) =>
            {
                var report = new ServiceLevelReport();
                foreach (int visit in minutes)
                    report.Add(new("o", "s", null, visit, true));
                int[] sorted = [.. minutes.Order()];
                int rank = Math.Max(1, (int)Math.Ceiling(sorted.Length * percent / 100.0));
                return report.Levels.Single().Percentile(percent) == sorted[rank - 1];
            },
            iter: 2000,
            threads: 1);

    [Test]
    public void Longest_visit_there_can_be_is_counted()
    {
        var report = new ServiceLevelReport();
        report.Add(new("o", "s", null, int.MaxValue, false));
        Assert.That(report.Levels.Single().Percentile(100), Is.EqualTo(int.MaxValue));
    }

    [Test]
    public void Records_of_an_application_leave_out_the_time_a_stage_waited()
    {
        Walk walk = new Walk().ToBackOffice();                                                     // Monday 09:00
        walk.Now = walk.Now.AddHours(1);
        walk.Do(Walk.BackOffice, new ReturnForCorrection(["ktp"], "UNREADABLE"));                  // 60 min held
        walk.Now = walk.Now.AddDays(2);
        walk.Do(Walk.Portal, new Supplement([new("ktp", "doc-5", "image/png", 5)]));               // Wednesday 10:00
        walk.Now = walk.Now.AddDays(1);
        walk.Do(Walk.BackOffice, new Forward());                                                   // a day held; target 1 day + 2 of waiting
        walk.Do(Walk.SubKoordinator, new Forward());
        walk.Now = walk.Now.AddDays(4);
        walk.Do(Walk.Koordinator, new Forward());                                                  // Thursday to Monday; target 1 day

        Assert.That(StageVisitRecord.Of(walk.History, walk.Procedure, _ => walk.Calendar), Is.EqualTo(new StageVisitRecord[]
        {
            new("dpmptsp", "front-office", null, 0, true),
            new("dpmptsp", "back-office", "penelitian", 510, true),
            new("dpmptsp", "sub-koordinator", null, 0, true),
            new("dpmptsp", "koordinator", null, 900, false),
        }));
        Assert.That(StageVisitRecord.Of([], walk.Procedure, _ => walk.Calendar), Is.Null);
    }

    [Test]
    public void Misuse_is_refused() => Assert.Multiple(() =>
    {
        var report = new ServiceLevelReport();
        Assert.That(() => report.Add(new("o", "s", null, -1, true)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        report.Add(new("o", "s", null, 1, true));
        Assert.That(() => report.Levels.Single().Percentile(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => report.Levels.Single().Percentile(101), Throws.InstanceOf<ArgumentOutOfRangeException>());
    });
}
