using Sakpore.Core.Applications;

namespace Sakpore.Core.Tests.Applications;

/// <summary>A stage that is given to one officer is that officer's.</summary>
public sealed class AssignmentTests
{
    private const string Second = "officers/contoh-back-office-dua";

    [Test]
    public void Assigned_stage_is_the_officers_alone()
    {
        Walk walk = new Walk().ToBackOffice().Do(Walk.Koordinator, new Assign(Second));

        Assert.That(walk.Refused(Walk.BackOffice, new Forward()).Reason, Is.EqualTo(RefusalReason.AssignedToAnother));
        Assert.That(walk.Refused(Walk.Koordinator, new Assign(Second)).Reason, Is.EqualTo(RefusalReason.AlreadyRecorded));
        walk.Do(Walk.BackOffice, new Assign(Walk.BackOffice.Actor)).Do(Walk.BackOffice, new Forward());
        Assert.That(walk.State!.CurrentStages.Single().Assignee, Is.Null, "the next stage is nobody's yet");
    }

    [Test]
    public void Stage_of_another_office_is_not_given_away()
    {
        Walk walk = new Walk().ToRecommendations();
        Assert.That(walk.Refused(Walk.Koordinator, new Assign(Second, "rekomendasi-bappeda")).Reason, Is.EqualTo(RefusalReason.OutOfTurn));
        Assert.That(new Walk().ToBackOffice().Refused(Walk.FrontOffice, new Assign(Second)).Reason, Is.EqualTo(RefusalReason.WrongRole));
    }
}
