using Sakpore.Core.Applications;

namespace Sakpore.Core.Tests.Applications;

/// <summary>What may happen to a letter after it was issued.</summary>
public sealed class LetterLifecycleTests
{
    [Test]
    public void Head_revokes_and_a_second_time_is_refused()
    {
        Walk walk = new Walk().ToIssued().Do(Walk.Kepala, new RevokeLetter("FALSE_STATEMENT"));

        Assert.That((walk.State!.Status, walk.State.RevokedBecause, walk.State.IsEnded), Is.EqualTo((ApplicationStatus.Revoked, "FALSE_STATEMENT", true)));
        Assert.That(walk.Refused(Walk.Kepala, new RevokeLetter("FALSE_STATEMENT")).Reason, Is.EqualTo(RefusalReason.AlreadyRecorded));
        Assert.That(walk.Refused(Walk.Koordinator, new SupersedeLetter("OTHER")).Reason, Is.EqualTo(RefusalReason.NoLetter), "a revoked letter is not brought back");
        Assert.That(walk.Refused(Walk.FrontOffice, new DeclareComplete()).Reason, Is.EqualTo(RefusalReason.ApplicationEnded));
    }

    [Test]
    public void Superseded_letter_points_to_the_newer_one_and_may_still_be_revoked()
    {
        Walk walk = new Walk().ToIssued().Do(Walk.Koordinator, new SupersedeLetter("NEWER"));

        Assert.That((walk.State!.Status, walk.State.SupersededBy), Is.EqualTo((ApplicationStatus.Superseded, "NEWER")));
        Assert.That(walk.Refused(Walk.Koordinator, new SupersedeLetter("THIRD")).Reason, Is.EqualTo(RefusalReason.AlreadyRecorded));
        Assert.That(walk.Do(Walk.Kepala, new RevokeLetter("FALSE_STATEMENT")).State!.Status, Is.EqualTo(ApplicationStatus.Revoked));
    }

    [Test]
    public void Letter_does_not_supersede_itself() =>
        Assert.That(new Walk().ToIssued().Refused(Walk.Kepala, new SupersedeLetter(Walk.Number.Code)).Reason, Is.EqualTo(RefusalReason.UnknownTarget));

    [Test]
    public void Obligation_is_met_once()
    {
        Walk walk = new Walk().ToIssued().Do(Walk.FrontOffice, new MeetObligation("laporan", "doc-5"));

        Assert.That(walk.State!.ObligationsMet, Is.EqualTo(new[] { "laporan" }));
        Assert.That(walk.State.Status, Is.EqualTo(ApplicationStatus.Issued));
        Assert.That(walk.Refused(Walk.FrontOffice, new MeetObligation("laporan")).Reason, Is.EqualTo(RefusalReason.AlreadyRecorded));
        Assert.That(walk.Refused(Walk.FrontOffice, new MeetObligation("pajak")).Reason, Is.EqualTo(RefusalReason.UnknownObligation));
    }

    private static IEnumerable<TestCaseData> NotTheirs() =>
    [
        new(Walk.Koordinator, new RevokeLetter("X"), RefusalReason.WrongRole),
        new(Walk.Bappeda, new RevokeLetter("X"), RefusalReason.WrongOffice),
        new(Walk.FrontOffice, new SupersedeLetter("X"), RefusalReason.WrongRole),
        new(Walk.Bappeda, new MeetObligation("laporan"), RefusalReason.WrongOffice),
        new(Walk.Kepala, new RevokeLetter(" "), RefusalReason.UnknownReason),
    ];

    [TestCaseSource(nameof(NotTheirs))]
    public void Others_are_refused(Party by, ApplicationCommand command, RefusalReason reason) =>
        Assert.That(new Walk().ToIssued().Refused(by, command).Reason, Is.EqualTo(reason));

    private static IEnumerable<ApplicationCommand> Lifecycle() => [new RevokeLetter("X"), new SupersedeLetter("X"), new MeetObligation("laporan")];

    [TestCaseSource(nameof(Lifecycle))]
    public void Nothing_of_it_before_the_letter_is_issued(ApplicationCommand command) =>
        Assert.That(new Walk().ToSigning().Refused(Walk.Kepala, command).Reason, Is.EqualTo(RefusalReason.NoLetter));
}
