using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Signing.Testing;

namespace Sakpore.Grpc.Tests.Audit;

/// <summary>Checkpoints come by themselves, go on after a restart and are timestamped; refusals are logged, counted and bounded.</summary>
internal sealed class CheckpointTests
{
    [Test]
    public async Task Checkpoint_is_written_every_ten_minutes_and_at_the_end_and_goes_on_after_a_restart()
    {
        await using var hub = await TestHub.StartAsync();
        var folder = Path.Combine(hub.DataDirectory, "audit");
        await hub.Portal.SubmitAsync();
        hub.Time.Advance(CheckpointWriter.Pause);
        Assert.That(() => CheckpointFile.Lines(folder).Count(), Is.EqualTo(1).After(20_000, 20));
        await using (await hub.StartAnotherAsync())
        {
        }

        var lines = CheckpointFile.Lines(folder).ToList();
        using var key = CheckpointFile.ReadKey(hub.Get<HubOptions>().CheckpointKeyFile!);
        var told = CheckpointsTold.Of(lines, key);
        Assert.That((told.Count, told.Findings.Count, told.Last?.Number), Is.EqualTo((2, 0, 2L)), "the second hub's end");
        Assert.That(told.Heads, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Checkpoint_is_timestamped_by_a_real_authority()
    {
        await using var server = TestPkiServer.Start(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TestHub.Start));
        await using var hub = await TestHub.StartAsync(options => options with
        {
            TimestampAuthority = server.Timestamps.ToString(),
            CheckpointTimestamps = true,
        });
        await File.AppendAllTextAsync(hub.Get<HubOptions>().AnchorsFile!, PemEncoding.WriteString("CERTIFICATE", server.Pki.Anchors[0].Span) + "\n");
        await hub.Get<CheckpointWriter>().WriteAsync(default);
        var line = CheckpointFile.Lines(Path.Combine(hub.DataDirectory, "audit")).Single();
        var token = await File.ReadAllBytesAsync(Path.Combine(hub.DataDirectory, "audit", "checkpoint-1.tst"));
        Assert.That(token.AsSpan().IndexOf(SHA256.HashData(Encoding.ASCII.GetBytes(line))), Is.GreaterThan(0), "the token is over this line");
    }

    [Test]
    public async Task Refusals_of_systems_are_rows_and_of_anybody_are_counted_without_what_was_sent()
    {
        await using var hub = await TestHub.StartAsync();
        var name = (await hub.Portal.SubmitAsync()).Application.Name;
        Assert.That(await Refused.ReasonAsync(() => hub.BackOffice.ForwardAsync(name)), Is.Not.Null);
        for (var call = 0; call < 25; call++)
        {
            Assert.That(await Refused.ReasonAsync(() => hub.Public.CompleteAsync(name)), Is.EqualTo("UNAUTHENTICATED"));
        }

        var before = await RowsAsync(hub);
        Assert.That(before, Has.Count.EqualTo(1), "the system's is stored when it is told");
        Assert.That((before[0].Caller, before[0].Officer, before[0].Calls), Is.EqualTo(("systems/dpmptsp", "contoh-back-office", 1L)));
        await hub.Get<RefusalLog>().FlushAsync(default);
        var counted = (await RowsAsync(hub)).Last();
        Assert.That((counted.Caller, counted.Reason, counted.Calls), Is.EqualTo(("127.0.0.1", "UNAUTHENTICATED", 25L)));
        Assert.That(counted.Resource, Is.Null);
    }

    [Test]
    public async Task System_that_is_refused_all_the_time_fills_no_log()
    {
        await using var hub = await TestHub.StartAsync();
        for (var call = 0; call < 100; call++)
        {
            await Refused.ReasonAsync(() => hub.FrontOffice.CompleteAsync("applications/01700000000000000000"));
        }

        await hub.Get<RefusalLog>().FlushAsync(default);
        var rows = await RowsAsync(hub);
        Assert.That((rows.Count, rows.Sum(row => row.Calls), rows[^1].Calls), Is.EqualTo((61, 100L, 40L)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task What_could_not_be_stored_or_was_not_answered_is_stored_once(bool stored)
    {
        PostgresRelay? relay = null;
        await using var hub = await TestHub.StartAsync(
            options => options with { Postgres = (relay = new PostgresRelay(options.Postgres!)).ConnectionString }, TestDatabase.Postgres);
        using var _ = relay;
        await Refused.ReasonAsync(() => hub.Public.CompleteAsync("applications/01700000000000000000"));
        relay!.Passing = (statements, sent) =>
        {
            // Before the server has the statements, or after it has them all, their COMMIT among them, and before it can answer.
            relay.IsDown |= sent == stored && statements.Contains("INSERT INTO refusals", StringComparison.Ordinal);
            return Task.CompletedTask;
        };
        Assert.That(async () => await hub.Get<RefusalLog>().FlushAsync(default), Throws.InstanceOf<DbException>());
        relay.Passing = null;
        relay.IsDown = false;
        for (var waited = 0; stored && (await RowsAsync(hub)).Count == 0; waited++)
        {
            Assert.That(waited, Is.LessThan(200), "the commit that was not answered");
            await Task.Delay(50);
        }

        await Refused.ReasonAsync(() => hub.Public.CompleteAsync("applications/01700000000000000000"));
        await hub.Get<RefusalLog>().FlushAsync(default);
        Assert.That(await Refused.ReasonAsync(() => hub.FrontOffice.CompleteAsync("applications/01700000000000000000")), Is.Not.Null);
        var rows = await RowsAsync(hub);
        Assert.That(rows.Select(row => (row.Sequence, row.Calls)), Is.EqualTo(new[] { (1L, 1L), (2L, 1L), (3L, 1L) }), "each once");
    }

    private static Task<List<RefusalRow>> RowsAsync(TestHub hub) => hub.Get<Database>().ReadAsync(
        async connection => (await connection.QueryAsync<RefusalRow>($"SELECT {RefusalRow.Columns} FROM refusals ORDER BY sequence")).AsList(), default);
}
