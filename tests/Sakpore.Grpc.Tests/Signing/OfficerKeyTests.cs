using System.Security.Cryptography;
using Dapper;
using Grpc.Core;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Signing;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Signing.V1;

namespace Sakpore.Grpc.Tests.Signing;

/// <summary>Officers' keys: sealed on the disk, locked after five wrong passphrases, whichever hub was asked.</summary>
internal sealed class OfficerKeyTests
{
    private const string Officer = "contoh-bappeda";

    [Test]
    public async Task Five_wrong_passphrases_lock_the_key_until_it_is_opened([Values] TestDatabase database)
    {
        await using var hub = await TestHub.StartAsync(database: database);
        var document = await Agency(hub).UploadAsync(Papers.Pdf(), "application/pdf");
        for (var wrong = 0; wrong < OfficerKeyLock.Wrong; wrong++)
        {
            await Refused.AsExpectedAsync(hub, StatusCode.PermissionDenied, "WRONG_PASSPHRASE", () => SignAsync(hub, document, "salah"));
        }

        Assert.That(await ReasonAsync(hub, document, hub.Callers.Passphrase), Is.EqualTo("KEY_LOCKED"), "the right one does not help any more");
        var tries = hub.Get<OfficerKeyLock>();
        Assert.That((await tries.LockedAsync(default)).Select(locked => locked.Officer), Is.EqualTo(new[] { Officer }));
        var act = AdministratorAct.Now(hub.Get<RandomIdentifiers>(), hub.Time);
        Assert.That(await tries.UnlockAsync(Officer, act, default), Is.True);
        Assert.That(await ReasonAsync(hub, document, hub.Callers.Passphrase), Is.Null);
        Assert.That(await tries.UnlockAsync(Officer, act, default), Is.False, "it is open");
        var logged = await hub.Get<Database>().ReadAsync(
            async connection => (await connection.QueryAsync<RefusalRow>($"SELECT {RefusalRow.Columns} FROM refusals WHERE reason = 'KEY_UNLOCKED'")).AsList(), default);
        Assert.That(logged.Select(row => (row.Chain, row.Caller, row.Officer)), Is.EqualTo(new[] { (act.Chain, "administrators/" + act.Administrator, Officer) }));
        Assert.That((await hub.Get<CheckpointWriter>().WriteAsync(default)).Refusals.Select(head => head.Chain), Does.Contain(act.Chain), "a checkpoint holds it");
    }

    [Test]
    public async Task Right_passphrase_forgives_the_wrong_ones_before_it()
    {
        await using var hub = await TestHub.StartAsync();
        var document = await Agency(hub).UploadAsync(Papers.Pdf(), "application/pdf");
        for (var round = 0; round < 2; round++)
        {
            for (var wrong = 1; wrong < OfficerKeyLock.Wrong; wrong++)
            {
                Assert.That(await ReasonAsync(hub, document, "salah"), Is.EqualTo("WRONG_PASSPHRASE"));
            }

            Assert.That(await ReasonAsync(hub, document, hub.Callers.Passphrase), Is.Null);
        }
    }

    [Test]
    public async Task Two_hubs_count_together_and_many_guesses_at_once_are_still_five()
    {
        await using var one = await TestHub.StartAsync(database: TestDatabase.Postgres);
        await using var other = await one.StartAnotherAsync();
        var document = await Agency(one).UploadAsync(Papers.Pdf(), "application/pdf");
        var told = await Task.WhenAll(Enumerable.Range(0, 24).Select(guess => ReasonAsync(guess % 2 == 0 ? one : other, document, "salah")));
        Assert.That(told.Count(reason => reason == "WRONG_PASSPHRASE"), Is.EqualTo(OfficerKeyLock.Wrong));
        Assert.That(told.Count(reason => reason == "KEY_LOCKED"), Is.EqualTo(told.Length - OfficerKeyLock.Wrong));
    }

    [Test]
    public async Task Key_lies_sealed_and_is_sealed_anew_under_another_key()
    {
        await using var hub = await TestHub.StartAsync();
        var options = hub.Get<HubOptions>();
        var random = hub.Get<RandomIdentifiers>();
        var plain = hub.Get<OfficerKeyStore>().Unseal(Officer);
        var file = Path.Combine(options.OfficerKeysDirectory!, Officer + ".p12.sealed");
        Assert.That(Contains(await File.ReadAllBytesAsync(file), plain.AsSpan(0, 32)), Is.False);

        var next = Path.Combine(hub.DataDirectory, "next.key");
        SecretFile.Write(next, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        using (var both = new OfficerKeyStore(options.OfficerKeysDirectory!, next, options.OfficerKeysKeyFile))
        {
            Assert.That(both.Unseal(Officer), Is.EqualTo(plain), "the former key still opens");
            Assert.That(both.Reseal(random), Does.Contain(Officer));
            Assert.That(both.Reseal(random), Is.Empty);
        }

        using var alone = new OfficerKeyStore(options.OfficerKeysDirectory!, next);
        Assert.That(alone.Unseal(Officer), Is.EqualTo(plain));
        Assert.That(() => hub.Get<OfficerKeyStore>().Unseal(Officer), Throws.InstanceOf<CryptographicException>(), "the former key alone does not");
    }

    [Test]
    public async Task Sealed_key_of_one_officer_is_not_anothers()
    {
        await using var hub = await TestHub.StartAsync();
        var directory = hub.Get<HubOptions>().OfficerKeysDirectory!;
        File.Copy(Path.Combine(directory, "contoh-kepala.p12.sealed"), Path.Combine(directory, Officer + ".p12.sealed"), overwrite: true);
        Assert.That(() => hub.Get<OfficerKeyStore>().Unseal(Officer), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows keeps no such mode.")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Key_file_that_others_can_read_is_not_used()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Convert.ToBase64String(new byte[32]));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.That(() => new OfficerKeyStore(Path.GetTempPath(), file), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("chmod 600"));
        File.Delete(file);
    }

    [Test]
    public void Passphrase_is_cleared_where_it_came_in_and_where_it_was_held()
    {
        var text = new string("rahasia".AsSpan());
        char[] copy;
        using (var passphrase = Passphrase.Take(text))
        {
            Assert.That(text, Is.EqualTo(new string('\0', 7)));
            copy = passphrase.Copy();
            Assert.That(new string(copy), Is.EqualTo("rahasia"));
        }
    }

    private static bool Contains(ReadOnlySpan<byte> file, ReadOnlySpan<byte> part) => file.IndexOf(part) >= 0;

    private static CallInvoker Agency(TestHub hub) => hub.Officer("bappeda", Officer);

    private static Task SignAsync(TestHub hub, string document, string passphrase) => new DocumentSigningService.DocumentSigningServiceClient(Agency(hub))
        .SignDocumentAsync(new SignDocumentRequest { Document = document, Passphrase = passphrase, RequestId = Actors.NextRequest }).ResponseAsync;

    private static Task<string?> ReasonAsync(TestHub hub, string document, string passphrase) => Refused.ReasonAsync(() => SignAsync(hub, document, passphrase));
}
