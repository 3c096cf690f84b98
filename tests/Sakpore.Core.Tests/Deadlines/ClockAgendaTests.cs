using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Deadlines;
using Sakpore.Core.Procedures;
using Sakpore.Core.Tests.Applications;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Tests.Deadlines;

/// <summary>What time alone brings about, when, and in which order. Day 0 is Monday 7 September 2026, due Monday 14.</summary>
public sealed class ClockAgendaTests
{
    [Test]
    public void Clock_brings_rungs_and_deemed_approval_each_on_its_day()
    {
        // 50 % of five days are three; 150 % are eight. The legal limit is Monday 14.
        Assert.That(Run(new Walk().ToBackOffice(), until: new(2026, 9, 30)), Is.EqualTo(new[]
        {
            "2026-09-10 RecordRung { Percent = 50 }", "2026-09-11 RecordRung { Percent = 80 }", "2026-09-14 RecordRung { Percent = 100 }",
            "2026-09-15 RecordDeemedApproval { }", "2026-09-17 RecordRung { Percent = 150 }",
        }));
    }

    [Test]
    public void Suspended_promise_takes_no_rung_and_its_applicant_is_reminded()
    {
        Walk walk = new Walk().ToBackOffice().Do(Walk.BackOffice, new ReturnForCorrection(["ktp"], "UNREADABLE"));
        // A window of 30 working days from 7 September ends on 19 October; ten are left on 5 October, three on 14 October.
        Assert.That(Run(walk, until: new(2026, 10, 30)), Is.EqualTo(new[]
        {
            "2026-10-05 RecordCorrectionReminder { DaysLeft = 10 }", "2026-10-14 RecordCorrectionReminder { DaysLeft = 3 }",
        }));
    }

    [Test]
    public void Silence_is_taken_for_consent_the_day_after_the_target()
    {
        Procedure procedure = Repository.Catalog.FindProcedure("rekomendasi-paralel@1")!;
        procedure = procedure with { Joins = [.. procedure.Joins.Select(join => join with { SilenceIsConsentBy = "Perda 1/2026 pasal 2" })] };
        Walk walk = new Walk(changed: procedure).ToRecommendations();
        Assert.That(Run(walk, until: new(2026, 9, 9)), Is.EqualTo(new[]
        {
            "2026-09-09 RecordSilence { Stage = rekomendasi-kesbangpol }", "2026-09-09 RecordSilence { Stage = rekomendasi-bappeda }",
        }));
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { "pencocokan" }));
    }

    [Test]
    public void Nothing_is_due_of_an_ended_application()
    {
        Walk walk = new Walk().ToIssued();
        Assert.That((Agenda(walk).Due(walk.State!, walk.Now.AddYears(1)), Agenda(walk).Next(walk.State!, walk.Now)), Is.EqualTo(((ApplicationCommand?)null, (DateTimeOffset?)null)));
    }

    // A decree of 7 August 2025 closed Monday 18 August; it was not known on the 6th.
    [Test]
    public void Decree_moves_a_promise_once_from_the_day_it_is_known()
    {
        WorkCalendar before = Repository.Catalog.FindCalendarAsKnownOn("5-day-cuti-off", new(2025, 8, 6))!;
        var start = new DateOnly(2025, 8, 11);
        ApplicationState state = new Walk().ToBackOffice().State! with
        {
            Promise = new Promised(start, 4, 5, before.Pin, before.AddWorkingDays(start, 4)!.Value, before.AddWorkingDays(start, 5)!.Value),
        };
        PermitType permit = Repository.Catalog.FindPermitType("skp-penelitian@1")!;
        WorkCalendar now = Repository.Catalog.FindCalendar("5-day-cuti-off")!;
        var agenda = new ClockAgenda(permit, Repository.Catalog.FindProcedure(permit.Procedure)!, now, []);
        var morning = new DateTimeOffset(2025, 8, 12, 9, 0, 0, TimeSpan.FromHours(7));
        Assert.That(agenda.Due(state, morning), Is.EqualTo(new RecordPromiseMove()));
        var context = new DecisionContext(permit, Repository.Catalog.FindProcedure(permit.Procedure)!, now, morning, Walk.Machine);
        var accepted = (Decision.Accepted)ApplicationDecider.Decide(state, new RecordPromiseMove(), context);
        var moved = (PromiseMoved)accepted.Events.Single();
        Assert.That((moved.From, moved.To), Is.EqualTo((new DateOnly(2025, 8, 18), new DateOnly(2025, 8, 19))));
        ApplicationState told = ApplicationEvolution.Evolve(state, new HistoryEntry(state.Sequence + 1, morning, "systems/hub", null, null, null, moved));
        Assert.That(agenda.Due(told, morning), Is.Null);
    }

    private static ClockAgenda Agenda(Walk walk) => new(walk.PermitType, walk.Procedure, walk.Calendar, Rungs.Default);

    /// <summary>Goes from one instant that the agenda names to the next and does what is due.</summary>
    private static List<string> Run(Walk walk, DateOnly until)
    {
        ClockAgenda agenda = Agenda(walk);
        var done = new List<string>();
        while (agenda.Next(walk.State!, walk.Now) is { } next && walk.Calendar.Zone.DateOf(next) <= until)
        {
            Assert.That(agenda.Due(walk.State!, next.AddTicks(-1)), Is.Null, $"nothing is due before {next:O}");
            walk.Now = next;
            while (agenda.Due(walk.State!, walk.Now) is { } due)
            {
                walk.Do(Walk.Machine, due);
                done.Add($"{walk.Calendar.Zone.DateOf(next):yyyy-MM-dd} {due}");
            }
        }

        return done;
    }
}
