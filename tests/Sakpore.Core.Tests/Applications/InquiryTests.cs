using Sakpore.Core.Applications;
using Sakpore.Core.Tracking;

namespace Sakpore.Core.Tests.Applications;

/// <summary>"Why is it stuck?" has an answer with a reason and a date.</summary>
public sealed class InquiryTests
{
    private static readonly DateOnly Expected = new(2026, 9, 18);

    [Test]
    public void Applicant_asks_and_the_holder_answers()
    {
        Walk walk = new Walk().ToRecommendations()
            .Do(Walk.Portal, new Inquire("inquiry-1", "rekomendasi-bappeda"))
            .Do(Walk.Bappeda, new AnswerInquiry("inquiry-1", HoldReason.FieldVisit, Expected));

        Inquiry inquiry = walk.State!.Inquiries.Single();
        Assert.That((inquiry.AskedBy, inquiry.Answer!.Reason, inquiry.Answer.ExpectedOn), Is.EqualTo((Walk.Portal.Actor, HoldReason.FieldVisit, Expected)));
        TrackingView view = TrackingView.Of(walk.State, walk.Procedure, walk.PermitType, Repository.Catalog.Offices, walk.Calendar, walk.Now);
        Assert.That(view.Steps.Single(step => step.Stage == "rekomendasi-bappeda").LastAnswer, Is.EqualTo(inquiry.Answer));
        Assert.That(view.Steps.Single(step => step.Stage == "rekomendasi-kesbangpol").LastAnswer, Is.Null);
    }

    [Test]
    public void Second_question_waits_for_the_first_answer()
    {
        Walk walk = new Walk().ToBackOffice().Do(Walk.Koordinator, new Inquire("inquiry-1"));

        Assert.That(walk.Refused(Walk.Portal, new Inquire("inquiry-2")).Reason, Is.EqualTo(RefusalReason.AlreadyRecorded));
        walk.Do(Walk.BackOffice, new AnswerInquiry("inquiry-1", HoldReason.Queue, Expected)).Do(Walk.Portal, new Inquire("inquiry-2"));
        Assert.That(walk.Refused(Walk.BackOffice, new AnswerInquiry("inquiry-1", HoldReason.Queue, Expected)).Reason, Is.EqualTo(RefusalReason.AlreadyRecorded));
    }

    [Test]
    public void Question_about_one_of_several_stages_names_it() =>
        Assert.That(new Walk().ToRecommendations().Refused(Walk.Portal, new Inquire("inquiry-1")).Reason, Is.EqualTo(RefusalReason.AmbiguousTarget));

    [Test]
    public void Stage_that_closed_is_not_asked_about_and_not_answered_for()
    {
        Walk walk = new Walk().ToBackOffice().Do(Walk.Portal, new Inquire("inquiry-1")).Do(Walk.BackOffice, new Forward());

        Assert.That(walk.Refused(Walk.BackOffice, new AnswerInquiry("inquiry-1", HoldReason.Queue, Expected)).Reason, Is.EqualTo(RefusalReason.UnknownInquiry));
        Assert.That(walk.Refused(Walk.Portal, new Inquire("inquiry-2", "back-office")).Reason, Is.EqualTo(RefusalReason.OutOfTurn));
    }

    [Test]
    public void Others_neither_ask_nor_answer()
    {
        Walk walk = new Walk().ToRecommendations();
        Assert.That(walk.Refused(Walk.Kesbangpol, new Inquire("inquiry-1", "rekomendasi-bappeda")).Reason, Is.EqualTo(RefusalReason.NotTheApplicant));
        walk.Do(Walk.Koordinator, new Inquire("inquiry-1", "rekomendasi-bappeda"));
        Assert.That(walk.Refused(Walk.Kesbangpol, new AnswerInquiry("inquiry-1", HoldReason.Queue, Expected)).Reason, Is.EqualTo(RefusalReason.WrongOffice));
        Assert.That(walk.Refused(Walk.Bappeda, new AnswerInquiry("inquiry-1", HoldReason.Queue, new(2026, 9, 1))).Reason, Is.EqualTo(RefusalReason.InvalidField));
    }
}
