using Microsoft.AspNetCore.Builder;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Installation;

/// <summary>A production start refuses what is missing and what carries the development mark, all at once, in sentences.</summary>
internal sealed class ProductionStartTests
{
    private DirectoryInfo _data = null!;

    [SetUp]
    public void MakeDirectory() => _data = Directory.CreateTempSubdirectory("sakpore-test-");

    [TearDown]
    public void RemoveDirectory() => _data.Delete(recursive: true);

    [Test]
    public void Nothing_configured_is_told_setting_by_setting()
    {
        var defects = Defects(new HubOptions { Development = false, DataDirectory = _data.FullName });
        string[] settings = ["PublicUrl", "TlsCertificateFile", "TlsKeyFile", "InstallationKeyFile", "AnchorsFile", "OfficerKeysDirectory", "OfficerKeysKeyFile", "CheckpointKeyFile"];
        Assert.That(settings.Where(setting => !defects.Any(defect => defect.Contains("Sakpore__" + setting, StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public async Task Development_anchors_keys_and_officers_are_refused()
    {
        await using var hub = await TestHub.StartAsync();
        var development = Path.Combine(hub.DataDirectory, "development");
        var defects = Defects(Production(development));
        Assert.That(defects.Where(defect => defect.Contains("SAKPORE DEVELOPMENT, NOT VALID", StringComparison.Ordinal)), Has.Exactly(1).Contains("anchors.pem"));
        Assert.That(defects, Has.Some.Contains("contoh-kepala.pem"));
        Assert.That(defects, Has.Some.Contains("was made for development"));
    }

    [Test]
    public async Task Development_keys_for_seals_are_refused_and_missing_ones_told()
    {
        await using var hub = await TestHub.StartAsync();
        var made = hub.Get<HubOptions>();
        var production = Production(Path.Combine(hub.DataDirectory, "development")) with
        {
            SealKeySetFile = made.SealKeySetFile,
            SealKeyFile = made.SealKeyFile,
            SealStatusKeyFile = made.SealStatusKeyFile,
        };
        Assert.That(Defects(production), Has.Some.Contains("seal-keys.pem is marked"));
        Assert.That(Defects(production with { SealKeyFile = null }), Has.Some.Contains("Sakpore__SealKeyFile"));
        Assert.That(Defects(production with { SealKeyFile = made.SealStatusKeyFile }), Has.Some.Contains("is not a key that the key set"));
    }

    [Test]
    public async Task Development_database_is_refused()
    {
        await using var hub = await TestHub.StartAsync();
        var defect = await StartChecks.DatabaseAsync(hub.Get<Database>(), development: false, hub.Time.GetUtcNow(), default);
        Assert.That(defect, Does.Contain("made in development mode").And.Contain("Sakpore__DataDirectory"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows keeps no such mode.")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Key_file_that_others_can_read_is_refused()
    {
        var key = Path.Combine(_data.FullName, "installation.key");
        File.WriteAllText(key, Convert.ToBase64String(new byte[32]));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var defects = Defects(Production(_data.FullName) with { InstallationKeyFile = key });
        Assert.That(defects, Has.Some.Contains("chmod 600"));
    }

    [Test]
    public async Task Development_keys_are_random_for_each_installation_and_for_the_owner_alone()
    {
        await using var one = await TestHub.StartAsync(preparedKeys: false);
        await using var other = await TestHub.StartAsync(preparedKeys: false);
        Assert.That(one.Callers.Passphrase, Is.Not.EqualTo(other.Callers.Passphrase));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(one.DataDirectory, "development"), "*", SearchOption.AllDirectories))
        {
            Assert.That(SecretFile.IsOpenToOthers(file), Is.False, file);
            var twin = Path.Combine(other.DataDirectory, Path.GetRelativePath(one.DataDirectory, file));
            Assert.That(File.ReadAllBytes(file), Is.Not.EqualTo(File.ReadAllBytes(twin)), file);
        }
    }

    [Test]
    public async Task Development_listens_on_loopback_only()
    {
        await using var hub = await TestHub.StartAsync();
        Assert.That(hub.Get<Microsoft.AspNetCore.Hosting.Server.IServer>().Features
            .Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses, Has.All.StartsWith("http://127.0.0.1:"));
    }

    private static HubOptions Production(string directory) => new()
    {
        Development = false,
        DataDirectory = directory,
        PublicUrl = "https://izin.example",
        TlsCertificateFile = "tls.pem",
        TlsKeyFile = "tls.key",
        InstallationKeyFile = Path.Combine(directory, "installation.key"),
        AnchorsFile = Path.Combine(directory, "anchors.pem"),
        OfficerKeysKeyFile = Path.Combine(directory, "officers.key"),
        OfficerKeysDirectory = Path.Combine(directory, "officers"),
    };

    private static IReadOnlyList<string> Defects(HubOptions options)
    {
        try
        {
            WebApplication? app = Hub.Create(options);
            throw new AssertionException($"{app} was composed.");
        }
        catch (StartRefusedException refused)
        {
            return refused.Defects;
        }
    }
}
