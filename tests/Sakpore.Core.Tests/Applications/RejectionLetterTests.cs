using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;

namespace Sakpore.Core.Tests.Applications;

/// <summary>A refusal is an end; its letter is numbered and signed after it, and issues nothing.</summary>
public sealed class RejectionLetterTests
{
    private static readonly LetterNumbered Number = new("503/TOLAK/1/IX/2026", "tolak", 2026, 1, "CODE", new DateOnly(2026, 9, 7));

    [Test]
    public void Letter_is_signed_by_whom_the_procedure_names_and_the_application_stays_refused()
    {
        Walk walk = Refused().Do(Walk.Kepala, new RequestSigning("intent-1", Number));
        Assert.That(walk.Refused(Walk.Kepala, new RequestSigning("intent-2")).Reason, Is.EqualTo(RefusalReason.SigningUnderWay));
        walk.Do(Walk.Machine, new RecordSignature("intent-1", "doc-9", new string('a', 64), new string('b', 64)));
        Assert.That((walk.State!.Status, walk.State.HasRejectionLetter, walk.State.HasLetter), Is.EqualTo((ApplicationStatus.Rejected, true, false)));
        Assert.That(walk.History[^1].Event, Is.InstanceOf<LetterSigned>());
        Assert.That(walk.Refused(Walk.Kepala, new RequestSigning("intent-3")).Reason, Is.EqualTo(RefusalReason.ApplicationEnded), "once");
    }

    [Test]
    public void Signing_that_failed_is_tried_again_under_the_same_number()
    {
        Walk walk = Refused().Do(Walk.Kepala, new RequestSigning("intent-1", Number)).Do(Walk.Machine, new RecordSigningFailure("intent-1", "NOT_SIGNED"));
        walk.Do(Walk.Kepala, new RequestSigning("intent-2"));
        Assert.That(walk.State!.Letter, Is.EqualTo(Number));
    }

    [Test]
    public void Permit_type_without_such_a_letter_has_none()
    {
        PermitType without = Repository.Catalog.FindPermitType("skp-penelitian@1")! with { Rejection = null };
        Walk walk = new Walk(permitType: without).ToBackOffice().Do(Walk.BackOffice, new Reject("NOT_ELIGIBLE"));
        Assert.That(walk.Refused(Walk.Kepala, new RequestSigning("intent-1", Number)).Reason, Is.EqualTo(RefusalReason.ApplicationEnded));
    }

    private static Walk Refused() => new Walk().ToBackOffice().Do(Walk.BackOffice, new Reject("NOT_ELIGIBLE"));
}
