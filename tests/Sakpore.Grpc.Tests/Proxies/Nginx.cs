using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Proxies;

/// <summary>A real nginx on loopback with the configuration that is delivered; only addresses and files are those of the test.</summary>
internal sealed class Nginx : HubCallers, IAsyncDisposable
{
    private const string Delivered = "deploy/nginx/sakpore.conf";

    private readonly Process _process;

    private Nginx(Process process, string address, HubProcess hub, X509Certificate2 authority)
        : base(address, hub.Callers, Handler(authority)) => (_process, Address) = (process, address);

    public string Address { get; }

    /// <summary>The program, or null where it is not installed.</summary>
    public static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
        .Select(place => Path.Combine(place, "nginx")).FirstOrDefault(File.Exists);

    public static async Task<Nginx> StartAsync(ProductionInstallation files, HubProcess first, HubProcess second)
    {
        var port = FreePort();
        var sites = await File.ReadAllTextAsync(Path.Combine(Repository.Root, Delivered));
        foreach (var (delivered, here) in new[]
        {
            ("listen 443 ssl", $"listen 127.0.0.1:{port} ssl"),
            ("/etc/sakpore/tls.pem", files.In("tls.pem")),
            ("/etc/sakpore/tls.key", files.In("tls.key")),
            ("/etc/sakpore/clients-ca.pem", files.In("anchors.pem")),
            ("/var/log/nginx/sakpore.log", files.In("access.log")),
            ("127.0.0.1:5081", new Uri(first.GrpcAddress).Authority),
            ("127.0.0.1:5181", new Uri(second.GrpcAddress).Authority),
            ("127.0.0.1:5080", new Uri(first.Pages).Authority),
            ("127.0.0.1:5180", new Uri(second.Pages).Authority),
        })
        {
            Assert.That(sites, Does.Contain(delivered), Delivered);
            sites = sites.Replace(delivered, here, StringComparison.Ordinal);
        }

        var temporary = string.Concat(new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(kind => $"  {kind}_temp_path {files.In("nginx-" + kind)};\n"));
        await File.WriteAllTextAsync(files.In("sakpore.conf"), sites);
        await File.WriteAllTextAsync(
            files.In("nginx.conf"),
            $"{(Environment.UserName == "root" ? "user root;" : "")}\ndaemon off;\nworker_processes 1;\npid {files.In("nginx.pid")};\nerror_log {files.In("error.log")};\n" +
            $"events {{ worker_connections 1024; }}\nhttp {{\n{temporary}  include {files.In("sakpore.conf")};\n}}\n");
        var process = Process.Start(new ProcessStartInfo(Program!, ["-e", files.In("error.log"), "-c", files.In("nginx.conf")]))!;
        for (var attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return new Nginx(process, $"https://127.0.0.1:{port}", first, files.Authority);
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException("nginx did not start: " + await File.ReadAllTextAsync(files.In("error.log")));
    }

    /// <summary>A client that trusts the test's authority alone, and may show a certificate.</summary>
    public static SocketsHttpHandler Handler(X509Certificate2 authority, X509Certificate2? own = null) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = own is null ? null : [own],
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        Dispose();

        // The master takes its workers along.
        using (var end = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await end.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
