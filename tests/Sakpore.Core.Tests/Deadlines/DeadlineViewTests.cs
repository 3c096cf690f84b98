using Sakpore.Core.Applications;
using Sakpore.Core.Deadlines;
using Sakpore.Core.Tests.Applications;

namespace Sakpore.Core.Tests.Deadlines;

/// <summary>A row for each sentence of the project's reading of deadlines. Day 0 is Monday 7 September 2026, due Monday 14.</summary>
public sealed class DeadlineViewTests
{
    private const string NotReturned = "";

    // Stop and resume on one day move nothing.
    [TestCase("09-08T09:00", "09-08T15:00", "2026-09-14", 0)]
    // Suspended are the working days after the stop up to and including the resumption.
    [TestCase("09-08T09:00", "09-09T09:00", "2026-09-15", 1)]
    [TestCase("09-08T23:00", "09-10T09:00", "2026-09-16", 2)]
    // The receipt of the supplement is rolled: after the cut-off and on a weekend it counts for the next working day.
    [TestCase("09-08T09:00", "09-08T16:01", "2026-09-15", 1)]
    [TestCase("09-08T09:00", "09-12T09:00", "2026-09-18", 4)]
    // Days off move nothing.
    [TestCase("09-11T17:00", "09-13T09:00", "2026-09-15", 1)]
    // A suspension that begins on the due date moves it; one that begins after it moves nothing.
    [TestCase("09-14T15:00", "09-16T09:00", "2026-09-16", 2)]
    [TestCase("09-15T09:00", "09-17T09:00", "2026-09-14", 0)]
    [TestCase(NotReturned, NotReturned, "2026-09-14", 0)]
    public void Due_moves_by_the_suspended_days(string stop, string resume, string due, int suspended)
    {
        Walk walk = new Walk().ToBackOffice();
        if (stop != NotReturned)
        {
            Return(walk, stop, "ktp");
            walk.Now = At(resume);
            walk.Do(Walk.Portal, new Supplement([new("ktp", "doc-5", "image/png", 5)]));
        }

        DeadlineView view = View(walk);
        Assert.That(view.DueOn, Is.EqualTo(Date(due)));
        Assert.That(view.SuspendedDays, Is.EqualTo(suspended));
        Assert.That(view.IsSuspended, Is.False);
    }

    [Test]
    public void Due_counts_a_day_once_where_suspensions_meet()
    {
        Walk walk = new Walk().ToBackOffice();
        foreach ((string stop, string resume) in new[] { ("09-08T09:00", "09-08T16:30"), ("09-08T17:00", "09-09T10:00") })
        {
            Return(walk, stop, "ktp");
            walk.Now = At(resume);
            walk.Do(Walk.Portal, new Supplement([new("ktp", "doc-5", "image/png", 5)]));
        }

        Assert.That(View(walk).SuspendedDays, Is.EqualTo(1), "9 September, once");
    }

    [Test]
    public void Due_moves_with_each_day_while_suspended_and_is_never_late_by_waiting()
    {
        Walk walk = new Walk().ToBackOffice();
        Return(walk, "09-10T09:00", "ktp");
        walk.Now = At("09-30T09:00");
        DeadlineView view = View(walk);
        Assert.That((view.IsSuspended, view.IsOverdue), Is.EqualTo((true, false)));
        Assert.That(view.RemainingDays, Is.EqualTo(2));
    }

    [Test]
    public void Suspension_that_reaches_past_the_horizon_gives_no_due_date()
    {
        Walk walk = new Walk().ToBackOffice();
        Return(walk, "09-10T09:00", "ktp");
        walk.Now = new(2028, 1, 10, 9, 0, 0, TimeSpan.FromHours(7));
        DeadlineView view = View(walk);
        Assert.That((view.DueOn, view.EarliestOn, view.RemainingDays, view.IsOverdue), Is.EqualTo(((DateOnly?)null, (DateOnly?)null, (int?)null, false)), "never as if the days after it did not count");
        Assert.That(Rungs.PercentUsed(walk.State!, walk.Calendar, walk.Now), Is.Null);
    }

