using CsCheck;
using Sakpore.Core.Applications;
using Sakpore.Core.Deadlines;
using Sakpore.Core.Tests.Applications;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Tests.Deadlines;

public sealed class TimeHeldTests
{
    [Test]
    public void Attribution_names_parallel_holders_together_and_suspension_apart()
    {
        Walk walk = new Walk().ToRecommendations();                                  // Monday 09:00; the clock starts
        walk.Now = walk.Now.AddHours(1);                                             // 60 min {bappeda,kesbangpol}
        walk.Do(Walk.Bappeda, Walk.Favourable());
        walk.Now = walk.Now.AddHours(1);                                             // 60 min {kesbangpol}
        walk.Do(Walk.Kesbangpol, new ReturnForCorrection(["ktp"], "UNREADABLE"));
        walk.Now = walk.Now.AddHours(4);                                             // 11:00-15:00, an hour's break: 180 min suspended
        walk.Do(Walk.Portal, new Supplement([new("ktp", "doc-5", "image/png", 5)]));
        walk.Now = walk.Now.AddMinutes(30);                                          // 30 min {kesbangpol}
        walk.Do(Walk.Kesbangpol, Walk.Favourable());
        walk.Now = walk.Now.AddDays(1);                                              // 450 min {dpmptsp}

        Attribution attribution = TimeHeld.Attribute(walk.History, walk.Calendar, walk.Now)!;
        Assert.That(attribution.Pieces, Is.EqualTo(new[]
        {
            new AttributedTime("{dpmptsp}", TimeSpan.FromMinutes(450)),
            new AttributedTime("suspended", TimeSpan.FromMinutes(180)),
            new AttributedTime("{kesbangpol}", TimeSpan.FromMinutes(90)),
            new AttributedTime("{bappeda,kesbangpol}", TimeSpan.FromMinutes(60)),
        }));
        Assert.That(attribution.Whole, Is.EqualTo(TimeSpan.FromMinutes(780)));

        IReadOnlyList<HeldTime> held = TimeHeld.HeldBy(walk.History, _ => walk.Calendar, walk.Now)!;
        Assert.That(held, Is.EqualTo(new[]
        {
            new HeldTime("bappeda", TimeSpan.FromMinutes(60)),
            new HeldTime("dpmptsp", TimeSpan.FromMinutes(450)),
            new HeldTime("kesbangpol", TimeSpan.FromMinutes(150)),
        }), "the time Kesbangpol waited for the applicant is not its own");
    }

    [Test]
    public void HeldBy_counts_each_office_on_its_own_calendar()
    {
        Walk walk = new Walk().ToRecommendations();
        walk.Now = new(2026, 9, 14, 7, 30, 0, TimeSpan.FromHours(7));
        WorkCalendar six = Repository.Catalog.FindCalendar("6-day-cuti-off")!;
        IReadOnlyList<HeldTime> held = TimeHeld.HeldBy(walk.History, office => office == "bappeda" ? six : walk.Calendar, walk.Now)!;
        DateTimeOffset since = walk.History[0].At;
        Assert.That(held.Single(time => time.Office == "bappeda").WorkingTime, Is.EqualTo(six.WorkingTimeBetween(since, walk.Now)));
        Assert.That(held.Single(time => time.Office == "kesbangpol").WorkingTime, Is.EqualTo(walk.Calendar.WorkingTimeBetween(since, walk.Now)));
    }

    /// <summary>Histories with two parallel branches and suspensions inside them: the pieces add up to the whole, exactly.</summary>
    [Test]
    public void Attribution_adds_up_exactly()
    {
        int suspended = 0;
        (Party By, ApplicationCommand Command)[] tries =
        [
            (Walk.Kesbangpol, Walk.Favourable()),
            (Walk.Bappeda, Walk.Favourable()),
            (Walk.Kesbangpol, new ReturnForCorrection(["ktp"], "EXPIRED")),
            (Walk.Bappeda, new ReturnForCorrection(["proposal"], "EXPIRED")),
            (Walk.Portal, new Supplement([new("ktp", "doc-5", "image/png", 5)])),
            (Walk.Portal, new Supplement([new("proposal", "doc-6", "application/pdf", 5)])),
            (Walk.BackOffice, new Forward(To: "rekomendasi")),
        ];
        Gen.Select(Gen.Int[0, tries.Length - 1], Gen.Long[0, 3L * 24 * 3600 * TimeSpan.TicksPerSecond]).Array[4, 30].Sample(
            steps =>
            {
                Walk walk = new Walk().ToRecommendations();
                DateTimeOffset started = walk.Now;
                foreach ((int which, long ticks) in steps)
                {
                    walk.Now = walk.Now.AddTicks(ticks);
                    if (walk.Try(tries[which].By, tries[which].Command) is Decision.Accepted)
                        walk.Do(tries[which].By, tries[which].Command);
                }

                Attribution attribution = TimeHeld.Attribute(walk.History, walk.Calendar, walk.Now)!;
                suspended += attribution.Pieces.Any(piece => piece.Key == TimeHeld.Suspended) ? 1 : 0;
                return attribution.Pieces.Sum(piece => piece.WorkingTime.Ticks) == attribution.Whole.Ticks
                    && attribution.Whole == walk.Calendar.WorkingTimeBetween(started, walk.Now);
            },
            iter: 500,
            threads: 1);
        Assert.That(suspended, Is.GreaterThan(100), "the histories must hold suspensions");
    }

    [Test]
    public void Attribution_is_null_before_the_clock_starts()
    {
        Walk walk = new Walk().Submitted();
        Assert.That(TimeHeld.Attribute(walk.History, walk.Calendar, walk.Now.AddDays(1)), Is.Null);
    }
}
