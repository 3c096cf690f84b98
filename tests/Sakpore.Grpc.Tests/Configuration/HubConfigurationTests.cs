using Microsoft.Extensions.Configuration;
using Sakpore.Grpc.Configuration;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Configuration;

/// <summary>What is wrong with settings is told all at once, each with what to set.</summary>
internal sealed class HubConfigurationTests
{
    [Test]
    public void Every_setting_that_cannot_be_read_is_told_and_no_value_repeated()
    {
        var (options, defects) = Read(
            ("TlsPort", "eight"), ("SigningLease", "soon"), ("Development", "perhaps"), ("Revocation", "Always"), ("DocumentBytes", "50 MB"), ("DataDirectory", "/var/lib/sakpore"));
        Assert.That(defects, Is.EqualTo(new[]
        {
            "Sakpore__Development cannot be read: true or false is needed.",
            "Sakpore__DocumentBytes cannot be read: a whole number is needed.",
            "Sakpore__Revocation cannot be read: one of Required, IfPresent, Off is needed.",
            "Sakpore__SigningLease cannot be read: a time span such as 00:02:00 is needed.",
            "Sakpore__TlsPort cannot be read: a whole number is needed.",
        }));
        Assert.That(options.DataDirectory, Is.EqualTo("/var/lib/sakpore"), "What can be read is.");
    }

    [TestCase("TlsCertificatFile", "Sakpore__TlsCertificatFile is no setting. Is Sakpore__TlsCertificateFile meant?")]
    [TestCase("Colour", "Sakpore__Colour is no setting. docs/operations.md lists those that there are.")]
    public void Misspelled_setting_is_told(string name, string sentence) => Assert.That(Read((name, "secret-value")).Defects, Is.EqualTo(new[] { sentence }));

    [Test]
    public void List_is_one_line_or_one_setting_a_value()
    {
        Assert.That(Read(("Proxies", "10.0.0.1, 10.1.0.0/24")).Options.Proxies, Is.EqualTo(new[] { "10.0.0.1", "10.1.0.0/24" }));
        Assert.That(Read(("Proxies:0", "10.0.0.1"), ("Proxies:1", "10.0.0.2")).Options.Proxies, Is.EqualTo(new[] { "10.0.0.1", "10.0.0.2" }));
    }

    [Test]
    public void Empty_setting_is_as_good_as_none() =>
        Assert.That(Read(("Postgres", ""), ("OperationsPort", ""), ("TlsPort", "")).Options, Is.EqualTo(new HubOptions()).UsingPropertiesComparer());

    [TestCaseSource(nameof(OffValues))]
    public void Value_that_is_off_is_told(HubOptions options, string sentence) => Assert.That(ValueChecks.Of(options), Is.EqualTo(new[] { sentence }));

    private static IEnumerable<TestCaseData> OffValues()
    {
        var sound = new HubOptions();
        return new (HubOptions Options, string Sentence)[]
        {
            (sound with { DocumentBytes = 0 }, "Sakpore__DocumentBytes is 0: from 1 to 268435456."),
            (sound with { RequirementBytes = 1L << 40 }, "Sakpore__RequirementBytes is 1099511627776: from 1 to 268435456."),
            (sound with { GrpcPort = 65536 }, "Sakpore__GrpcPort is 65536: from 0 to 65535."),
            (sound with { OperationsPort = 5081 }, "Sakpore__GrpcPort and Sakpore__OperationsPort are both 5081: each needs a port of its own."),
            (sound with { SigningLease = TimeSpan.Zero }, "Sakpore__SigningLease is 00:00:00: more than nothing is needed."),
            (sound with { ShutdownDelay = TimeSpan.FromSeconds(-1) }, "Sakpore__ShutdownDelay is -00:00:01: it is not negative."),
            (sound with { ListenAddress = "everywhere" }, "Sakpore__ListenAddress is no IP address."),
            (sound with { PublicUrl = "izin.example" }, "Sakpore__PublicUrl is no address: it begins with https:// or http://."),
            (sound with { Proxies = ["proxy.example"] }, "Sakpore__Proxies: proxy.example is neither an address nor a network such as 10.1.0.0/24."),
            (sound with { RevocationHosts = ["http://ocsp.example/"] }, "Sakpore__RevocationHosts: http://ocsp.example/ is no host's name. Leave scheme, port and path away."),
            (sound with { Postgres = "Password=secret;Hose=db" }, "Sakpore__Postgres is no connection string of Npgsql's. An example: Host=127.0.0.1;Database=sakpore;Username=sakpore"),
            (sound with { Postgres = "Host=db" }, "Sakpore__Postgres names no Database."),
        }.Select(off => new TestCaseData(off.Options, off.Sentence).SetArgDisplayNames(off.Sentence));
    }

    [Test]
    public void Settings_files_and_catalog_are_told_together()
    {
        using var production = new ProductionInstallation();
        File.WriteAllText(production.In("tls.key"), "no key");
        var catalog = Directory.CreateDirectory(production.In("catalog")).FullName;
        File.WriteAllText(Path.Combine(catalog, "offices.yaml"), "offices: 7\n");
        var refused = Assert.Throws<StartRefusedException>(() => Hub.Create(production.Options with { PublicUrl = null, CatalogDirectory = catalog, GrpcPort = -1 }));
        Assert.That(refused!.Defects, Has.Some.Contains("Sakpore__GrpcPort").And.Some.Contains("Sakpore__PublicUrl")
            .And.Some.Contains("not a certificate and its key").And.Some.Contains("offices.yaml"));
    }

    [Test]
    public void Production_without_TLS_and_without_a_proxy_is_refused_and_behind_one_it_is_not()
    {
        using var production = new ProductionInstallation();
        var plain = production.Options with { TlsCertificateFile = null, TlsKeyFile = null };
        Assert.That(StartChecks.Settings(production.Options), Is.Empty);
        Assert.That(StartChecks.Settings(plain), Is.EqualTo(new[]
        {
            "There is no TLS. Set Sakpore__TlsCertificateFile and Sakpore__TlsKeyFile to the server's certificate and key (PEM), or Sakpore__Proxies to the addresses of the proxy that ends TLS.",
        }));
        Assert.That(StartChecks.Settings(plain with { Proxies = ["192.0.2.1"] }), Is.Empty);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows keeps no such mode.")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Every_key_that_others_can_read_is_refused()
    {
        using var production = new ProductionInstallation();
        string[] keys = [production.In("tls.key"), production.In("installation.key"), Path.Combine(production.In("officers"), "kepala.p12.sealed")];
        File.WriteAllText(keys[2], "");
        foreach (var key in keys)
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        }

        var defects = StartChecks.Settings(production.Options);
        Assert.That(keys.Where(key => !defects.Any(defect => defect.EndsWith($"Run: chmod 600 {key}", StringComparison.Ordinal))), Is.Empty, string.Join('\n', defects));
        Assert.That(defects, Has.Count.EqualTo(keys.Length));
    }

    private static (HubOptions Options, IReadOnlyList<string> Defects) Read(params (string Name, string Value)[] settings) =>
        HubConfiguration.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Sakpore:" + setting.Name, (string?)setting.Value))).Build());
}
