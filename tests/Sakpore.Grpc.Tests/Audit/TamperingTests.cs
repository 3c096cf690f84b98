using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Audit;

/// <summary>Whoever rules the database changes it in every way; the verification says each time what was done, and to which row.</summary>
[TestFixture(TestDatabase.Postgres)]
[TestFixture(TestDatabase.Sqlite)]
internal sealed class TamperingTests(TestDatabase database)
{
    private TestHub _hub = null!;
    private string _one = "";
    private string _two = "";

    private string Folder => Path.Combine(_hub.DataDirectory, "audit");

    [SetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync(database: database);
        (_one, _two) = (await SubmitAsync(), await SubmitAsync());
        await _hub.Get<CheckpointWriter>().WriteAsync(default);
        await Refused.ReasonAsync(() => _hub.FrontOffice.ForwardAsync("applications/" + _two));
        await Refused.ReasonAsync(() => _hub.BackOffice.CompleteAsync("applications/" + _two));
        await _hub.BackOffice.ForwardAsync("applications/" + _one);
        await _hub.Get<CheckpointWriter>().WriteAsync(default);
        Assert.That(await FoundAsync(), Is.Empty, "before anything was done");
    }

    [TearDown]
    public Task Stop() => _hub.DisposeAsync().AsTask();

    [Test]
    public async Task Changed_row_is_found()
    {
        await AsSuperuserAsync("UPDATE events SET actor = 'officers/contoh-kepala' WHERE application_id = @_one AND sequence = 2");
        Assert.That(await FoundAsync(), Is.EqualTo(new[] { new AuditFinding(AuditFault.RowChanged, _one, 2) }));
    }

    [Test]
    public async Task Changed_time_is_found()
    {
        await AsSuperuserAsync("UPDATE events SET at = at - 86400000000 WHERE application_id = @_two AND sequence = 1");
        Assert.That(await FoundAsync(), Is.EqualTo(new[] { new AuditFinding(AuditFault.RowChanged, _two, 1) }));
    }

    [Test]
    public async Task Missing_row_is_found()
    {
        await AsSuperuserAsync("DELETE FROM events WHERE application_id = @_one AND sequence = 2");
        Assert.That(await FoundAsync(), Is.EqualTo(new[] { new AuditFinding(AuditFault.RowMissing, _one, 2) }));
    }

    [Test]
    public async Task Reordered_rows_are_found()
    {
        await AsSuperuserAsync(
            """
            UPDATE events SET sequence = -1 WHERE application_id = @_one AND sequence = 2;
            UPDATE events SET sequence = 2 WHERE application_id = @_one AND sequence = 3;
            UPDATE events SET sequence = 3 WHERE application_id = @_one AND sequence = -1;
            """);
        Assert.That(await FoundAsync(), Is.EqualTo(new[] { new AuditFinding(AuditFault.RowsReordered, _one, 2) }));
    }

    [Test]
    public async Task Cut_tail_is_found()
    {
        var last = await ScalarAsync("SELECT MAX(sequence) FROM events WHERE application_id = @_one");
        await AsSuperuserAsync("DELETE FROM events WHERE application_id = @_one AND sequence = (SELECT MAX(sequence) FROM events WHERE application_id = @_one)");
        Assert.That(await FoundAsync(), Is.EqualTo(new[] { new AuditFinding(AuditFault.TailCut, _one, last) }));
    }

    [Test]
    public async Task Vanished_chain_is_found()
    {
        var rows = await ScalarAsync("SELECT COUNT(*) FROM events WHERE application_id = @_two");
        await AsSuperuserAsync("DELETE FROM events WHERE application_id = @_two");
        Assert.That(await FoundAsync(), Is.EqualTo(new[] { new AuditFinding(AuditFault.ChainVanished, _two, rows) }));
    }

    [Test]
    public async Task Chain_whose_hashes_were_made_anew_is_found()
    {
        // The superuser knows the form of the hashes; the checkpoint is out of reach.
        await AsSuperuserAsync("UPDATE events SET actor = 'officers/contoh-kepala', chain = NULL WHERE application_id = @_one; UPDATE installation SET chained_at = NULL");
        await EventChains.FillAsync(_hub.Get<Database>(), _hub.Time.GetUtcNow(), default);
        Assert.That((await FoundAsync()).Single(), Has.Property("Fault").EqualTo(AuditFault.ChainRewritten).And.Property("Subject").EqualTo(_one));
    }

