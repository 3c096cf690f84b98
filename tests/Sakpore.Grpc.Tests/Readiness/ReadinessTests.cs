using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;
using Health = Grpc.Health.V1.Health;
using Status = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Sakpore.Grpc.Tests.Readiness;

/// <summary>Health and readiness apart, and how a hub ends.</summary>
internal sealed class ReadinessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Hub_is_ready_while_its_database_answers_and_alive_all_the_time()
    {
        PostgresRelay? relay = null;
        await using var hub = await TestHub.StartAsync(
            options =>
            {
                relay = new PostgresRelay(options.Postgres!);
                return options with { Postgres = relay.ConnectionString, OperationsPort = 0 };
            },
            TestDatabase.Postgres);
        using var _ = relay;
        await BecomesAsync(hub, ready: true);

        relay!.IsDown = true;
        await BecomesAsync(hub, ready: false);
        Assert.That(await TextAsync(hub, "/ready"), Is.EqualTo("The database does not answer.\n"));
        Assert.That((await ServingAsync(hub, ""), await ServingAsync(hub, "sakpore.live")), Is.EqualTo((Status.NotServing, Status.Serving)));
        Assert.That(await TextAsync(hub, "/live"), Is.EqualTo("yes\n"));

        relay.IsDown = false;
        await BecomesAsync(hub, ready: true);
        Assert.That(await ServingAsync(hub, ""), Is.EqualTo(Status.Serving));
    }

    [Test]
    public async Task Missing_key_or_migration_ends_readiness()
    {
        await using var hub = await TestHub.StartAsync(options => options with { OperationsPort = 0 });
        await BecomesAsync(hub, ready: true);
        var key = hub.Get<HubOptions>().InstallationKeyFile!;
        File.Move(key, key + ".away");
        await BecomesAsync(hub, ready: false);
        Assert.That(await TextAsync(hub, "/ready"), Is.EqualTo($"Sakpore__InstallationKeyFile: {key} cannot be read.\n"));
        File.Move(key + ".away", key);
        using (var database = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={hub.DatabaseFile}"))
        {
            database.Open();
            using var forget = new Microsoft.Data.Sqlite.SqliteCommand("DELETE FROM SchemaVersions WHERE ScriptName LIKE '%0003_news.sql'", database);
            Assert.That(forget.ExecuteNonQuery(), Is.EqualTo(1));
        }

        await EventuallyAsync(async () => (await TextAsync(hub, "/ready")).Contains("lacks the migration", StringComparison.Ordinal));
    }

    [Test]
    public async Task Operators_port_offers_what_no_other_port_does_and_nothing_else()
    {
        await using var hub = await TestHub.StartAsync(options => options with { OperationsPort = 0 });
        using var client = new HttpClient();
        var operations = new Uri(hub.Operations);
        foreach (var path in new[] { "/live", "/ready", "/metrics" })
        {
            using var spoofed = new HttpRequestMessage(HttpMethod.Get, hub.Pages + path);
            spoofed.Headers.Host = operations.Authority;
            Assert.That((await client.SendAsync(spoofed)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), path);
        }

        Assert.That((await client.GetAsync(new Uri(operations, "/tte"))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await client.GetAsync(new Uri(operations, "/v1/permitTypes"))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Ending_hub_says_so_first_then_ends_streams_and_finishes_what_is_under_way()
    {
        await using var hub = await TestHub.StartAsync(options => options with { OperationsPort = 0, ShutdownDelay = TimeSpan.FromSeconds(2) });
        await BecomesAsync(hub, ready: true);
        using var watch = hub.FrontOffice.Applications().WatchApplications(new WatchApplicationsRequest());
        Assert.That(await watch.ResponseStream.MoveNext(default), Is.True);
        using var upload = new Sakpore.Documents.V1.DocumentService.DocumentServiceClient(hub.Portal).UploadDocument();
        await upload.RequestStream.WriteAsync(new() { Description = new() { MediaType = "application/pdf" } });
        var paper = Papers.Pdf();
        await upload.RequestStream.WriteAsync(new() { Content = Google.Protobuf.ByteString.CopyFrom(paper, 0, 100) });

        var stopping = Task.Run(hub.StopAsync);
        await BecomesAsync(hub, ready: false);
        Assert.That(await TextAsync(hub, "/ready"), Is.EqualTo("The hub is stopping.\n"));
        Assert.That(await hub.Portal.UploadAsync(paper, "application/pdf"), Does.StartWith("documents/"), "Calls that still come are served.");

        Assert.That(await watch.ResponseStream.MoveNext(default), Is.False, "The stream ends well, to be resumed from its position.");
        Assert.That(watch.GetStatus().StatusCode, Is.EqualTo(StatusCode.OK));
        await upload.RequestStream.WriteAsync(new() { Content = Google.Protobuf.ByteString.CopyFrom(paper, 100, paper.Length - 100) });
        await upload.RequestStream.CompleteAsync();
        Assert.That((await upload).SizeBytes, Is.EqualTo(paper.Length), "What was under way is finished.");
        await stopping.WaitAsync(Patience);
    }

    private static Task BecomesAsync(TestHub hub, bool ready) =>
        EventuallyAsync(async () => (await GetAsync(hub, "/ready")).IsSuccessStatusCode == ready);

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        while (!await condition())
        {
            Assert.That(TimeProvider.System.GetUtcNow(), Is.LessThan(deadline), "It did not come about.");
            await Task.Delay(50);
        }
    }

    private static async Task<HttpResponseMessage> GetAsync(TestHub hub, string path)
    {
        using var client = new HttpClient();
        return await client.GetAsync(hub.Operations + path);
    }

    private static async Task<string> TextAsync(TestHub hub, string path) => await (await GetAsync(hub, path)).Content.ReadAsStringAsync();

    private static async Task<Status> ServingAsync(TestHub hub, string service) =>
        (await new Health.HealthClient(hub.Public).CheckAsync(new HealthCheckRequest { Service = service })).Status;
}