    [Test]
    public void Judging_a_supplement_is_the_offices_time()
    {
        Walk walk = new Walk().ToBackOffice();
        Return(walk, "09-08T09:00", "ktp");
        walk.Now = At("09-09T09:00");
        walk.Do(Walk.Portal, new Supplement([new("ktp", "doc-5", "image/png", 5)]));
        walk.Now = At("09-11T09:00");
        Assert.That((View(walk).SuspendedDays, View(walk).IsSuspended), Is.EqualTo((1, false)), "two days later the file still lies there");
        Return(walk, "09-11T09:00", "ktp");
        Assert.That(View(walk).IsSuspended, "the same file was not good enough: another suspension");
    }

    [Test]
    public void Supplement_that_leaves_something_owed_resumes_nothing()
    {
        Walk walk = new Walk().ToBackOffice();
        walk.Now = At("09-08T09:00");
        walk.Do(Walk.BackOffice, new ReturnForCorrection(["ktp", "proposal"], "UNREADABLE"));
        walk.Now = At("09-09T09:00");
        walk.Do(Walk.Portal, new Supplement([new("ktp", "doc-5", "image/png", 5)]));
        walk.Now = At("09-10T09:00");
        Assert.That((View(walk).IsSuspended, View(walk).SuspendedDays), Is.EqualTo((true, 2)));
        walk.Do(Walk.Portal, new Supplement([new("proposal", "doc-6", "application/pdf", 5)]));
        Assert.That((View(walk).IsSuspended, View(walk).DueOn), Is.EqualTo((false, (DateOnly?)Date("2026-09-16"))));
    }

    [Test]
    public void Return_asked_by_two_branches_is_one_suspension_over_both()
    {
        Walk walk = new Walk().ToRecommendations();
        walk.Now = At("09-08T09:00");
        walk.Do(Walk.Kesbangpol, new ReturnForCorrection(["ktp"], "UNREADABLE"));
        walk.Now = At("09-09T09:00");
        walk.Do(Walk.Bappeda, new ReturnForCorrection(["proposal"], "UNREADABLE"));
        walk.Now = At("09-10T09:00");
        walk.Do(Walk.Portal, new Supplement([new("ktp", "doc-5", "image/png", 5)]));
        walk.Now = At("09-11T09:00");
        walk.Do(Walk.Portal, new Supplement([new("proposal", "doc-6", "application/pdf", 5)]));
        Assert.That((View(walk).SuspendedDays, View(walk).DueOn), Is.EqualTo((3, (DateOnly?)Date("2026-09-17"))), "8 September to 11, once");
    }

    [Test]
    public void Late_and_awaiting_applicant_stays_late()
    {
        Walk walk = new Walk().ToBackOffice();
        Return(walk, "09-15T09:00", "ktp");
        walk.Now = At("09-18T09:00");
        DeadlineView view = View(walk);
        Assert.That((view.IsSuspended, view.IsOverdue, view.RemainingDays), Is.EqualTo((true, true, -4)));
    }

    [TestCase("09-07T10:00", 5, false)]
    [TestCase("09-14T23:59", 0, false)]
    [TestCase("09-15T00:00", -1, true)]
    public void Remaining_counts_down_to_the_due_date(string now, int remaining, bool overdue)
    {
        Walk walk = new Walk().ToBackOffice();
        walk.Now = At(now);
        DeadlineView view = View(walk);
        Assert.That((view.RemainingDays, view.IsOverdue), Is.EqualTo(((int?)remaining, overdue)));
    }

    [Test]
    public void Ended_application_is_judged_by_its_end()
    {
        Walk walk = new Walk().ToIssued();
        walk.Now = At("12-30T09:00");
        Assert.That(View(walk).IsOverdue, Is.False);
    }

    [Test]
    public void View_is_null_before_the_clock_starts()
    {
        Walk walk = new Walk().Submitted();
        Assert.That(DeadlineView.Of(walk.State!, walk.Calendar, walk.Now), Is.Null);
    }

    private static void Return(Walk walk, string at, string owed)
    {
        walk.Now = At(at);
        walk.Do(Walk.BackOffice, new ReturnForCorrection([owed], "UNREADABLE"));
    }

    private static DeadlineView View(Walk walk) => DeadlineView.Of(walk.State!, walk.Calendar, walk.Now)!;

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse($"2026-{text}+07:00", System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly Date(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