    [TestCase("UPDATE refusals SET officer = 'contoh-kepala' WHERE sequence = 1", AuditFault.RowChanged, 1)]
    [TestCase("UPDATE refusals SET calls = 40 WHERE sequence = 2", AuditFault.RowChanged, 2)]
    [TestCase("DELETE FROM refusals WHERE sequence = 1", AuditFault.RowMissing, 1)]
    [TestCase("DELETE FROM refusals WHERE sequence = 2", AuditFault.TailCut, 2)]
    [TestCase("DELETE FROM refusals", AuditFault.ChainVanished, 2)]
    [TestCase(
        "UPDATE refusals SET sequence = -1 WHERE sequence = 1; UPDATE refusals SET sequence = 1 WHERE sequence = 2; UPDATE refusals SET sequence = 2 WHERE sequence = -1",
        AuditFault.RowsReordered, 1)]
    public async Task Log_of_refusals_is_held_likewise(string attack, AuditFault fault, long place)
    {
        await AsSuperuserAsync(attack);
        Assert.That(await FoundAsync(), Is.EqualTo(new[] { new AuditFinding(fault, _hub.Get<RefusalLog>().Process, place) }));
    }

    [Test]
    public async Task Log_of_refusals_whose_hashes_were_made_anew_is_found()
    {
        await using (var connection = Open())
        {
            var (before, rows) = (HashChain.Start, await connection.QueryAsync<RefusalRow>($"SELECT {RefusalRow.Columns} FROM refusals ORDER BY sequence"));
            foreach (var row in rows.ToList())
            {
                before = (row with { Officer = "contoh-kepala" }).HashAfter(before, row.Sequence);
                await connection.ExecuteAsync("UPDATE refusals SET officer = 'contoh-kepala', chain = @before WHERE sequence = @Sequence", new { before, row.Sequence });
            }
        }

        Assert.That(await FoundAsync(), Is.EqualTo(new[] { new AuditFinding(AuditFault.ChainRewritten, _hub.Get<RefusalLog>().Process, 2) }));
    }

    [Test]
    public async Task Checkpoint_that_was_changed_taken_out_or_made_by_another_key_is_found()
    {
        var lines = CheckpointFile.Lines(Folder).ToList();
        var altered = lines[1][..^1] + (lines[1][^1] == 'A' ? 'B' : 'A');
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.That(await FoundAsync([lines[1]]), Has.Some.EqualTo(new AuditFinding(AuditFault.CheckpointMissing, "", 1)));
        Assert.That(await FoundAsync([lines[0], altered[..10] + lines[0][10..]]), Is.Not.Empty);
        Assert.That(await FoundAsync(lines, other), Has.Exactly(2).Property("Fault").EqualTo(AuditFault.CheckpointUnsound));
    }

    [Test]
    public async Task What_happens_after_the_checkpoint_is_no_finding_and_the_next_one_holds_it()
    {
        var newer = await SubmitAsync();
        Assert.That(await FoundAsync(), Is.Empty);
        var checkpoint = await _hub.Get<CheckpointWriter>().WriteAsync(default);
        Assert.That((checkpoint.Number, checkpoint.Applications), Is.EqualTo((3, 3)));
        Assert.That(checkpoint.Heads.Select(head => head.Chain), Does.Contain(newer));
        Assert.That(checkpoint.Events, Is.EqualTo(await ScalarAsync("SELECT COUNT(*) FROM events")));
        Assert.That(await FoundAsync(), Is.Empty);
    }

    private async Task<string> SubmitAsync()
    {
        var application = await SubmitRawAsync();
        await _hub.FrontOffice.CompleteAsync("applications/" + application);
        return application;
    }

    private async Task<string> SubmitRawAsync()
    {
        var submitted = await _hub.Portal.SubmitAsync();
        _hub.Time.Advance(TimeSpan.FromSeconds(1));
        return submitted.Application.Name["applications/".Length..];
    }

    private async Task<IReadOnlyList<AuditFinding>> FoundAsync(IEnumerable<string>? lines = null, ECDsa? key = null)
    {
        using var own = CheckpointFile.ReadKey(_hub.Get<HubOptions>().CheckpointKeyFile!);
        return (await AuditVerification.RunAsync(_hub.Get<Database>(), lines ?? CheckpointFile.Lines(Folder), key ?? own, default)).Findings;
    }

    private async Task AsSuperuserAsync(string sql)
    {
        await using var connection = Open();
        await connection.ExecuteAsync(sql, new { _one, _two });
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var connection = Open();
        return await connection.ExecuteScalarAsync<long>(sql, new { _one, _two });
    }

    private DbConnection Open() => database == TestDatabase.Postgres ? new NpgsqlConnection(_hub.Postgres) : new SqliteConnection($"Data Source={_hub.DatabaseFile}");
}
