using System.Globalization;
using Sakpore.Core.Applications;
using Sakpore.Core.Deadlines;
using Sakpore.Core.Tests.Applications;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Tests.Deadlines;

/// <summary>Extension, legal limit, decrees, rungs and forecast. Day 0 is Monday 7 September 2026, due Monday 14.</summary>
public sealed class ClockTests
{
    [Test]
    public void Extension_moves_the_promise_and_not_the_legal_limit()
    {
        Walk walk = new Walk().ToBackOffice();
        DateOnly? limit = LegalLimit.Of(walk.State!, walk.PermitType, walk.Calendar);
        walk.Do(Walk.Kepala, new ExtendDeadline(2, "FIELD_VISIT"));
        Assert.That(walk.History[^1].Event, Is.EqualTo(new DeadlineExtended(2, "FIELD_VISIT", new(2026, 9, 16))));
        Assert.That(DeadlineView.Of(walk.State!, walk.Calendar, walk.Now)!.DueOn, Is.EqualTo(new DateOnly(2026, 9, 16)));
        Assert.That(LegalLimit.Of(walk.State!, walk.PermitType, walk.Calendar), Is.EqualTo(limit).And.EqualTo(new DateOnly(2026, 9, 14)));
        walk.Do(Walk.Kepala, new ExtendDeadline(3, "FIELD_VISIT"));
        Assert.That(walk.Refused(Walk.Kepala, new ExtendDeadline(1, "FIELD_VISIT")).Reason, Is.EqualTo(RefusalReason.ExtensionTooLong), "five in all");
    }

    [Test]
    public void Legal_limit_begins_anew_at_the_supplement_that_leaves_nothing_owed()
    {
        Walk walk = new Walk().ToBackOffice().Do(Walk.BackOffice, new ReturnForCorrection(["ktp"], "UNREADABLE"));
        Assert.That(LegalLimit.Of(walk.State!, walk.PermitType, walk.Calendar), Is.Null, "not yet complete");
        walk.Now = walk.Now.AddDays(3);
        walk.Do(Walk.Portal, new Supplement([new("ktp", "doc-5", "image/png", 5)]));
        Assert.That(LegalLimit.Of(walk.State!, walk.PermitType, walk.Calendar), Is.EqualTo(new DateOnly(2026, 9, 17)));
    }

    // A decree of 7 August 2025 closed Monday 18 August. Promise of five days made with the calendar as known before.
    [TestCase("2025-08-11", "2025-08-18", "2025-08-19", TestName = "Decree_before_the_due_date_moves_it")]
    [TestCase("2025-07-30", "2025-08-06", "2025-08-06", TestName = "Decree_after_the_due_date_never_un_lates")]
    public void Decree(string day0, string first, string due)
    {
        WorkCalendar before = Repository.Catalog.FindCalendarAsKnownOn("5-day-cuti-off", new(2025, 8, 6))!;
        DateOnly start = DateOnly.Parse(day0, CultureInfo.InvariantCulture);
        ApplicationState state = new Walk().ToBackOffice().State! with
        {
            Promise = new Promised(start, 4, 5, before.Pin, before.AddWorkingDays(start, 4)!.Value, before.AddWorkingDays(start, 5)!.Value),
        };
        var now = new DateTimeOffset(2025, 8, 30, 9, 0, 0, TimeSpan.FromHours(7));
        DeadlineView told = DeadlineView.Of(state, Repository.Catalog.FindCalendar("5-day-cuti-off")!, now)!;
        Assert.That((told.FirstDueOn, told.DueOn), Is.EqualTo(((DateOnly?)Date(first), (DateOnly?)Date(due))), "both dates are told");
        Assert.That(told.Calendar, first == due ? Is.EqualTo(before.Pin) : Is.Not.EqualTo(before.Pin));
    }

    [Test]
    public void Decree_never_brings_a_due_date_forward()
    {
        // The decree of 29 March 2023 freed 26 April; a promise due on 27 April keeps that date.
        WorkCalendar before = Repository.Catalog.FindCalendarAsKnownOn("5-day-cuti-off", new(2023, 3, 28))!;
        var start = new DateOnly(2023, 4, 20);
        ApplicationState state = new Walk().ToBackOffice().State! with { Promise = new Promised(start, 1, 1, before.Pin, new(2023, 4, 27), new(2023, 4, 27)) };
        var now = new DateTimeOffset(2023, 4, 26, 9, 0, 0, TimeSpan.FromHours(7));
        WorkCalendar after = Repository.Catalog.FindCalendarAsKnownOn("5-day-cuti-off", new(2023, 3, 29))!;
        Assert.That(after.AddWorkingDays(start, 1), Is.EqualTo(new DateOnly(2023, 4, 26)));
        DeadlineView told = DeadlineView.Of(state, Repository.Catalog.FindCalendar("5-day-cuti-off")!, now)!;
        Assert.That((told.FirstDueOn, told.DueOn), Is.EqualTo(((DateOnly?)new DateOnly(2023, 4, 27), (DateOnly?)new DateOnly(2023, 4, 27))));
        Assert.That(Rungs.PercentUsed(state, Repository.Catalog.FindCalendar("5-day-cuti-off")!, now), Is.Zero, "rungs count on the same calendar: 26 April is leave there");
    }

