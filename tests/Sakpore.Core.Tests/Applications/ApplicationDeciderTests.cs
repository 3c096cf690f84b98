using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Deadlines;
using Sakpore.Core.Procedures;

namespace Sakpore.Core.Tests.Applications;

public sealed class ApplicationDeciderTests
{
    [Test]
    public void Submit_pins_every_part_and_opens_the_first_stage()
    {
        Walk walk = new Walk().Submitted();
        Assert.That(walk.State!.Pins, Is.EqualTo(new CatalogPins("skp-penelitian@1", "rekomendasi-paralel@1", "skp-penelitian@1")));
        Assert.That(walk.State.Status, Is.EqualTo(ApplicationStatus.InProgress));
        Assert.That(walk.State.Promise, Is.Null, "this standard's clock starts when the file is declared complete");
    }

    [Test]
    public void Submit_on_behalf_records_actor_and_principal()
    {
        Walk walk = new Walk().Do(Walk.Counter, Walk.Submission);
        Assert.That(walk.History[0].Actor, Is.EqualTo("officers/contoh-front-office"));
        Assert.That(walk.History[0].Principal, Is.EqualTo(Walk.Subject));
        walk.Do(Walk.FrontOffice, new DeclareComplete());
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { "back-office" }), "uploading for the applicant is not a verification stage");
    }

    [Test]
    public void Submit_promises_at_once_where_the_standard_starts_at_receipt()
    {
        PermitType type = Repository.Catalog.FindPermitType("skp-penelitian@1")!;
        var walk = new Walk(permitType: type with { ServiceStandard = type.ServiceStandard with { StartsAt = ClockStart.Receipt } });
        walk.Submitted();
        Assert.That(walk.State!.Promise, Is.EqualTo(
            new Promised(new(2026, 9, 7), 4, 5, walk.Calendar.Pin, new(2026, 9, 11), new(2026, 9, 14))));
        Promised atReceipt = walk.State.Promise!;
        walk.Now = walk.Now.AddDays(1);
        walk.Do(Walk.FrontOffice, new DeclareComplete());
        Assert.That(walk.State.Promise, Is.SameAs(atReceipt), "a clock starts once");
    }

    [Test]
    public void DeclareComplete_records_completeness_promise_and_passing_on()
    {
        Walk walk = new Walk().ToBackOffice();
        Assert.That(walk.History.Skip(1).Select(entry => entry.Event.GetType()), Is.EqualTo(new[] { typeof(DeclaredComplete), typeof(Promised), typeof(Forwarded) }));
        Assert.That(walk.State!.CompleteAt, Is.EqualTo(walk.Now));
        Assert.That(walk.State.Promise!.DueOn, Is.EqualTo(new DateOnly(2026, 9, 14)));
    }

    [Test]
    public void Stages_split_by_sector_open_for_the_permits_own_sector()
    {
        Walk walk = new Walk().ToBackOffice();
        Assert.That(walk.State!.CurrentStages[0].Opening, Is.EqualTo(new StageOpening("back-office", "dpmptsp", "back_office", "penelitian")));
        var health = new Party("officers/x", "dpmptsp", new HashSet<string> { "back_office/kesehatan" });
        Assert.That(walk.Refused(health, new Forward()).Reason, Is.EqualTo(RefusalReason.WrongRole));
        var everySector = new Party("officers/y", "dpmptsp", new HashSet<string> { "back_office" });
        Assert.That(walk.Try(everySector, new Forward()), Is.TypeOf<Decision.Accepted>());
    }

    [Test]
    public void Correction_suspends_and_goes_on_when_nothing_is_owed()
    {
        Walk walk = new Walk().ToBackOffice();
        walk.Do(Walk.BackOffice, new ReturnForCorrection(["ktp", PermitType.FormItem], "UNREADABLE"));
        Assert.That(walk.State!.Status, Is.EqualTo(ApplicationStatus.AwaitingApplicant));
        Assert.That(walk.State.Suspensions, Is.EqualTo(new[] { new Suspension(walk.Now, null) }));

        DateTimeOffset stopped = walk.Now;
        walk.Now = walk.Now.AddDays(1);
        walk.Do(Walk.Portal, new Supplement([new("ktp", "doc-4", "image/png", 5)]));
        Assert.That(walk.State.Owed, Is.EqualTo(new[] { PermitType.FormItem }));
        Assert.That(walk.State.Status, Is.EqualTo(ApplicationStatus.AwaitingApplicant));
        walk.Now = walk.Now.AddDays(1);
        walk.Do(Walk.Portal, new Supplement([], Walk.Form()));
        Assert.That(walk.State.Status, Is.EqualTo(ApplicationStatus.InProgress));
        Assert.That(walk.State.Suspensions, Is.EqualTo(new[] { new Suspension(stopped, walk.Now) }));
        Assert.That(walk.State.Files, Has.One.EqualTo(new SubmittedFile("ktp", "doc-4")));
        Assert.That(walk.State.Files, Has.Count.EqualTo(3));
        walk.Do(Walk.BackOffice, new Forward());
    }

    [Test]
    public void Correction_before_the_clock_starts_suspends_nothing()
    {
        Walk walk = new Walk().Submitted().Do(Walk.FrontOffice, new ReturnForCorrection(["ktp"], "UNREADABLE"));
        Assert.That(walk.State!.Suspensions, Is.Empty);
        Assert.That(walk.State.Status, Is.EqualTo(ApplicationStatus.AwaitingApplicant));
    }

    [Test]
    public void Correction_asked_by_one_branch_leaves_the_other_open()
    {
        Walk walk = new Walk().ToRecommendations();
        walk.Do(Walk.Kesbangpol, new ReturnForCorrection(["proposal"], "INCOMPLETE"));
        Assert.That(walk.State!.Status, Is.EqualTo(ApplicationStatus.AwaitingApplicant), "awaiting applicant wins while anything is owed");
        Assert.That(walk.Refused(Walk.Kesbangpol, Walk.Favourable()).Reason, Is.EqualTo(RefusalReason.AwaitingApplicant));
        walk.Do(Walk.Bappeda, Walk.Favourable());
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { "rekomendasi-kesbangpol" }));
        walk.Do(Walk.Kesbangpol, new ReturnForCorrection(["ktp"], "INCOMPLETE"));
        Assert.That(walk.State.Owed, Is.EqualTo(new[] { "proposal", "ktp" }), "a second return adds to what is owed");
        Assert.That(walk.State.Suspensions, Has.Count.EqualTo(1));
    }

    [Test]
    public void Join_leaves_an_unfavourable_answer_to_the_back_office()
    {
        Walk walk = new Walk().ToRecommendations();
        walk.Do(Walk.Kesbangpol, Walk.Favourable() with { Favourable = false });
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { "rekomendasi-bappeda" }));
        walk.Do(Walk.Bappeda, Walk.Favourable());
        Assert.That(walk.History[^1].Event, Is.InstanceOf<RecommendationsJoined>().With.Property("AllFavourable").False);
        walk.Do(Walk.BackOffice, new Reject("NOT_RECOMMENDED"));
        Assert.That(walk.State!.Status, Is.EqualTo(ApplicationStatus.Rejected));
        Assert.That(walk.State.RejectedBecause, Is.EqualTo("NOT_RECOMMENDED"));
    }

    [Test]
    public void Going_on_against_an_agencys_advice_records_the_reason()
    {
        Walk walk = new Walk().ToRecommendations();
        walk.Do(Walk.Kesbangpol, Walk.Favourable() with { Favourable = false }).Do(Walk.Bappeda, Walk.Favourable());
        walk.Do(Walk.BackOffice, new Forward(To: "tanda-tangan", Reason: "ADVICE_WEIGHED"));
        Assert.That(walk.History[^1].Event, Is.InstanceOf<Forwarded>().With.Property("Reason").EqualTo("ADVICE_WEIGHED"));
        walk.Do(Walk.Kepala, new RequestSigning("intent-1", Walk.Number, Reason: "NOT_ASKED_FOR"));
        Assert.That(walk.State!.OpenIntent!.Reason, Is.Null, "the decision was the back office's and is recorded there");
    }

    [Test]
    public void Signing_right_after_an_unfavourable_answer_takes_a_reason()
    {
        Walk walk = new Walk(changed: WithJoin(join => join with { UnfavourableTo = "tanda-tangan" })).ToRecommendations();
        walk.Do(Walk.Kesbangpol, Walk.Favourable() with { Favourable = false });
        Assert.That(walk.Refused(Walk.Kepala, new RequestSigning("intent-1", Walk.Number)).Reason, Is.EqualTo(RefusalReason.ReasonMissing));
        walk.Do(Walk.Kepala, new RequestSigning("intent-1", Walk.Number, Reason: "ADVICE_WEIGHED"));
        Assert.That(walk.State!.OpenIntent!.Reason, Is.EqualTo("ADVICE_WEIGHED"));
    }

    [Test]
    public void Silence_is_consent_by_a_rule_and_after_the_target_alone()
    {
        Walk walk = new Walk(changed: WithJoin(join => join with { SilenceIsConsentBy = "Perda 1/2026 pasal 2" })).ToRecommendations();
        walk.Do(Walk.Kesbangpol, new ReturnForCorrection(["ktp"], "INCOMPLETE"));
        walk.Now = walk.Now.AddDays(1);
        Assert.That(walk.Refused(Walk.Machine, new RecordSilence("rekomendasi-bappeda")).Reason, Is.EqualTo(RefusalReason.LimitNotReached), "the target's last day");
        walk.Now = walk.Now.AddDays(2);
        Assert.That(walk.Refused(Walk.Machine, new RecordSilence("rekomendasi-kesbangpol")).Reason, Is.EqualTo(RefusalReason.AwaitingApplicant));
        walk.Do(Walk.Portal, new Supplement([new("ktp", "doc-5", "image/png", 5)]));
        walk.Now = walk.Now.AddDays(1); // one day of target, three of suspension: until Friday 11 September
        Assert.That(walk.Refused(Walk.Machine, new RecordSilence("rekomendasi-bappeda")).Reason, Is.EqualTo(RefusalReason.LimitNotReached));
        walk.Now = walk.Now.AddDays(3);
        walk.Do(Walk.Machine, new RecordSilence("rekomendasi-bappeda"));
        Assert.That(walk.History[^1].Event, Is.EqualTo(new ConsentPresumed("rekomendasi-bappeda", "bappeda", "Perda 1/2026 pasal 2", new(2026, 9, 11))));
        walk.Do(Walk.Kesbangpol, Walk.Favourable());
        Assert.That(walk.History[^1].Event, Is.InstanceOf<RecommendationsJoined>().With.Property("AllFavourable").True);
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { "pencocokan" }));
    }

    [Test]
    public void Join_of_two_in_three_waits_for_two_answers()
    {
        PermitType type = Repository.Catalog.FindPermitType("skp-penelitian@1")! with { Recommendations = ["rekomendasi-kesbangpol", "rekomendasi-dinkes", "rekomendasi-dpupr"] };
        Procedure procedure = Repository.Catalog.FindProcedure("rekomendasi-pilihan@1")!;
        Walk walk = new Walk(permitType: type, changed: procedure with { Joins = [procedure.Joins[0] with { Needed = 2 }] }).ToRecommendations();
        walk.Do(Walk.Kesbangpol, Walk.Favourable());
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { "rekomendasi-dinkes", "rekomendasi-dpupr" }));
        walk.Do(Walk.Dpupr, Walk.Favourable());
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { "pencocokan" }));
        Assert.That(walk.State!.Visits.Count(visit => visit.Opening.Office == "dinkes"), Is.EqualTo(1), "the branch that was not needed closed");
    }

    [Test]
    public void Join_ends_at_the_first_unfavourable_answer_where_the_procedure_says_so()
    {
        Walk walk = new Walk(changed: WithJoin(join => join with { UnfavourableTo = "back-office" })).ToRecommendations();
        walk.Do(Walk.Kesbangpol, Walk.Favourable() with { Favourable = false });
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { "back-office" }), "the other branch closed with the join");
        Assert.That(walk.State!.Joins, Is.Empty);
    }

    [Test]
    public void Join_of_any_closes_the_branches_it_no_longer_needs()
    {
        Walk walk = new Walk(changed: WithJoin(join => join with { Needed = 1 })).ToRecommendations();
        walk.Do(Walk.Bappeda, Walk.Favourable());
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { "pencocokan" }));
        Assert.That(walk.State!.Visits.Select(visit => visit.Opening.Stage), Contains.Item("rekomendasi-kesbangpol"));
        Assert.That(walk.Refused(Walk.Kesbangpol, Walk.Favourable()).Reason, Is.EqualTo(RefusalReason.OutOfTurn));
    }

    [Test]
    public void Debt_of_a_branch_that_the_join_closed_still_keeps_the_letter_from_being_signed()
    {
        Walk walk = new Walk(changed: WithJoin(join => join with { Needed = 1 })).ToRecommendations();
        walk.Do(Walk.Kesbangpol, new ReturnForCorrection(["proposal"], "INCOMPLETE")).Do(Walk.Bappeda, Walk.Favourable());
        walk.Do(Walk.BackOffice, new Forward(To: "tanda-tangan"));
        Assert.That(walk.State!.Status, Is.EqualTo(ApplicationStatus.AwaitingApplicant));
        Assert.That(walk.Refused(Walk.Kepala, new RequestSigning("intent-1", Walk.Number)).Reason, Is.EqualTo(RefusalReason.AwaitingApplicant));
        walk.Do(Walk.Portal, new Supplement([new("proposal", "doc-6", "application/pdf", 5)]));
        walk.Do(Walk.Kepala, new RequestSigning("intent-1", Walk.Number));
    }

    [Test]
    public void Join_asks_again_in_a_second_round()
    {
        Walk walk = new Walk().ToMatching();
        walk.Do(Walk.BackOffice, new Forward(To: "rekomendasi"));
        walk.Do(Walk.Bappeda, Walk.Favourable());
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { "rekomendasi-kesbangpol" }), "answers of the first round do not count");
        walk.Do(Walk.Kesbangpol, Walk.Favourable());
        Assert.That(walk.State!.Recommendations, Has.Count.EqualTo(4));
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { "pencocokan" }));
    }

    [Test]
    public void Letter_keeps_its_number_through_a_failed_signing()
    {
        Walk walk = new Walk().ToOpenIntent();
        Assert.That(walk.History.TakeLast(2).Select(entry => entry.Event.GetType()), Is.EqualTo(new[] { typeof(SigningRequested), typeof(LetterNumbered) }));
        walk.Do(Walk.Machine, new RecordSigningFailure("intent-1", "WRONG_PASSPHRASE"));
        Assert.That(walk.State!.OpenIntent, Is.Null);
        Assert.That(walk.State.Letter, Is.EqualTo(Walk.Number));
        walk.Do(Walk.Kepala, new RequestSigning("intent-2"));
        walk.Do(Walk.Machine, new RecordSignature("intent-2", "doc-9", "aa", "bb"));
        Assert.That(walk.State.Status, Is.EqualTo(ApplicationStatus.Issued));
        Assert.That(walk.State.Signature!.Officer, Is.EqualTo("officers/contoh-kepala"));
    }

    [Test]
    public void End_with_a_taken_number_voids_it()
    {
        Walk walk = new Walk().ToOpenIntent().Do(Walk.Machine, new RecordSigningFailure("intent-1", "X"));
        walk.Do(Walk.Kepala, new Reject("FALSE_DOCUMENT"));
        Assert.That(walk.History[^1].Event, Is.EqualTo(new NumberVoided(Walk.Number.Number, "REJECTED")));
        Assert.That(walk.State!.Letter, Is.Null);
    }

    [Test]
    public void Withdraw_is_the_applicants_also_through_the_front_office()
    {
        Assert.That(new Walk().ToBackOffice().Do(Walk.Portal, new Withdraw()).State!.Status, Is.EqualTo(ApplicationStatus.Withdrawn));
        Assert.That(new Walk().ToBackOffice().Do(Walk.Counter, new Withdraw()).State!.Status, Is.EqualTo(ApplicationStatus.Withdrawn));
    }

    [Test]
    public void Extension_names_the_earlier_letter()
    {
        Walk walk = new Walk().Do(Walk.Portal, Walk.Submission with { Kind = ApplicationKind.Perpanjangan, Earlier = new("CODE", true, Walk.Subject, false) });
        Assert.That(walk.State!.EarlierLetter, Is.EqualTo("CODE"));
    }

    [Test]
    public void Migration_goes_on_under_the_other_procedure_and_is_recorded()
    {
        Walk walk = new Walk().ToBackOffice();
        Procedure other = Repository.Catalog.FindProcedure("rekomendasi-dulu@1")!;
        walk.Do(Walk.Koordinator, new MigrateToProcedure(other, "NEW_REGULATION"));
        Assert.That(walk.History[^1].Event, Is.EqualTo(new MigratedToProcedure("rekomendasi-paralel@1", "rekomendasi-dulu@1", "NEW_REGULATION")));
        walk.Procedure = other;
        Assert.That(walk.Do(Walk.BackOffice, new Forward(To: "kasi")).OpenStages, Is.EqualTo(new[] { "kasi" }));
    }

    [Test]
    public void Deemed_approval_is_recorded_after_the_limit_and_the_officer_still_signs()
    {
        Walk walk = new Walk().ToSigning();
        walk.Now = walk.Now.AddDays(8);
        walk.Do(Walk.Machine, new RecordDeemedApproval());
        Assert.That(walk.State!.DeemedApproval, Is.EqualTo(new DeemedApproved(new(2026, 9, 14))));
        Assert.That(walk.State.Status, Is.EqualTo(ApplicationStatus.AwaitingSignature));
    }

    [Test]
    public void Lapse_closes_after_the_correction_window()
    {
        Walk walk = new Walk().ToBackOffice().Do(Walk.BackOffice, new ReturnForCorrection(["ktp"], "UNREADABLE"));
        walk.Now = new(2026, 10, 20, 9, 0, 0, TimeSpan.FromHours(7));
        walk.Do(Walk.Machine, new RecordLapse());
        Assert.That(walk.State!.Status, Is.EqualTo(ApplicationStatus.Lapsed));
        Assert.That(walk.History[^1].Event, Is.EqualTo(new Lapsed(new(2026, 10, 19))), "30 working days after 7 September");
    }

    [Test]
    public void Reminders_come_before_the_lapse_once_for_each_return()
    {
        Walk walk = new Walk().ToBackOffice().Do(Walk.BackOffice, new ReturnForCorrection(["ktp"], "UNREADABLE"));
        var sent = new List<(DateOnly, int)>();
        void Pass(int days)
        {
            for (int day = 0; day < days; day++)
            {
                walk.Now = walk.Now.AddDays(1);
                foreach (int left in CorrectionWindow.Of(walk.State!, walk.PermitType, walk.Calendar)!.RemindersDue(walk.State!, walk.Calendar, walk.Now))
                {
                    walk.Do(Walk.Machine, new RecordCorrectionReminder(left));
                    Assert.That(walk.History[^1].Event, Is.InstanceOf<CorrectionReminded>());
                    sent.Add((DateOnly.FromDateTime(walk.Now.Date), left));
                }
            }
        }

        Pass(60);
        Assert.That(sent, Is.EqualTo(new[] { (new DateOnly(2026, 10, 5), 10), (new DateOnly(2026, 10, 14), 3) }), "the window ends on 19 October");
        walk.Now = new(2026, 10, 19, 9, 0, 0, TimeSpan.FromHours(7));
        walk.Do(Walk.BackOffice, new ReturnForCorrection(["proposal"], "UNREADABLE"));
        sent.Clear();
        Pass(60);
        Assert.That(sent.Select(reminder => reminder.Item2), Is.EqualTo(new[] { 10, 3 }), "another return begins another window");
    }

    [Test]
    public void Rung_below_one_percent_is_misuse() =>
        Assert.That(() => new Walk().ToBackOffice().Try(Walk.Machine, new RecordRung(0)), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Permit_type_opens_the_optional_branches_it_needs_and_no_other()
    {
        PermitType type = Repository.Catalog.FindPermitType("skp-penelitian@1")! with { Recommendations = ["rekomendasi-dpupr"] };
        Assert.That(new Walk("rekomendasi-pilihan@1", type).ToRecommendations().OpenStages, Is.EqualTo(new[] { "rekomendasi-dpupr" }));
        Walk none = new Walk("rekomendasi-pilihan@1", type with { Recommendations = [] }).ToRecommendations();
        Assert.That(none.OpenStages, Is.EqualTo(new[] { "pencocokan" }), "a join without branches is passed by");
    }

    [Test]
    public void Decide_throws_on_misuse_only() => Assert.Multiple(() =>
    {
        Walk walk = new Walk().ToSigning();
        Assert.That(() => new Walk().Try(Walk.FrontOffice, new DeclareComplete()), Throws.ArgumentNullException);
        Assert.That(() => walk.Try(Walk.Kepala, new RequestSigning("intent-1")), Throws.ArgumentException);
        Procedure other = Repository.Catalog.FindProcedure("rekomendasi-dulu@1")!;
        var context = new DecisionContext(walk.PermitType, other, walk.Calendar, walk.Now, Walk.Kepala);
        Assert.That(() => ApplicationDecider.Decide(walk.State, new Withdraw(), context), Throws.ArgumentException);
        Assert.That(() => ApplicationDecider.Decide(null, Walk.Submission, context with { By = Walk.Portal }), Throws.ArgumentException);
        var otherCalendar = context with { Procedure = walk.Procedure, Calendar = Repository.Catalog.FindCalendar("6-day-cuti-off")! };
        Assert.That(() => ApplicationDecider.Decide(walk.State, new Withdraw(), otherCalendar), Throws.ArgumentException);
    });

    [Test]
    public void Promise_is_refused_beyond_the_horizon()
    {
        var walk = new Walk { Now = new DateTimeOffset(2027, 12, 27, 9, 0, 0, TimeSpan.FromHours(7)) };
        walk.Submitted();
        Assert.That(walk.Refused(Walk.FrontOffice, new DeclareComplete()).Reason, Is.EqualTo(RefusalReason.BeyondHorizon));
    }

    private static Procedure WithJoin(Func<Join, Join> change)
    {
        Procedure procedure = Repository.Catalog.FindProcedure("rekomendasi-paralel@1")!;
        return procedure with { Joins = [change(procedure.Joins[0])] };
    }
}
