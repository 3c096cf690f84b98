using Dapper;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Tests.Applications;

/// <summary>The front office acts for a person who has no account at all: both are recorded, who acted and for whom.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class FrontOfficeTests(TestDatabase database)
{
    [Test]
    public async Task Person_without_an_account_submits_supplements_and_withdraws_at_the_counter()
    {
        await using var hub = await TestHub.StartAsync(database: database);
        var counter = hub.FrontOffice.Applications();
        var submitted = await hub.FrontOffice.SubmitAsync();
        var name = submitted.Application.Name;
        await hub.FrontOffice.Applications().ReturnApplicationAsync(
            new ReturnApplicationRequest { Name = name, RequestId = Actors.NextRequest, OwedRequirements = { "ktp" }, Reason = "UNREADABLE" });
        var photo = await hub.FrontOffice.UploadAsync(Papers.Png("lebih jelas"), "image/png");
        var supplemented = await counter.SupplementApplicationAsync(new SupplementApplicationRequest
        {
            Name = name,
            RequestId = Actors.NextRequest,
            Files = { new RequirementFile { Requirement = "ktp", Document = photo } },
        });
        Assert.That(supplemented.State, Is.EqualTo(Application.Types.State.InProgress));
        var withdrawn = await counter.WithdrawApplicationAsync(new WithdrawApplicationRequest { Name = name, RequestId = Actors.NextRequest });
        Assert.That(withdrawn.State, Is.EqualTo(Application.Types.State.Withdrawn));

        var tracked = await new Permits.V1.TrackingService.TrackingServiceClient(hub.Public).TrackAsync(new TrackRequest { Token = submitted.TrackingToken });
        Assert.That(tracked.State, Is.EqualTo(Application.Types.State.Withdrawn), "The slip from the counter is enough.");
        var acts = (await hub.Get<Database>().ReadAsync(
            connection => connection.QueryAsync<(string Type, string Actor, string? Principal)>(
                "SELECT type, actor, principal FROM events WHERE application_id = @id ORDER BY sequence", new { id = ApplicationCalls.IdOf(name) }),
            default)).Where(act => act.Type is "submitted" or "supplemented" or "withdrawn").ToList();
        Assert.That(acts.Select(act => act.Type), Is.EqualTo(new[] { "submitted", "supplemented", "withdrawn" }));
        Assert.That(acts.Select(act => act.Actor), Is.All.EqualTo("officers/contoh-front-office"));
        Assert.That(acts.Select(act => act.Principal).Distinct().Single(), Is.Not.Null.And.Not.Empty, "the person");
    }
}
