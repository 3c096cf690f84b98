using Grpc.Core;
using Npgsql;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Diagnosis;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Outages;

/// <summary>
/// The primary is killed under load and its synchronous standby promoted: whatever was acknowledged is there, once, and the
/// hubs find the new primary by themselves. SAKPORE_FAILOVER sets how many applications; ./soak.sh says 40.
/// </summary>
internal sealed class FailoverTests
{
    private static readonly int Applications = int.Parse(Environment.GetEnvironmentVariable("SAKPORE_FAILOVER") ?? "12");

    [Test]
    public async Task Acknowledged_actions_survive_the_primary()
    {
        using var postgres = await ReplicatedPostgres.StartAsync();
        await using var one = await TestHub.StartAsync(options => options with { Postgres = postgres.ConnectionString });
        await using var other = await one.StartAnotherAsync();
        Assert.That(
            (await HubDiagnosis.RunAsync(new HubOptions { Postgres = postgres.PrimaryAlone }, TimeProvider.System, default)).Select(finding => finding.Sentence),
            Has.Some.EqualTo("Letters are on 1 synchronous standby before they are acknowledged."));
        var day = new Day(() => [one, other]);
        var working = Parallel.ForEachAsync(
            Enumerable.Range(0, Applications), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (index, _) => await day.LiveAsync(index));
        while (day.Acknowledged < Applications * 3)
        {
            await Task.Delay(10);
        }

        postgres.KillPrimary();
        var acknowledged = day.Acknowledged;
        await Task.Delay(500);
        await postgres.PromoteAsync();
        await working.WaitAsync(TimeSpan.FromMinutes(3));

        await using var connection = new NpgsqlConnection(postgres.StandbyAlone);
        await day.AssertWholeAsync(connection, Applications);
        Assert.That(await RowReplay.RunAsync(one.Get<Database>(), one.Get<CatalogParts>(), rebuild: false, default), Is.Empty);
        Assert.That(day.Refusals.Select(refusal => refusal.Status).Distinct(), Is.SubsetOf(new[] { StatusCode.Unavailable, StatusCode.Aborted, StatusCode.FailedPrecondition }));
        await TestContext.Out.WriteLineAsync(
            $"{Applications} applications, {acknowledged} actions acknowledged before the primary was killed, {day.Acknowledged} in all, {day.Refusals.Count} told to send again, {day.Signed.Count} letters");
    }
}
