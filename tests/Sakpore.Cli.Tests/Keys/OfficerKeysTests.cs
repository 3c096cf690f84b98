using System.Security.Cryptography;
using Sakpore.Grpc.Signing;
using Sakpore.Signing.Testing;

namespace Sakpore.Cli.Tests.Keys;

/// <summary>The officers' keys as an administrator keeps them: put in, named on a token, sealed anew, opened again.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class OfficerKeysTests
{
    private const string Passphrase = "sandi-uji-keras";

    private DirectoryInfo _folder = null!;

    private string Store => Path.Combine(_folder.FullName, "officers");

    [SetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("sakpore-keys-");
        Directory.CreateDirectory(Store);
        WriteKey("store.key");
        WriteKey("next.key");
    }

    [TearDown]
    public void Delete() => _folder.Delete(recursive: true);

    [Test]
    public async Task Key_is_imported_sealed_and_sealed_anew_and_opens_with_its_passphrase_alone()
    {
        var (file, secret) = Pkcs12();
        var imported = await RunAsync("store.key", "import", "contoh-kepala", file, "--passphrase-file", secret);
        Assert.That((imported.Exit, imported.Error), Is.EqualTo((ExitCode.Yes, "")));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Store, "contoh-kepala.pem")), Does.StartWith("-----BEGIN CERTIFICATE-----"));
        Assert.That(Opens("store.key", Passphrase), Is.True);
        Assert.That(Opens("store.key", "salah"), Is.False);

        var resealed = await RunAsync("next.key", "reseal", "--former-key", Path.Combine(_folder.FullName, "store.key"));
        Assert.That((resealed.Exit, resealed.Output.Trim()), Is.EqualTo((ExitCode.Yes, "contoh-kepala")));
        Assert.That(Opens("next.key", Passphrase), Is.True);
        Assert.That(() => Opens("store.key", Passphrase), Throws.InstanceOf<CryptographicException>(), "the former key opens nothing any more");
        Assert.That((await RunAsync("next.key", "reseal")).Output, Is.Empty);
    }

    [Test]
    public async Task Wrong_passphrase_imports_nothing()
    {
        var (file, secret) = Pkcs12();
        await File.WriteAllTextAsync(secret, "salah\n");
        var refused = await RunAsync("store.key", "import", "contoh-kepala", file, "--passphrase-file", secret);
        Assert.That(refused.Exit, Is.EqualTo(ExitCode.No));
        Assert.That(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2), "in both languages");
        Assert.That(Directory.EnumerateFiles(Store), Is.Empty);
    }

    [Test]
    public async Task Key_on_a_token_is_named_by_its_labels()
    {
        Assert.That((await RunAsync("store.key", "token", "contoh-kepala", "Kepala Dinas", "--key", "tte")).Exit, Is.EqualTo(ExitCode.Yes));
        using var store = new OfficerKeyStore(Store, Path.Combine(_folder.FullName, "store.key"));
        Assert.That(store.Holds("contoh-kepala"), Is.True);
        Assert.That(await File.ReadAllTextAsync(Directory.EnumerateFiles(Store).Single()), Does.Contain("Kepala Dinas").And.Contains("tte"));
    }

    [Test]
    public async Task Locked_keys_are_listed_and_opened_again()
    {
        await using var hub = await HubOnDisk.StartAsync();
        await hub.AsSuperuserAsync("INSERT INTO officer_key_tries (officer, wrong, locked_at) VALUES ('contoh-kepala', 5, 1767225600000000)");
        Assert.That((await hub.RunAsync("keys", "unlock")).Output.Trim(), Is.EqualTo("contoh-kepala  since 2026-01-01 00:00Z"));
        Assert.That((await hub.RunAsync("keys", "unlock", "contoh-kepala")).Exit, Is.EqualTo(ExitCode.Yes));
        Assert.That((await hub.RunAsync("keys", "unlock")).Output, Is.Empty);
        var again = await hub.RunAsync("keys", "unlock", "contoh-kepala");
        Assert.That((again.Exit, again.Error), Is.EqualTo((ExitCode.No, $"Kunci contoh-kepala tidak terkunci.{Environment.NewLine}The key of contoh-kepala is not locked.{Environment.NewLine}")));
        Assert.That(await hub.AsSuperuserAsync("SELECT reason || officer || calls FROM refusals"), Is.EqualTo("KEY_UNLOCKEDcontoh-kepala1"));
    }

    private Task<CommandLine> RunAsync(string key, params string[] words) =>
        CommandLine.RunAsync(["keys", .. words, "--store", Store, "--store-key", Path.Combine(_folder.FullName, key)]);

    private bool Opens(string key, string passphrase)
    {
        using var store = new OfficerKeyStore(Store, Path.Combine(_folder.FullName, key));
        var (opened, _) = store.Open("contoh-kepala", passphrase.ToCharArray());
        (opened as IDisposable)?.Dispose();
        return opened is not null;
    }

    private void WriteKey(string name)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private (string File, string Secret) Pkcs12()
    {
        var (file, secret) = (Path.Combine(_folder.FullName, "kepala.p12"), Path.Combine(_folder.FullName, "passphrase"));
        File.WriteAllBytes(file, TestPki.Create(CommandLine.Now)[TestPki.EcdsaSigner].ToPkcs12(Passphrase));
        File.WriteAllText(secret, Passphrase + "\n");
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return (file, secret);
    }
}
