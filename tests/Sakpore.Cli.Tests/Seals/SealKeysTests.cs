using System.Security.Cryptography;
using Sakpore.Signing.Seals;

namespace Sakpore.Cli.Tests.Seals;

[TestFixture]
internal sealed class SealKeysTests
{
    private DirectoryInfo _folder = null!;

    private string Root => Path.Combine(_folder.FullName, "root.key");

    private string Keys => Path.Combine(_folder.FullName, "keys");

    private string KeySet => Path.Combine(Keys, "seal-keys.pem");

    private string PassphraseFile => Path.Combine(_folder.FullName, "passphrase");

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("sakpore-seal-keys-");
        Keep("frasa sandi kunci induk");
    }

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task First_keys_seal_what_their_key_file_verifies()
    {
        await BeginAsync();
        var verified = await CommandLine.RunAsync("seal", "verify", Seal(), "--keys", KeySet);
        Assert.That(verified.Exit, Is.Zero, verified.Output + verified.Error);
        Assert.That(verified.Output, Does.Contain("Pemerintah Kota Contoh").And.Contain("Surat Izin Praktik Dokter"));
    }

    [Test]
    public async Task Changed_keys_leave_old_seals_valid()
    {
        await BeginAsync();
        var old = Seal();
        await RunAsync("seal", "keys", Keys, "--root", Root, "--passphrase-file", PassphraseFile);
        Assert.That(SealKeyFile.Read(await File.ReadAllTextAsync(KeySet)).Trust!.Keys!.Sequence, Is.EqualTo(2));
        Assert.That((await CommandLine.RunAsync("seal", "verify", old, "--keys", KeySet)).Exit, Is.Zero);
        Assert.That((await CommandLine.RunAsync("seal", "verify", Seal(), "--keys", KeySet)).Exit, Is.Zero);
    }

    [Test]
    public async Task Compromised_keys_lose_their_seals()
    {
        await BeginAsync();
        var old = Seal();
        await RunAsync("seal", "keys", Keys, "--root", Root, "--passphrase-file", PassphraseFile, "--compromised");
        Assert.That((await CommandLine.RunAsync("seal", "verify", old, "--keys", KeySet)).Output, Does.Contain("SEAL_KEY_COMPROMISED"));
        Assert.That((await CommandLine.RunAsync("seal", "verify", Seal(), "--keys", KeySet)).Exit, Is.Zero);
    }

    [Test]
    public async Task Another_root_changes_nothing()
    {
        await BeginAsync();
        var before = await File.ReadAllTextAsync(KeySet);
        var run = await CommandLine.RunAsync("seal", "keys", Keys, "--root", Path.Combine(_folder.FullName, "other.key"), "--passphrase-file", PassphraseFile);
        Assert.That(run.Exit, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("not that of the key file"));
        Assert.That(await File.ReadAllTextAsync(KeySet), Is.EqualTo(before));
    }

    [Test]
    public async Task First_keys_need_the_issuers_name()
    {
        var run = await CommandLine.RunAsync("seal", "keys", Keys, "--root", Root, "--passphrase-file", PassphraseFile);
        Assert.That((run.Exit, File.Exists(KeySet)), Is.EqualTo((1, false)));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows keeps no such mode.")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Private_keys_are_for_their_owner_alone()
    {
        await BeginAsync();
        foreach (var file in (string[])[Root, Path.Combine(Keys, "seal.key"), Path.Combine(Keys, "seal-status.key")])
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Root_lies_encrypted_and_opens_with_its_passphrase_alone()
    {
        await BeginAsync();
        var pem = await File.ReadAllTextAsync(Root);
        Assert.That(pem, Does.StartWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
        using var key = ECDsa.Create();
        key.ImportFromEncryptedPem(pem, "frasa sandi kunci induk");
        Assert.That(() => key.ImportFromEncryptedPem(pem, "frasa sandi lain"), Throws.InstanceOf<CryptographicException>());

        var before = await File.ReadAllTextAsync(KeySet);
        Keep("frasa sandi lain sama sekali");
        var wrong = await CommandLine.RunAsync("seal", "keys", Keys, "--root", Root, "--passphrase-file", PassphraseFile);
        Assert.That((wrong.Exit, wrong.Error.Contains("cannot be opened", StringComparison.Ordinal)), Is.EqualTo((1, true)), wrong.Error);
        Assert.That(await File.ReadAllTextAsync(KeySet), Is.EqualTo(before));
    }

    [Test]
    public async Task Short_passphrase_makes_no_root()
    {
        Keep("terlalu");
        var run = await CommandLine.RunAsync("seal", "keys", Keys, "--root", Root, "--passphrase-file", PassphraseFile, "--issuer", "dpmptsp.contoh", "--name", "Kota");
        Assert.That((run.Exit, File.Exists(Root)), Is.EqualTo((1, false)));
        Assert.That(run.Error, Does.Contain("at least 12 characters"));
    }

    [Test]
    public async Task Root_that_lies_open_is_not_used()
    {
        using var open = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(Root, open.ExportPkcs8PrivateKeyPem());
        var run = await CommandLine.RunAsync("seal", "keys", Keys, "--root", Root, "--passphrase-file", PassphraseFile, "--issuer", "dpmptsp.contoh", "--name", "Kota");
        Assert.That((run.Exit, File.Exists(KeySet)), Is.EqualTo((1, false)));
        Assert.That(run.Error, Does.Contain("no encrypted PKCS#8"));
    }

    private void Keep(string passphrase)
    {
        File.Delete(PassphraseFile);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(PassphraseFile, options);
        writer.WriteLine(passphrase);
    }

    private Task BeginAsync() => RunAsync("seal", "keys", Keys, "--root", Root, "--passphrase-file", PassphraseFile, "--issuer", "dpmptsp.contoh", "--name", "Pemerintah Kota Contoh");

    private static async Task RunAsync(params string[] words)
    {
        var run = await CommandLine.RunAsync(words);
        Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")));
    }

    private string Seal()
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(Keys, "seal.key")));
        var claims = new SealClaims(
            SealProfile.HolderMasked, "dpmptsp.contoh", 1, "503/SIPD/1/III/2026", "sip-dokter", "S***", new(2026, 3, 17), null, "dpmptsp", new byte[32]);
        return new SealSigner(key).Seal(claims, "contoh.example").Text!;
    }
}
