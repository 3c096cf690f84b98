using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Proxies;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Offices.V1;

namespace Sakpore.Grpc.Tests.Access;

/// <summary>Client certificates over real TLS, to a hub as in production.</summary>
internal sealed class ClientCertificateTests
{
    private const string Officer = "officers/contoh-dinkes";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    private readonly ClientAuthority _authority = new(Now);
    private readonly ClientAuthority _stranger = new(Now);
    private DirectoryInfo _data = null!;
    private X509Certificate2 _server = null!;
    private X509Certificate2 _pinned = null!;
    private WebApplication _hub = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _data = Directory.CreateTempSubdirectory("sakpore-test-");
        _server = _authority.Issue("CN=localhost", ClientAuthority.ServerAuthentication);
        _pinned = _stranger.Issue("CN=portal", ClientAuthority.ClientAuthentication);
        SecretFile.Write(At("installation.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        SecretFile.Write(At("officers.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        CheckpointFile.CreateKey(At("checkpoints.key"));
        SecretFile.Write(At("tls.key"), _server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(At("tls.pem"), _server.ExportCertificatePem());
        File.WriteAllText(At("authorities.pem"), _authority.Certificate.ExportCertificatePem());
        Directory.CreateDirectory(At("officers"));
        _hub = Hub.Create(
            new HubOptions
            {
                Development = false,
                DataDirectory = _data.FullName,
                PublicUrl = "https://izin.example",
                TlsPort = 0,
                ShutdownDelay = TimeSpan.Zero,
                TlsCertificateFile = At("tls.pem"),
                TlsKeyFile = At("tls.key"),
                InstallationKeyFile = At("installation.key"),
                AnchorsFile = At("authorities.pem"),
                OfficerKeysDirectory = At("officers"),
                OfficerKeysKeyFile = At("officers.key"),
                CheckpointKeyFile = At("checkpoints.key"),
                Access = new AccessOptions
                {
                    ClientAuthoritiesFile = At("authorities.pem"),
                    ClientCertificates =
                    [
                        new ClientCertificateOptions { System = "systems/portal", SpkiSha256 = Convert.ToHexStringLower(SHA256.HashData(_pinned.PublicKey.ExportSubjectPublicKeyInfo())) },
                        new ClientCertificateOptions { System = "systems/dinkes", Office = "dinkes", Subject = "CN=simrs, O=Dinas Kesehatan, C=ID" },
                    ],
                },
            },
            new FakeTimeProvider(Now));
        await _hub.StartAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _hub.StopAsync();
        await _hub.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
        _server.Dispose();
        _pinned.Dispose();
    }

    [Test]
    public async Task Pinned_key_is_the_portal() => Assert.That(await OfficesAsync(_pinned), Is.Null);

    [Test]
    public async Task Subject_below_the_authority_acts_for_its_officers()
    {
        using var certificate = _authority.Issue("CN=simrs, O=Dinas Kesehatan, C=ID", ClientAuthority.ClientAuthentication);
        Assert.That(await OfficersAsync(certificate, Officer), Is.Null);
        Assert.That(await OfficersAsync(certificate, "officers/contoh-kepala"), Is.EqualTo("UNKNOWN_OFFICER"), "an officer of another office");
    }

    [Test]
    public async Task Same_subject_of_another_authority_is_refused()
    {
        using var certificate = _stranger.Issue("CN=simrs, O=Dinas Kesehatan, C=ID", ClientAuthority.ClientAuthentication);
        Assert.That(await OfficesAsync(certificate), Is.EqualTo("UNAUTHENTICATED"));
    }

    [Test]
    public async Task Other_subject_is_refused()
    {
        using var certificate = _authority.Issue("CN=lain, O=Dinas Kesehatan, C=ID", ClientAuthority.ClientAuthentication);
        Assert.That(await OfficesAsync(certificate), Is.EqualTo("UNAUTHENTICATED"));
    }

    [Test]
    public async Task Certificate_for_another_purpose_is_refused()
    {
        using var certificate = _authority.Issue("CN=simrs, O=Dinas Kesehatan, C=ID", ClientAuthority.ServerAuthentication);
        Assert.That(await OfficesAsync(certificate), Is.EqualTo("UNAUTHENTICATED"));
    }

    [Test]
    public async Task Expired_certificate_is_refused()
    {
        using var certificate = _authority.Issue("CN=simrs, O=Dinas Kesehatan, C=ID", ClientAuthority.ClientAuthentication, Now.AddDays(-2), Now.AddSeconds(-1));
        Assert.That(await OfficesAsync(certificate), Is.EqualTo("UNAUTHENTICATED"));
    }

    [Test]
    public async Task No_certificate_is_the_public() => Assert.That(await OfficesAsync(null), Is.EqualTo("UNAUTHENTICATED"));

    [Test]
    public async Task Header_of_somebody_who_is_no_proxy_says_nothing() =>
        Assert.That(await OfficesAsync(null, (ForwardedCaller.CertificateHeader, Uri.EscapeDataString(_pinned.ExportCertificatePem()))), Is.EqualTo("UNAUTHENTICATED"));

    private Task<string?> OfficesAsync(X509Certificate2? certificate, params (string, string)[] headers) => ReasonAsync(
        certificate, headers, async client => await client.ListOfficesAsync(new ListOfficesRequest()));

    private Task<string?> OfficersAsync(X509Certificate2 certificate, string officer) => ReasonAsync(
        certificate, [("sakpore-officer", officer)], async client => await client.ListOfficersAsync(new ListOfficersRequest()));

    private async Task<string?> ReasonAsync(X509Certificate2? certificate, (string, string)[] headers, Func<OfficeService.OfficeServiceClient, Task> call)
    {
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _server.GetCertHashString(),
                ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, null, offline: true),
            },
        };
        var address = new UriBuilder(_hub.Urls.First()) { Host = IPAddress.Loopback.ToString() }.Uri;
        using var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler });
        return await Refused.ReasonAsync(() => call(new OfficeService.OfficeServiceClient(HubCallers.With(channel, headers))));
    }

    private string At(string file) => Path.Combine(_data.FullName, file);
}
