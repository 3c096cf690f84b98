using System.Diagnostics;
using Grpc.Core;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Tests.News;

/// <summary>A watch tells everything that its caller may see once, in order, also what was written first and committed last.</summary>
internal sealed class WatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Watch_tells_what_happens_and_resumes_from_a_position([Values] TestDatabase database)
    {
        await using var hub = await TestHub.StartAsync(database: database);
        var name = (await hub.Portal.SubmitAsync()).Application.Name;
        await hub.FrontOffice.CompleteAsync(name);
        using var watch = new Watch(hub.Portal, after: 0);
        var first = await watch.TakeAsync(3);
        Assert.That(first.Select(one => (one.News.Application, one.News.Sequence, one.News.Type)), Is.EqualTo(new[]
        {
            (name, 1L, "submitted"), (name, 2L, "declared-complete"), (name, 3L, "promised"),
        }));
        Assert.That(first.Select(one => one.Position), Is.Ordered.And.Unique);

        await hub.BackOffice.ForwardAsync(name);
        Assert.That((await watch.TakeAsync(1))[0].News.Type, Is.EqualTo("forwarded"));

        using var resumed = new Watch(hub.Portal, after: first[1].Position);
        Assert.That((await resumed.TakeAsync(2)).Select(one => one.News.Sequence), Is.EqualTo(new[] { 3L, 4L }));
        using var stranger = new Watch(hub.Officer("bappeda", "contoh-bappeda"), after: 0);
        Assert.That(await stranger.NothingAsync(TimeSpan.FromMilliseconds(300)), Is.True, "Bappeda has no stage in it yet.");
    }

    [Test]
    public async Task Writer_that_takes_its_id_first_and_commits_last_is_seen()
    {
        await using var hub = await TestHub.StartAsync(database: TestDatabase.Postgres);
        var slow = (await hub.Portal.SubmitAsync()).Application.Name;
        var quick = (await hub.Portal.SubmitAsync()).Application.Name;
        using var watch = new Watch(hub.Portal, after: 0);
        await watch.TakeAsync(2);
        var (written, mayCommit) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (commands, receipts) = (hub.Get<ApplicationCommands>(), hub.Get<Receipts>());
        var portal = new Caller("systems/portal", Audience.Portal);
        var call = new ApplicationCall(portal, receipts.Identify("test", "", "slow", new WithdrawApplicationRequest()), ApplicationCalls.IdOf(slow), "", "");
        var first = hub.Get<Database>().WriteAsync(
            async transaction =>
            {
                var scope = await commands.LoadAsync(transaction, call);
                await Submissions.ActForApplicantAsync(scope);
                var state = await commands.RecordAsync(scope, new Core.Applications.Withdraw());
                written.SetResult();
                await mayCommit.Task;
                return state;
            },
            default);
        await written.Task;

        await hub.FrontOffice.CompleteAsync(quick);
        var seen = await watch.TakeAsync(3);
        Assert.That(seen.Select(one => one.News.Application), Is.All.EqualTo(quick));
        mayCommit.SetResult();
        await first;

        var late = (await watch.TakeAsync(1))[0];
        Assert.That((late.News.Application, late.News.Type), Is.EqualTo((slow, "withdrawn")));
        Assert.That(late.Position, Is.GreaterThan(seen[^1].Position), "Its position was given after its commit.");
    }

    [Test]
    public async Task Watch_of_another_hub_is_told_within_two_seconds_with_listening_cut_and_notified_sparingly()
    {
        await using var writer = await TestHub.StartAsync(database: TestDatabase.Postgres);
        using var relay = new PostgresRelay(writer.Postgres!);
        await using var watcher = await writer.StartAnotherAsync(options => options with { Postgres = relay.ConnectionString });
        using var watch = new Watch(watcher.Portal, after: null);
        await watch.BegunAsync();

        var heard = Stopwatch.StartNew();
        var name = (await writer.Portal.SubmitAsync()).Application.Name;
        await watch.TakeAsync(1);
        await TestContext.Out.WriteLineAsync($"with LISTEN, submission included: {heard.ElapsedMilliseconds} ms");

        relay.RefusesListen = true;
        Assert.That(relay.CutListeners(), Is.EqualTo(1));
        var done = Stopwatch.StartNew();
        await writer.FrontOffice.CompleteAsync(name);
        await watch.TakeAsync(2);
        await TestContext.Out.WriteLineAsync($"with LISTEN cut: {done.ElapsedMilliseconds} ms");
        Assert.That(done.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));

        relay.TakeRoundTrips();
        var burst = Stopwatch.StartNew();
        for (var index = 0; index < 5; index++)
        {
            var next = (await watcher.Portal.SubmitAsync()).Application.Name;
            await watcher.FrontOffice.CompleteAsync(next);
        }

        await watch.TakeAsync(15);
        var roundTrips = relay.TakeRoundTrips();
        var notified = roundTrips.Where(statements => statements.Contains("NOTIFY", StringComparison.Ordinal)).ToList();
        Assert.That(notified, Is.Not.Empty.And.All.EqualTo("DISCARD ALL; NOTIFY sakpore_news").Or.All.EqualTo("NOTIFY sakpore_news"), "It is sent alone.");
        Assert.That(notified, Has.Count.LessThanOrEqualTo((burst.ElapsedMilliseconds / 50) + 1));
    }

    private sealed class Watch : IDisposable
    {
        private readonly AsyncServerStreamingCall<WatchApplicationsResponse> _call;
        private readonly CancellationTokenSource _patience = new(Patience);

        public Watch(CallInvoker caller, long? after)
        {
            var request = new WatchApplicationsRequest();
            if (after is { } position)
            {
                request.AfterPosition = position;
            }

            _call = caller.Applications().WatchApplications(request);
        }

        public async Task BegunAsync() => Assert.That(await _call.ResponseStream.MoveNext(_patience.Token), Is.True);

        public async Task<List<WatchApplicationsResponse>> TakeAsync(int count)
        {
            var taken = new List<WatchApplicationsResponse>();
            while (taken.Count < count && await _call.ResponseStream.MoveNext(_patience.Token))
            {
                if (_call.ResponseStream.Current.News is not null)
                {
                    taken.Add(_call.ResponseStream.Current);
                }
            }

            return taken;
        }

        public async Task<bool> NothingAsync(TimeSpan time)
        {
            var next = TakeAsync(1);
            return await Task.WhenAny(next, Task.Delay(time)) != next;
        }

        public void Dispose()
        {
            _call.Dispose();
            _patience.Dispose();
        }
    }
}
