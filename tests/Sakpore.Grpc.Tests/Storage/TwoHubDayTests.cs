using System.Collections.Concurrent;
using Dapper;
using Grpc.Core;
using Npgsql;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;
using Sakpore.Signing.V1;

namespace Sakpore.Grpc.Tests.Storage;

/// <summary>
/// Two hub processes share a day on one PostgreSQL and one is killed with -9 in the middle. Whatever was acknowledged is
/// there once. SAKPORE_DAY sets how many applications; ./soak.sh runs 200.
/// </summary>
internal sealed class TwoHubDayTests
{
    private const int AtOnce = 8;

    private static readonly int Applications = int.Parse(Environment.GetEnvironmentVariable("SAKPORE_DAY") ?? "24");

    private readonly ConcurrentQueue<Acknowledgement> _acknowledged = new();
    private readonly ConcurrentQueue<string> _signed = new();
    private HubProcess[] _hubs = [];
    private int _begun;

    [Test]
    public async Task Acknowledged_actions_are_there_once_and_the_register_has_no_gap()
    {
        await using var made = await TestHub.StartAsync(database: TestDatabase.Postgres);
        await using var first = await HubProcess.StartAsync(made.DataDirectory, made.Postgres!, "SigningLease=00:00:02");
        await using var second = await HubProcess.StartAsync(made.DataDirectory, made.Postgres!, "SigningLease=00:00:02");
        _hubs = [first, second];

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Applications), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (index, _) =>
            {
                if (Interlocked.Increment(ref _begun) == Applications / 2)
                {
                    first.Kill();
                    _hubs = [second];
                }

                await LiveAsync(new Random(index), $"hari-{index}");
            });

        await using var connection = new NpgsqlConnection(made.Postgres);
        await AssertAcknowledgedOnceAsync(connection);
        await AssertRegisterAsync(connection);
        await AssertNewsAsync(connection);
        await TestContext.Out.WriteLineAsync($"{Applications} applications, {_acknowledged.Count} acknowledged actions, {_signed.Count} letters");
    }

    /// <summary>The life of an application, decided by chance: most end with a letter, some are taken back, refused or corrected.</summary>
    private async Task LiveAsync(Random chance, string id)
    {
        var submission = await TryAsync(chance, hub => hub.Portal.SubmissionAsync());
        submission.RequestId = id + "-submit";
        var submitted = await ActAsync(chance, submission.RequestId, async hub => (await hub.Portal.Applications().SubmitApplicationAsync(submission)).Application);
        var name = submitted.Name;
        var fate = chance.Next(10);
        if (fate == 0)
        {
            await ActAsync(chance, id + "-withdraw", async hub => await hub.Portal.Applications().WithdrawApplicationAsync(
                new WithdrawApplicationRequest { Name = name, RequestId = id + "-withdraw" }));
            return;
        }

        if (fate == 1)
        {
            await ActAsync(chance, id + "-return", async hub => await hub.FrontOffice.Applications().ReturnApplicationAsync(
                new ReturnApplicationRequest { Name = name, RequestId = id + "-return", OwedRequirements = { "ktp" }, Reason = "UNREADABLE" }));
            var document = await TryAsync(chance, hub => hub.Portal.UploadAsync(Papers.Png(id), "image/png"));
            await ActAsync(chance, id + "-supplement", async hub => await hub.Portal.Applications().SupplementApplicationAsync(
                new SupplementApplicationRequest { Name = name, RequestId = id + "-supplement", Files = { new RequirementFile { Requirement = "ktp", Document = document } } }));
        }

        await ActAsync(chance, id + "-complete", async hub => await hub.FrontOffice.Applications().DeclareCompleteAsync(
            new DeclareCompleteRequest { Name = name, RequestId = id + "-complete" }));
        foreach (var officer in new[] { "back-office", "sub-koordinator", "koordinator" })
        {
            await ActAsync(chance, id + "-" + officer, async hub => await hub.Officer("dpmptsp", "contoh-" + officer).Applications().ForwardApplicationAsync(
                new ForwardApplicationRequest { Name = name, RequestId = id + "-" + officer }));
        }

        foreach (var office in chance.Next(2) == 0 ? new[] { "kesbangpol", "bappeda" } : ["bappeda", "kesbangpol"])
        {
            var recommendation = await TryAsync(chance, hub => hub.Officer(office, "contoh-" + office).RecommendationAsync(name));
            recommendation.RequestId = id + "-" + office;
            await ActAsync(chance, recommendation.RequestId, async hub =>
                (await new RecommendationService.RecommendationServiceClient(hub.Officer(office, "contoh-" + office)).RecommendAsync(recommendation)).Application);
        }

        await ActAsync(chance, id + "-match", async hub => await hub.BackOffice.Applications().ForwardApplicationAsync(
            new ForwardApplicationRequest { Name = name, RequestId = id + "-match", To = "tanda-tangan" }));
        await ActAsync(chance, id + "-sign", async hub => (await new SigningService.SigningServiceClient(hub.Head).SignLetterAsync(
            new SignLetterRequest { Application = name, RequestId = id + "-sign", Passphrase = hub.Callers.Passphrase })).Application);
        _signed.Enqueue(name);
    }

    private async Task<Application> ActAsync(Random chance, string request, Func<HubProcess, Task<Application>> act)
    {
        var application = await TryAsync(chance, act);
        _acknowledged.Enqueue(new Acknowledgement(request, application.Name["applications/".Length..], long.Parse(application.Etag)));
        return application;
    }

    /// <summary>Calls one of the hubs that are there; on what the contract says may be sent again, the same request again.</summary>
    private async Task<T> TryAsync<T>(Random chance, Func<HubProcess, Task<T>> call)
    {
        while (true)
        {
            var hubs = _hubs;
            try
            {
                return await call(hubs[chance.Next(hubs.Length)]);
            }
            catch (RpcException again) when (IsAgain(again))
            {
                await Task.Delay(50);
            }
        }
    }

    private static bool IsAgain(RpcException failed) =>
        failed.StatusCode is StatusCode.Unavailable or StatusCode.Aborted or StatusCode.Cancelled
        || (failed.StatusCode == StatusCode.Internal && failed.GetRpcStatus() is null)
        || failed.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason == "SIGNING_UNDER_WAY";

    private async Task AssertAcknowledgedOnceAsync(NpgsqlConnection connection)
    {
        var receipts = (await connection.QueryAsync<(string Request, string Resource, long Sequence)>(
            "SELECT request_id, resource, sequence FROM receipts")).ToDictionary(row => row.Request);
        Assert.That(
            _acknowledged.Where(one => !receipts.TryGetValue(one.Request, out var row) || (row.Resource, row.Sequence) != (one.Application, one.Sequence)),
            Is.Empty, "Each acknowledged action is recorded, as it was acknowledged.");
        var histories = (await connection.QueryAsync<(string Application, long Last, long Count)>(
            "SELECT application_id, MAX(sequence), COUNT(*) FROM events GROUP BY application_id")).ToDictionary(row => row.Application);
        foreach (var life in _acknowledged.GroupBy(one => one.Application))
        {
            var last = life.Max(one => one.Sequence);
            Assert.That((histories[life.Key].Last, histories[life.Key].Count), Is.EqualTo((last, last)), "Nothing was done beside, nothing twice.");
        }

        Assert.That(histories, Has.Count.EqualTo(Applications));
    }

    private async Task AssertRegisterAsync(NpgsqlConnection connection)
    {
        var register = (await connection.QueryAsync<(int Serial, string Status, string Application)>(
            "SELECT serial, status, application_id FROM letter_numbers ORDER BY serial")).ToList();
        Assert.That(register.Select(row => row.Serial), Is.EqualTo(Enumerable.Range(1, _signed.Count)));
        Assert.That(register.Select(row => row.Status), Is.All.EqualTo("ISSUED"));
        Assert.That(register.Select(row => "applications/" + row.Application), Is.EquivalentTo(_signed));
        Assert.That(await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM letters"), Is.EqualTo(_signed.Count));
    }

    private static async Task AssertNewsAsync(NpgsqlConnection connection)
    {
        for (var waited = 0; waited < 100 && await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM news_arrivals") > 0; waited++)
        {
            await Task.Delay(50);
        }

        var (count, last, events) = await connection.QuerySingleAsync<(long, long, long)>(
            "SELECT COUNT(*), MAX(position), (SELECT COUNT(*) FROM events) FROM news");
        Assert.That((count, last), Is.EqualTo((events, events)), "Every entry has one position.");
    }

    private sealed record Acknowledgement(string Request, string Application, long Sequence);
}
