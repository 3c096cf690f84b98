using Sakpore.Core.Applications;
using Sakpore.Core.Tests.Applications;

namespace Sakpore.Core.Tests.Procedures;

/// <summary>An application walked through each procedure that the catalog ships.</summary>
public sealed class ShippedProceduresTests
{
    [Test]
    public void RekomendasiParalel_leads_to_an_issued_letter()
    {
        var walk = new Walk();
        Assert.That(walk.Submitted().OpenStages, Is.EqualTo(new[] { "front-office" }));
        Assert.That(walk.Do(Walk.FrontOffice, new DeclareComplete()).OpenStages, Is.EqualTo(new[] { "back-office" }));
        Assert.That(walk.Do(Walk.BackOffice, new Forward()).OpenStages, Is.EqualTo(new[] { "sub-koordinator" }));
        Assert.That(walk.Do(Walk.SubKoordinator, new Forward()).OpenStages, Is.EqualTo(new[] { "koordinator" }));
        walk.Do(Walk.Koordinator, new Forward());
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { "rekomendasi-kesbangpol", "rekomendasi-bappeda" }));
        Assert.That(walk.History.Select(entry => entry.Event).OfType<RecommendationRequested>().Select(asked => asked.Office), Is.EqualTo(new[] { "kesbangpol", "bappeda" }));
        Assert.That(walk.Do(Walk.Bappeda, Walk.Favourable()).OpenStages, Is.EqualTo(new[] { "rekomendasi-kesbangpol" }));
        Assert.That(walk.Do(Walk.Kesbangpol, Walk.Favourable()).OpenStages, Is.EqualTo(new[] { "pencocokan" }));
        Assert.That(walk.Do(Walk.BackOffice, new Forward(To: "tanda-tangan")).OpenStages, Is.EqualTo(new[] { "tanda-tangan" }));
        Assert.That(walk.State!.Status, Is.EqualTo(ApplicationStatus.AwaitingSignature));
        walk.Do(Walk.Kepala, new RequestSigning("intent-1", Walk.Number));
        walk.Do(Walk.Machine, new RecordSignature("intent-1", "doc-9", "aa", "bb"));
        Assert.That(walk.State!.Status, Is.EqualTo(ApplicationStatus.Issued));
        Assert.That(walk.OpenStages, Is.Empty);
        Assert.That(walk.State.Visits.Select(visit => visit.Opening.Stage), Is.EqualTo(new[]
        {
            "front-office", "back-office", "sub-koordinator", "koordinator", "rekomendasi-bappeda", "rekomendasi-kesbangpol", "pencocokan", "tanda-tangan",
        }));
    }

    [Test]
    public void RekomendasiDulu_asks_the_agency_before_the_section_head()
    {
        var walk = new Walk("rekomendasi-dulu@1");
        walk.ToBackOffice().Do(Walk.BackOffice, new Forward(To: "rekomendasi"));
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { "rekomendasi-opd" }));
        Assert.That(walk.Do(Walk.Kesbangpol, Walk.Favourable()).OpenStages, Is.EqualTo(new[] { "pencocokan" }));
        Assert.That(walk.Do(Walk.BackOffice, new Forward(To: "kasi")).OpenStages, Is.EqualTo(new[] { "kasi" }));
        walk.Do(Walk.SubKoordinator, new Forward()).Do(Walk.Kepala, new RequestSigning("intent-1", Walk.Number));
        walk.Do(Walk.Machine, new RecordSignature("intent-1", "doc-9", "aa", "bb"));
        Assert.That(walk.State!.Status, Is.EqualTo(ApplicationStatus.Issued));
    }

    [Test]
    public void RekomendasiDulu_passes_the_agency_by_where_it_is_not_needed()
    {
        var walk = new Walk("rekomendasi-dulu@1");
        walk.ToBackOffice().Do(Walk.BackOffice, new Forward(To: "kasi"));
        Assert.That(walk.OpenStages, Is.EqualTo(new[] { "kasi" }));
    }
}
