using Dapper;
using Npgsql;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Tests.Outages;

/// <summary>A clock that is stepped back, as a time server does to a machine that was ahead.</summary>
internal sealed class ClockTests
{
    [Test]
    public async Task Life_of_an_application_goes_on_through_steps_back()
    {
        await using var hub = await TestHub.StartAsync(database: TestDatabase.Postgres);

        // Certificates are as old as the hub; a clock before their beginning is another matter.
        hub.Time.Advance(TimeSpan.FromHours(3));
        var submitted = await hub.Portal.SubmitAsync();
        var name = submitted.Application.Name;
        var complete = await hub.FrontOffice.CompleteAsync(name);
        foreach (var step in new Func<Task>[]
        {
            () => hub.BackOffice.ForwardAsync(name),
            () => hub.Officer("dpmptsp", "contoh-sub-koordinator").ForwardAsync(name),
            () => hub.Officer("dpmptsp", "contoh-koordinator").ForwardAsync(name),
            () => hub.Officer("kesbangpol", "contoh-kesbangpol").RecommendAsync(name),
            () => hub.Officer("bappeda", "contoh-bappeda").RecommendAsync(name),
            () => hub.BackOffice.ForwardAsync(name, "tanda-tangan"),
        })
        {
            hub.Time.AdjustTime(hub.Time.GetUtcNow().AddMinutes(-20));
            await step();
        }

        hub.Time.AdjustTime(hub.Time.GetUtcNow().AddMinutes(-20));
        var signed = await hub.Head.SignAsync(name, hub.Callers.Passphrase);

        Assert.That(signed.Application.State, Is.EqualTo(Application.Types.State.Issued));
        Assert.That(signed.Application.Promise, Is.EqualTo(complete.Promise), "A step back moves no promise.");
        await using var connection = new NpgsqlConnection(hub.Postgres);
        var times = (await connection.QueryAsync<long>("SELECT at FROM events ORDER BY sequence")).ToList();
        Assert.That(times, Is.Ordered, "What follows never stands before what it follows.");
        Assert.That(await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM stage_visits WHERE ended_at < started_at"), Is.Zero);
        Assert.That(await RowReplay.RunAsync(hub.Get<Database>(), hub.Get<CatalogParts>(), rebuild: false, default), Is.Empty);
        var tracked = await new Sakpore.Permits.V1.TrackingService.TrackingServiceClient(hub.Public).TrackAsync(new TrackRequest { Token = submitted.TrackingToken });
        Assert.That(tracked.Steps.Count(one => one.Progress == TrackingStep.Types.Progress.Done), Is.EqualTo(8));
    }

    [Test]
    public async Task Registration_ids_stay_unique_through_a_step_back()
    {
        await using var hub = await TestHub.StartAsync();
        var names = new List<string>();
        for (var number = 0; number < 5; number++)
        {
            names.Add((await hub.Portal.SubmitAsync()).Application.Name);
            hub.Time.AdjustTime(TestHub.Start.AddSeconds(-number % 2));
        }

        Assert.That(names, Is.Unique);
    }
}
