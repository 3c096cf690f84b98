using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Proxies;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Offices.V1;

namespace Sakpore.Grpc.Tests.Access;

/// <summary>What a proxy says of a call is believed from the declared one alone. With a real nginx where there is one.</summary>
internal sealed class ProxyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    private readonly ClientAuthority _authority = new(Now);

    [Test]
    public async Task Certificate_in_a_header_is_believed_from_the_declared_proxy_alone()
    {
        using var portal = _authority.Issue("CN=portal", ClientAuthority.ClientAuthentication);
        var header = (ForwardedCaller.CertificateHeader, Uri.EscapeDataString(portal.ExportCertificatePem()));
        await using var behind = await StartAsync(portal, "127.0.0.0/8");
        await using var other = await StartAsync(portal, "10.0.0.5");
        Assert.That(await ReasonAsync(behind.With(header)), Is.Null);
        Assert.That(await ReasonAsync(other.With(header)), Is.EqualTo("UNAUTHENTICATED"));
    }

    [Test]
    public async Task Nginx_proves_the_key_and_hands_the_certificate_on()
    {
        if (!File.Exists("/usr/sbin/nginx"))
        {
            Assert.Ignore("nginx is not installed; the header of a real proxy was not tried.");
        }

        using var portal = _authority.Issue("CN=portal", ClientAuthority.ClientAuthentication);
        using var server = _authority.Issue("CN=localhost", ClientAuthority.ServerAuthentication);
        await using var hub = await StartAsync(portal, "127.0.0.1");
        await using var nginx = await Nginx.StartAsync(server, new Uri(hub.GrpcAddress));
        using var anonymous = nginx.Channel(null);
        using var known = nginx.Channel(portal);
        Assert.That(await ReasonAsync(HubCallers.With(known)), Is.Null);
        Assert.That(
            await ReasonAsync(HubCallers.With(anonymous, (ForwardedCaller.CertificateHeader, Uri.EscapeDataString(portal.ExportCertificatePem())))),
            Is.EqualTo("UNAUTHENTICATED"), "nginx puts its own header in the place of the caller's");
    }

    [TestCase("203.0.113.7", ExpectedResult = "203.0.113.7")]
    [TestCase("::ffff:203.0.113.7", ExpectedResult = "203.0.113.7")]
    [TestCase("2001:db8:1:2:3:4:5:6", ExpectedResult = "2001:db8:1:2::/64")]
    public string Limits_count_subscribers(string client) => PublicLimit.Subscriber(IPAddress.Parse(client));

    private static Task<TestHub> StartAsync(X509Certificate2 portal, string proxy) => TestHub.StartAsync(options => options with
    {
        Proxies = [proxy],
        Access = options.Access with
        {
            ClientCertificates = [new ClientCertificateOptions { System = "systems/portal", SpkiSha256 = Convert.ToHexString(SHA256.HashData(portal.PublicKey.ExportSubjectPublicKeyInfo())) }],
        },
    });

    private static Task<string?> ReasonAsync(global::Grpc.Core.CallInvoker caller) =>
        Refused.ReasonAsync(async () => await new OfficeService.OfficeServiceClient(caller).ListOfficesAsync(new ListOfficesRequest()));

    /// <summary>nginx as docs/access.md configures it, in a temporary directory.</summary>
    private sealed class Nginx(Process process, DirectoryInfo folder, int port, X509Certificate2 certificate) : IAsyncDisposable
    {
        public static async Task<Nginx> StartAsync(X509Certificate2 certificate, Uri hub)
        {
            var folder = Directory.CreateTempSubdirectory("sakpore-nginx-");
            var port = FreePort();
            File.WriteAllText(Path.Combine(folder.FullName, "tls.pem"), certificate.ExportCertificatePem());
            File.WriteAllText(Path.Combine(folder.FullName, "tls.key"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
            var configuration = Path.Combine(folder.FullName, "nginx.conf");
            File.WriteAllText(configuration, $$"""
                daemon off; pid nginx.pid; error_log stderr; events {}
                http {
                  access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
                  server {
                    listen 127.0.0.1:{{port}} ssl http2; ssl_certificate tls.pem; ssl_certificate_key tls.key; ssl_verify_client optional_no_ca;
                    location / {
                      grpc_pass grpc://{{hub.Authority}};
                      grpc_set_header Sakpore-Client-Certificate $ssl_client_escaped_cert;
                      grpc_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    }
                  }
                }
                """);
            var process = Process.Start(new ProcessStartInfo("/usr/sbin/nginx", ["-p", folder.FullName, "-c", configuration]) { RedirectStandardError = true })!;
            var nginx = new Nginx(process, folder, port, certificate);
            for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20))
            {
                try
                {
                    using var probe = new TcpClient();
                    await probe.ConnectAsync(IPAddress.Loopback, port);
                    return nginx;
                }
                catch (SocketException) when (!process.HasExited && waited.Elapsed < TimeSpan.FromSeconds(30))
                {
                    // It is on its way.
                }
                catch (SocketException)
                {
                    throw new InvalidOperationException("nginx did not start: " + await process.StandardError.ReadToEndAsync());
                }
            }
        }

        public GrpcChannel Channel(X509Certificate2? client) => GrpcChannel.ForAddress($"https://127.0.0.1:{port}", new GrpcChannelOptions
        {
            DisposeHttpClient = true,
            HttpHandler = new SocketsHttpHandler
            {
                SslOptions = new SslClientAuthenticationOptions
                {
                    RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString(),
                    ClientCertificateContext = client is null ? null : SslStreamCertificateContext.Create(client, null, offline: true),
                },
            },
        });

        public async ValueTask DisposeAsync()
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            folder.Delete(recursive: true);
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
