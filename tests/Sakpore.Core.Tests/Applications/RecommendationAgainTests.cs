using Sakpore.Core.Applications;

namespace Sakpore.Core.Tests.Applications;

/// <summary>An agency is asked again: reminded while it has not answered, asked anew when it has.</summary>
public sealed class RecommendationAgainTests
{
    private const string Kesbangpol = "rekomendasi-kesbangpol";
    private const string Bappeda = "rekomendasi-bappeda";

    [Test]
    public void Agency_that_has_not_answered_is_reminded_and_nothing_else_changes()
    {
        Walk walk = new Walk().ToRecommendations();
        walk.Do(Walk.BackOffice, new RequestRecommendation(Bappeda));
        Assert.That(walk.History[^1].Event, Is.EqualTo(new RecommendationRequested(Bappeda, "bappeda")));
        Assert.That(walk.OpenStages, Is.EquivalentTo(new[] { Kesbangpol, Bappeda }));
        walk.Do(Walk.Kepala, new RequestRecommendation(Bappeda));
    }

    [Test]
    public void Agency_that_has_answered_is_asked_alone_and_may_change_its_mind()
    {
        Walk walk = Advised();
        walk.Do(Walk.BackOffice, new RequestRecommendation(Kesbangpol));
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { Kesbangpol }));
        walk.Do(Walk.Kesbangpol, Walk.Favourable());
        Assert.That(walk.History[^1].Event, Is.InstanceOf<RecommendationsJoined>().With.Property(nameof(RecommendationsJoined.AllFavourable)).True);
        walk.Do(Walk.BackOffice, new Forward(To: "tanda-tangan"));
    }

    [Test]
    public void Advice_of_an_agency_that_was_not_asked_again_stands()
    {
        Walk walk = Advised();
        walk.Do(Walk.BackOffice, new RequestRecommendation(Bappeda)).Do(Walk.Bappeda, Walk.Favourable());
        Assert.That(walk.Refused(Walk.BackOffice, new Forward(To: "tanda-tangan")).Reason, Is.EqualTo(RefusalReason.ReasonMissing));
        walk.Do(Walk.BackOffice, new Forward(To: "tanda-tangan", Reason: "ADVICE_WEIGHED"));
    }

    private static Walk Advised() => new Walk().ToRecommendations()
        .Do(Walk.Kesbangpol, Walk.Favourable() with { Favourable = false }).Do(Walk.Bappeda, Walk.Favourable());
}