    [Test]
    public void Decree_counts_from_the_day_it_is_known()
    {
        WorkCalendar before = Repository.Catalog.FindCalendarAsKnownOn("5-day-cuti-off", new(2025, 8, 6))!;
        var start = new DateOnly(2025, 8, 11);
        ApplicationState state = new Walk().ToBackOffice().State! with { Promise = new Promised(start, 4, 5, before.Pin, new(2025, 8, 15), new(2025, 8, 18)) };
        DateOnly? DueOn(int day) => DeadlineView.Of(state, Repository.Catalog.FindCalendar("5-day-cuti-off")!, new DateTimeOffset(2025, 8, day, 9, 0, 0, TimeSpan.FromHours(7)))!.DueOn;
        Assert.That((DueOn(6), DueOn(7)), Is.EqualTo(((DateOnly?)new DateOnly(2025, 8, 18), (DateOnly?)new DateOnly(2025, 8, 19))));
    }

    [Test]
    public void Promise_made_with_a_calendar_that_is_not_among_the_revisions_is_counted_on_the_one_given()
    {
        ApplicationState state = new Walk().ToBackOffice().State!;
        state = state with { Promise = state.Promise! with { Calendar = "elsewhere@1.1" } };
        DeadlineView view = DeadlineView.Of(state, Repository.Catalog.FindCalendar("5-day-cuti-off")!, state.SubmittedAt)!;
        Assert.That((view.DueOn, view.Calendar), Is.EqualTo(((DateOnly?)new DateOnly(2026, 9, 14), "5-day-cuti-off@1.11")));
    }

    [Test]
    public void Rungs_fire_once_also_when_the_due_date_moves()
    {
        Walk walk = new Walk().ToBackOffice();
        var fired = new List<int>();
        void Pass(int days)
        {
            for (int day = 0; day < days; day++)
            {
                walk.Now = walk.Now.AddDays(1);
                foreach (int rung in Rungs.Reached(walk.State!, walk.Calendar, walk.Now, Rungs.Default))
                {
                    walk.Do(Walk.Machine, new RecordRung(rung));
                    fired.Add(rung);
                }
            }
        }

        Pass(4);
        Assert.That(fired, Is.EqualTo(new[] { 50, 80 }), "four of five days");
        walk.Do(Walk.Kepala, new ExtendDeadline(5, "FIELD_VISIT"));
        Assert.That(Rungs.PercentUsed(walk.State!, walk.Calendar, walk.Now), Is.EqualTo(40));
        Pass(30);
        Assert.That(fired, Is.EqualTo(new[] { 50, 80, 100, 150 }));
        Assert.That(walk.Refused(Walk.Machine, new RecordRung(50)).Reason, Is.EqualTo(RefusalReason.AlreadyRecorded));
        Assert.That(walk.Refused(Walk.Machine, new RecordRung(900)).Reason, Is.EqualTo(RefusalReason.LimitNotReached));
    }

    [Test]
    public void Forecast_counts_what_remains()
    {
        Walk walk = new Walk().ToRecommendations();
        Forecast forecast = Forecast.Of(walk.State!, walk.Procedure, walk.PermitType, walk.Calendar, walk.Now)!;
        // Matching 1 and signature 1 remain; the open recommendations have 1 day each.
        Assert.That((forecast.EarliestOn, forecast.LikelyOn), Is.EqualTo(((DateOnly?)new DateOnly(2026, 9, 9), (DateOnly?)new DateOnly(2026, 9, 10))));
        Assert.That(forecast.IsProvisional, Is.False);
        walk.Now = new DateTimeOffset(2027, 12, 31, 9, 0, 0, TimeSpan.FromHours(7));
        Forecast beyond = Forecast.Of(walk.State!, walk.Procedure, walk.PermitType, walk.Calendar, walk.Now)!;
        Assert.That((beyond.EarliestOn, beyond.IsProvisional), Is.EqualTo(((DateOnly?)null, true)));
        Assert.That(Forecast.Of(new Walk().ToIssued().State!, walk.Procedure, walk.PermitType, walk.Calendar, walk.Now), Is.Null);
    }

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
