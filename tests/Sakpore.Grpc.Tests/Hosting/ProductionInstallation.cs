using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Installation;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>The files of a hub in production, with nothing of development about them: what an administrator makes, made here.</summary>
internal sealed class ProductionInstallation : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sakpore-production-");
    private readonly ECDsa _authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public ProductionInstallation(DateTimeOffset? notAfter = null, string host = "izin.example")
    {
        var now = TimeProvider.System.GetUtcNow();
        var end = notAfter ?? now.AddYears(1);
        var request = new CertificateRequest("CN=Authority of a test", _authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Authority = request.CreateSelfSigned(now.AddYears(-5), end > now.AddYears(5) ? end : now.AddYears(5));
        File.WriteAllText(In("anchors.pem"), Authority.ExportCertificatePem());
        SecretFile.Write(In("installation.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        SecretFile.Write(In("officers.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        CheckpointFile.CreateKey(In("checkpoints.key"));
        Directory.CreateDirectory(In("officers"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Issue("CN=" + host, key, end, host);
        File.WriteAllText(In("tls.pem"), certificate.ExportCertificatePem());
        SecretFile.Write(In("tls.key"), key.ExportPkcs8PrivateKeyPem());
        Options = new HubOptions
        {
            Development = false,
            DataDirectory = In("data"),
            CatalogDirectory = Path.Combine(Repository.Root, "catalog"),
            PublicUrl = "https://izin.example",
            TlsCertificateFile = In("tls.pem"),
            TlsKeyFile = In("tls.key"),
            InstallationKeyFile = In("installation.key"),
            AnchorsFile = In("anchors.pem"),
            OfficerKeysDirectory = In("officers"),
            OfficerKeysKeyFile = In("officers.key"),
            CheckpointKeyFile = In("checkpoints.key"),
            TlsPort = 0,
            HttpPort = 0,
            GrpcPort = 0,
            ShutdownDelay = TimeSpan.Zero,
        };
    }

    public X509Certificate2 Authority { get; }

    public HubOptions Options { get; }

    public string In(string file) => Path.Combine(_directory.FullName, file);

    /// <summary>A certificate of the test's authority, which anchors and TLS clients trust.</summary>
    public X509Certificate2 Issue(string subject, ECDsa key, DateTimeOffset notAfter, string? host = null)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (host is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(host);
            names.AddIpAddress(System.Net.IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
        }

        var earlier = TimeProvider.System.GetUtcNow().AddYears(-1);
        return request.Create(Authority, notAfter < earlier.AddDays(1) ? notAfter.AddDays(-1) : earlier, notAfter, RandomNumberGenerator.GetBytes(12));
    }

    public void Dispose()
    {
        Authority.Dispose();
        _authorityKey.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }
}
