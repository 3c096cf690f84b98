using System.Diagnostics;
using Google.Rpc;
using Grpc.Core;
using Npgsql;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Outages;

/// <summary>
/// The database goes away under load: calls say so quickly, everything goes on by itself when it is back, and nothing is half
/// done. SAKPORE_OUTAGE sets for how many seconds; ./soak.sh says 20.
/// </summary>
internal sealed class DatabaseOutageTests
{
    private const int Applications = 12;

    private static readonly TimeSpan Away = TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("SAKPORE_OUTAGE") ?? "3"));

    // Quickly: less than the 4 seconds that a connection is waited for, and generous beside what a refused one takes.
    private static readonly TimeSpan Quickly = TimeSpan.FromSeconds(4);

    [Test]
    public async Task Hub_says_so_quickly_and_goes_on_by_itself()
    {
        PostgresRelay? relay = null;
        await using var hub = await TestHub.StartAsync(
            options =>
            {
                relay = new PostgresRelay(options.Postgres!);
                return options with { Postgres = relay.ConnectionString };
            },
            TestDatabase.Postgres);
        using var between = relay!;
        var day = new Day(() => [hub]);
        var working = Parallel.ForEachAsync(
            Enumerable.Range(0, Applications), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (index, _) => await day.LiveAsync(index));
        while (day.Acknowledged < Applications / 2)
        {
            await Task.Delay(10);
        }

        between.IsDown = true;
        await AssertSaysSoAsync(hub);
        await Task.Delay(Away);
        var whileAway = day.Acknowledged;
        await Task.Delay(200);
        Assert.That(day.Acknowledged, Is.EqualTo(whileAway), "Nothing is acknowledged without a database.");
        between.IsDown = false;
        await working.WaitAsync(TimeSpan.FromMinutes(2));

        await using var connection = new NpgsqlConnection(between.ConnectionString);
        await day.AssertWholeAsync(connection, Applications);
        Assert.That(await RowReplay.RunAsync(hub.Get<Database>(), hub.Get<CatalogParts>(), rebuild: false, default), Is.Empty, "Every row is what its history says.");
        var told = day.Refusals.Where(refusal => refusal.Reason == "DATABASE_UNAVAILABLE").ToList();
        Assert.That(told, Is.Not.Empty);
        Assert.That(told.Where(refusal => refusal.Status != StatusCode.Unavailable || refusal.Elapsed > Quickly), Is.Empty);
        Assert.That(day.Refusals.Select(refusal => refusal.Reason).Distinct(), Is.SubsetOf(new[] { "DATABASE_UNAVAILABLE", "SIGNING_UNDER_WAY", "WRITE_CONFLICT" }));
        await TestContext.Out.WriteLineAsync(
            $"away for {Away.TotalSeconds} s: {told.Count} calls told so, the slowest after {told.Max(refusal => refusal.Elapsed).TotalMilliseconds:0} ms; {day.Acknowledged} acknowledged, {day.Signed.Count} letters");
    }

    private static async Task AssertSaysSoAsync(TestHub hub)
    {
        var began = Stopwatch.GetTimestamp();
        var refused = (await Assert.ThrowsAsync<RpcException>(async () => await hub.FrontOffice.Applications().ListApplicationsAsync(new())))!;
        Assert.That((refused.StatusCode, refused.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason), Is.EqualTo((StatusCode.Unavailable, "DATABASE_UNAVAILABLE")));
        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(Quickly));
        using var client = new HttpClient();
        using var upload = new HttpRequestMessage(HttpMethod.Put, hub.Pages + "/v1/uploads/luput") { Content = new ByteArrayContent(Papers.Pdf()) };
        upload.Headers.Add("authorization", "Bearer " + hub.Callers.Portal);
        Assert.That((int)(await client.SendAsync(upload)).StatusCode, Is.EqualTo(503));
        Assert.That((int)(await client.GetAsync(hub.Pages + "/lacak/ABCD")).StatusCode, Is.EqualTo(503), "A page says so too.");
    }
}
