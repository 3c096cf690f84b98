using System.Diagnostics;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Grpc.Tests.Letters;

namespace Sakpore.Grpc.Tests.Outages;

/// <summary>
/// A primary on asynchronous replication dies, and the standby that is promoted lacks a letter that was acknowledged: hubs that
/// were there, and hubs that start later, give its number to nobody.
/// </summary>
internal sealed class LostLettersTests
{
    private const string Held = "SERIALS_NOT_COMPARED";

    [Test]
    public async Task Promoted_standby_that_lost_a_letter_gives_its_number_to_nobody()
    {
        using var postgres = await ReplicatedPostgres.StartAsync();
        await using var hub = await TestHub.StartAsync(options => options with { Postgres = postgres.ConnectionString });
        var (kept, lost, next) = (await SerialGuardTests.ReadyAsync(hub), await SerialGuardTests.ReadyAsync(hub), await SerialGuardTests.ReadyAsync(hub));
        await hub.Head.SignAsync(kept, hub.Callers.Passphrase);
        await postgres.CutOffStandbyAsync();
        var letter = (await hub.Head.SignAsync(lost, hub.Callers.Passphrase)).Letter.Number;

        postgres.KillPrimary();
        await postgres.PromoteAsync();
        Assert.That(await ReasonAsync(hub, next), Is.EqualTo(Held), "No checkpoint saw the letter; the hub that issued it knows.");

        // A checkpoint of before the loss, as another machine keeps it, is all that a new process has.
        await using var fresh = await hub.StartAnotherAsync();
        var options = fresh.Get<HubOptions>();
        var (series, year) = await SerialGuardTests.SeriesAsync(fresh);
        using (var key = CheckpointFile.ReadKey(options.CheckpointKeyFile!))
        {
            await new CheckpointFile(CheckpointFile.DirectoryOf(options), key).AppendAsync((_, before) =>
                Task.FromResult(new Checkpoint(1, before, hub.Time.GetUtcNow(), 0, 0, 0, "", [], [], [new LastSerial(series, year, 2)])));
        }

        Assert.That(await ReasonAsync(fresh, next), Is.EqualTo(Held));
        await SerialGuardTests.SkipAsync(fresh, series, year, 2);
        var signed = (await fresh.Head.SignAsync(next, fresh.Callers.Passphrase)).Letter.Number;
        Assert.That(signed, Is.Not.EqualTo(letter));
        Assert.That(await ReasonAsync(hub, lost), Is.Null, "The hub that was there goes on too; what was lost is signed again, under another number.");
    }

    /// <summary>What a signing is refused for, once the hub has found the new primary.</summary>
    private static async Task<string?> ReasonAsync(TestHub hub, string name)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var reason = await Refused.ReasonAsync(() => hub.Head.SignAsync(name, hub.Callers.Passphrase));
            if (reason != "DATABASE_UNAVAILABLE" || waited.Elapsed > TimeSpan.FromSeconds(60))
            {
                return reason;
            }
        }
    }
}
