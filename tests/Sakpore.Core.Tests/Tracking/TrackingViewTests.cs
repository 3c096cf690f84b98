using System.Text.Json;
using Sakpore.Core.Applications;
using Sakpore.Core.Tests.Applications;
using Sakpore.Core.Tracking;

namespace Sakpore.Core.Tests.Tracking;

public sealed class TrackingViewTests
{
    [Test]
    public void View_shows_steps_done_current_and_coming_and_who_holds_it()
    {
        Walk walk = new Walk().ToRecommendations();
        TrackingView view = Of(walk);
        Assert.That(view.Steps.Select(step => step.Progress), Is.EqualTo(Enumerable.Repeat(StepProgress.Done, 4)
            .Concat(Enumerable.Repeat(StepProgress.Current, 2)).Concat(Enumerable.Repeat(StepProgress.Coming, 2))));
        Assert.That(view.HeldBy.Select(office => office.Id), Is.EqualTo(new[] { "Badan Kesatuan Bangsa dan Politik", "Badan Perencanaan Pembangunan Daerah" }));
        Assert.That(view.Deadline!.DueOn, Is.EqualTo(new DateOnly(2026, 9, 14)));
        Assert.That(view.Owed, Is.Empty);
    }

    [Test]
    public void View_says_what_the_applicant_owes_and_which_step_waits()
    {
        Walk walk = new Walk().ToBackOffice().Do(Walk.BackOffice, new ReturnForCorrection(["ktp", "formulir"], "UNREADABLE"));
        TrackingView view = Of(walk);
        Assert.That(view.Owed.Select(item => item.Name.Id), Is.EqualTo(new[] { "KTP", "Data formulir" }));
        Assert.That(view.HeldBy, Is.Empty, "the applicant holds it");
        Assert.That(view.Steps.Single(step => step.Progress == StepProgress.Current).AwaitsApplicant);
        Assert.That(view.Deadline!.IsSuspended);
    }

    [Test]
    public void View_of_an_end_has_no_steps_to_come_and_no_holder() => Assert.Multiple(() =>
    {
        TrackingView issued = Of(new Walk().ToIssued());
        Assert.That(issued.LetterNumber, Is.EqualTo(Walk.Number.Number));
        Assert.That(issued.HeldBy, Is.Empty);
        TrackingView rejected = Of(new Walk().ToBackOffice().Do(Walk.BackOffice, new Reject("NOT_IN_CITY")));
        Assert.That(rejected.Steps.Select(step => step.Progress), Has.All.EqualTo(StepProgress.Done));
        Assert.That(rejected.RejectedBecause!.En, Is.EqualTo("The place of work is outside the city"));
        Assert.That(rejected.LetterNumber, Is.Null);
    });

    [Test]
    public void View_names_no_officer_and_no_subject()
    {
        string text = JsonSerializer.Serialize(Of(new Walk().ToIssued()));
        Assert.That(text, Does.Not.Contain("contoh").And.Not.Contain("officers/").And.Not.Contain(Walk.Subject));
    }

    private static TrackingView Of(Walk walk) =>
        TrackingView.Of(walk.State!, walk.Procedure, walk.PermitType, Repository.Catalog.Offices, walk.Calendar, walk.Now);
}
