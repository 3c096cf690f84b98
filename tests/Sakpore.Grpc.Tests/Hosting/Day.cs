using System.Collections.Concurrent;
using System.Diagnostics;
using Dapper;
using Google.Rpc;
using Grpc.Core;
using Npgsql;
using Sakpore.Permits.V1;
using Sakpore.Signing.V1;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>
/// The lives of many applications on hubs that come and go. Callers do what the contract says: what may be sent again is sent
/// again, under the same request id, until it is acknowledged. Whatever was acknowledged must then be there, once.
/// </summary>
/// <param name="hubs">The hubs that there are now.</param>
/// <param name="name">Stands before the request ids, so that several days share a database.</param>
internal sealed class Day(Func<IReadOnlyList<HubCallers>> hubs, string name = "hari")
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<Acknowledgement> _acknowledged = new();
    private readonly ConcurrentQueue<string> _signed = new();
    private readonly ConcurrentQueue<Refusal> _refusals = new();

    /// <summary>Actions that a hub answered.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>Applications whose letter was signed.</summary>
    public IReadOnlyCollection<string> Signed => _signed;

    /// <summary>The letters' numbers, as they were told.</summary>
    public ConcurrentDictionary<string, string> Numbers { get; } = new();

    /// <summary>Every answer that was no, and was sent again.</summary>
    public IReadOnlyCollection<Refusal> Refusals => _refusals;

    /// <summary>The life of an application, decided by chance: most end with a letter, some are taken back, refused or corrected.</summary>
    public async Task LiveAsync(int index)
    {
        var chance = new Random(index);
        var id = $"{name}-{index}";
        var submission = await TryAsync(chance, hub => hub.Portal.SubmissionAsync());
        submission.RequestId = id + "-submit";
        var submitted = await ActAsync(chance, submission.RequestId, async hub => (await hub.Portal.Applications().SubmitApplicationAsync(submission)).Application);
        var application = submitted.Name;
        var fate = chance.Next(10);
        if (fate == 0)
        {
            await ActAsync(chance, id + "-withdraw", async hub => await hub.Portal.Applications().WithdrawApplicationAsync(
                new WithdrawApplicationRequest { Name = application, RequestId = id + "-withdraw" }));
            return;
        }

        if (fate == 1)
        {
            await ActAsync(chance, id + "-return", async hub => await hub.FrontOffice.Applications().ReturnApplicationAsync(
                new ReturnApplicationRequest { Name = application, RequestId = id + "-return", OwedRequirements = { "ktp" }, Reason = "UNREADABLE" }));
            var document = await TryAsync(chance, hub => hub.Portal.UploadAsync(Papers.Png(id), "image/png"));
            await ActAsync(chance, id + "-supplement", async hub => await hub.Portal.Applications().SupplementApplicationAsync(
                new SupplementApplicationRequest { Name = application, RequestId = id + "-supplement", Files = { new RequirementFile { Requirement = "ktp", Document = document } } }));
        }

        await ActAsync(chance, id + "-complete", async hub => await hub.FrontOffice.Applications().DeclareCompleteAsync(
            new DeclareCompleteRequest { Name = application, RequestId = id + "-complete" }));
        foreach (var officer in new[] { "back-office", "sub-koordinator", "koordinator" })
        {
            await ActAsync(chance, id + "-" + officer, async hub => await hub.Officer("dpmptsp", "contoh-" + officer).Applications().ForwardApplicationAsync(
                new ForwardApplicationRequest { Name = application, RequestId = id + "-" + officer }));
        }

        foreach (var office in chance.Next(2) == 0 ? new[] { "kesbangpol", "bappeda" } : ["bappeda", "kesbangpol"])
        {
            var recommendation = await TryAsync(chance, hub => hub.Officer(office, "contoh-" + office).RecommendationAsync(application));
            recommendation.RequestId = id + "-" + office;
            await ActAsync(chance, recommendation.RequestId, async hub =>
                (await new RecommendationService.RecommendationServiceClient(hub.Officer(office, "contoh-" + office)).RecommendAsync(recommendation)).Application);
        }

        await ActAsync(chance, id + "-match", async hub => await hub.BackOffice.Applications().ForwardApplicationAsync(
            new ForwardApplicationRequest { Name = application, RequestId = id + "-match", To = "tanda-tangan" }));
        await SignAsync(chance, id, application);
    }

    /// <summary>Signs one letter that waits for it, and keeps at it until it is acknowledged.</summary>
    public Task SignAsync(int index, string application) => SignAsync(new Random(index), $"{name}-{index}", application);

    private async Task SignAsync(Random chance, string id, string application)
    {
        await ActAsync(chance, id + "-sign", async hub =>
        {
            var answer = await new SigningService.SigningServiceClient(hub.Head).SignLetterAsync(
                new SignLetterRequest { Application = application, RequestId = id + "-sign", Passphrase = hub.Callers.Passphrase });
            Numbers[application] = answer.Letter.Number;
            return answer.Application;
        });
        _signed.Enqueue(application);
    }

    private async Task<Application> ActAsync(Random chance, string request, Func<HubCallers, Task<Application>> act)
    {
        var application = await TryAsync(chance, act);
        _acknowledged.Enqueue(new Acknowledgement(request, application.Name["applications/".Length..], long.Parse(application.Etag)));
        return application;
    }

    /// <summary>Calls one of the hubs that are there; on what the contract says may be sent again, the same request again.</summary>
    private async Task<T> TryAsync<T>(Random chance, Func<HubCallers, Task<T>> call)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var there = hubs();
            var sent = Stopwatch.GetTimestamp();
            try
            {
                return await call(there[chance.Next(there.Count)]);
            }
            catch (Exception again) when (RefusalOf(again, Stopwatch.GetElapsedTime(sent)) is { MayBeSentAgain: true } refusal && Stopwatch.GetElapsedTime(began) < Longest)
            {
                _refusals.Enqueue(refusal);
                await Task.Delay(50);
            }
        }
    }

    // A channel whose hub was killed may be disposed of under the call.
    private static Refusal? RefusalOf(Exception failed, TimeSpan elapsed) => failed switch
    {
        RpcException answered => new Refusal(answered.StatusCode, answered.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason, elapsed),
        ObjectDisposedException => new Refusal(StatusCode.Unavailable, null, elapsed),
        _ => null,
    };

    /// <summary>Holds what is stored against what was acknowledged: each once, nothing beside, the register without a gap.</summary>
    public async Task AssertWholeAsync(NpgsqlConnection connection, int applications)
    {
        await AssertAcknowledgedOnceAsync(connection, applications);
        await AssertRegisterAsync(connection);
        await AssertNewsAsync(connection);
    }

    private async Task AssertAcknowledgedOnceAsync(NpgsqlConnection connection, int applications)
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

        Assert.That(histories, Has.Count.EqualTo(applications));
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

    /// <summary>An answer that was no.</summary>
    /// <param name="Status">Its status.</param>
    /// <param name="Reason">The hub's reason; null where no hub said anything.</param>
    /// <param name="Elapsed">How long it took.</param>
    internal sealed record Refusal(StatusCode Status, string? Reason, TimeSpan Elapsed)
    {
        public bool MayBeSentAgain => Status is StatusCode.Unavailable or StatusCode.Aborted or StatusCode.Cancelled
            || (Status == StatusCode.Internal && Reason is null) || Reason == "SIGNING_UNDER_WAY";
    }
}
