using System.Text;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Grpc.Audit;
using Sakpore.Signing.Online;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Timestamps;
using Sakpore.Signing.Trust;

namespace Sakpore.Cli.Tests.Audit;

/// <summary><c>sakpore audit verify</c> on a hub's data, sound and tampered with, and on its timestamped checkpoints.</summary>
internal sealed class AuditTests
{
    [Test]
    public async Task Sound_database_is_as_it_was_and_a_changed_row_is_named()
    {
        await using var hub = await HubOnDisk.StartAsync();
        await hub.AsSuperuserAsync("INSERT INTO officer_key_tries (officer, wrong, locked_at) VALUES ('contoh-kepala', 5, 1767225600000000)");
        await hub.RunAsync("keys", "unlock", "contoh-kepala");
        await hub.StopAsync();
        var sound = await VerifyAsync(hub);
        Assert.That((sound.Exit, sound.Output.Trim()), Is.EqualTo((ExitCode.Yes, "0 entries and 1 refusals against 1 checkpoints: all is as it was.")));

        var chain = await hub.AsSuperuserAsync("SELECT process FROM refusals");
        await hub.AsSuperuserAsync("UPDATE refusals SET caller = 'administrators/lain'");
        var changed = await VerifyAsync(hub);
        Assert.That(changed.Exit, Is.EqualTo(ExitCode.No));
        Assert.That(changed.Output, Does.Contain($"RowChanged: {chain}: row 1 was changed.").And.Contains("1 findings."));
        await hub.AsSuperuserAsync("DELETE FROM refusals");
        Assert.That((await VerifyAsync(hub)).Output, Does.Contain($"ChainVanished: {chain}: the whole chain of 1 rows is gone."));
    }

    [Test]
    public async Task No_checkpoint_is_no_yes_and_a_wrong_key_is_told()
    {
        await using var hub = await HubOnDisk.StartAsync();
        Assert.That((await VerifyAsync(hub)).Exit, Is.EqualTo(ExitCode.No), "Nothing was held against anything.");
        var key = Path.Combine(hub.Data, "none.pem");
        await File.WriteAllTextAsync(key, "nothing");
        var misuse = await hub.RunAsync("audit", "verify", "--checkpoints", Path.Combine(hub.Data, "audit"), "--key", key);
        Assert.That((misuse.Exit, misuse.Error.Trim()), Is.EqualTo((ExitCode.Misuse, $"{key} holds no key in PEM.")));
    }

    [Test]
    public async Task Timestamps_of_checkpoints_are_verified()
    {
        await using var server = TestPkiServer.Start(new FakeTimeProvider(CommandLine.Now));
        await using var hub = await HubOnDisk.StartAsync();
        await hub.StopAsync();
        var (audit, trust, none) = (Path.Combine(hub.Data, "audit"), Path.Combine(hub.Data, "trust"), Path.Combine(hub.Data, "no-trust"));
        Directory.CreateDirectory(trust);
        Directory.CreateDirectory(none);
        await File.WriteAllTextAsync(Path.Combine(trust, "root.pem"), server.Pki[TestPki.Root].ToCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(none, "other.pem"), TestPki.Create(CommandLine.Now)[TestPki.Root].ToCertificatePem());
        var line = CheckpointFile.Lines(audit).Single();
        var token = CheckpointFile.TokenPath(audit, 1);

        await File.WriteAllBytesAsync(token, await StampAsync(server, trust, line, CommandLine.Now));
        Assert.That((await VerifyAsync(hub, "--trust", trust)).Output, Does.Contain("1 checkpoints, 1 of them timestamped: all is as it was."));
        Assert.That((await VerifyAsync(hub, "--trust", none)).Output, Does.Contain("TokenUnsound: The timestamp token of checkpoint 1 does not hold: TIMESTAMP_UNTRUSTED."));
        await File.WriteAllBytesAsync(token, await StampAsync(server, trust, line + " ", CommandLine.Now));
        var other = await VerifyAsync(hub, "--trust", trust);
        Assert.That(other.Exit, Is.EqualTo(ExitCode.No));
        Assert.That(other.Output, Does.Contain("does not hold: TIMESTAMP_WRONG_IMPRINT."));
        await File.WriteAllBytesAsync(token, [1, 2, 3]);
        Assert.That((await VerifyAsync(hub, "--trust", trust)).Output, Does.Contain("does not hold: TIMESTAMP_MALFORMED."));
    }

    [Test]
    public async Task Checkpoint_that_was_written_later_than_it_says_is_told_by_its_timestamp()
    {
        var later = CommandLine.Now.AddHours(1);
        await using var server = TestPkiServer.Start(new FakeTimeProvider(later));
        await using var hub = await HubOnDisk.StartAsync();
        await hub.StopAsync();
        var (audit, trust) = (Path.Combine(hub.Data, "audit"), Path.Combine(hub.Data, "trust"));
        Directory.CreateDirectory(trust);
        await File.WriteAllTextAsync(Path.Combine(trust, "root.pem"), server.Pki[TestPki.Root].ToCertificatePem());
        await File.WriteAllBytesAsync(CheckpointFile.TokenPath(audit, 1), await StampAsync(server, trust, CheckpointFile.Lines(audit).Single(), later));
        var told = await VerifyAsync(hub, "--trust", trust);
        Assert.That(told.Exit, Is.EqualTo(ExitCode.No));
        Assert.That(told.Output, Does.Contain("TokenOfAnotherTime: The timestamp token of checkpoint 1 is of 2026-03-17 03:00:00Z"));
    }

    private static Task<CommandLine> VerifyAsync(HubOnDisk hub, params string[] more) => hub.RunAsync(
        ["audit", "verify", "--checkpoints", Path.Combine(hub.Data, "audit"), "--key", Path.Combine(hub.Development, "checkpoints.key"), .. more]);

    private static async Task<byte[]> StampAsync(TestPkiServer server, string trust, string line, DateTimeOffset now)
    {
        var authority = new HttpTimestampAuthority(
            new TimestampAuthorityOptions { Address = server.Timestamps, Anchors = TrustAnchors.ReadFolder(trust) },
            new OnlineServices(new OnlineOptions { AllowLocalAddresses = true }), new FakeTimeProvider(now));
        var result = await authority.StampAsync(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(line)), default);
        Assert.That(result.TryGetTimestamp(out var timestamp, out var refusal), Is.True, refusal?.English);
        return timestamp!.Token.ToArray();
    }
}
