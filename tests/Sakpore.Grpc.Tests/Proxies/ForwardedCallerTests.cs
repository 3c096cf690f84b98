using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Sakpore.Grpc.Proxies;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Proxies;

/// <summary>A caller's certificate and address in headers are believed from a declared proxy and from nobody else.</summary>
internal sealed class ForwardedCallerTests
{
    private const string Certificate = ForwardedCaller.CertificateHeader;

    [TestCase("127.0.0.1", true)]
    [TestCase("127.0.0.0/8", true)]
    [TestCase("192.0.2.7", false)]
    public async Task Header_is_believed_from_a_declared_proxy_alone(string declared, bool believed)
    {
        using var production = new ProductionInstallation();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = production.Issue("CN=dinkes", key, TimeProvider.System.GetUtcNow().AddDays(1));
        await using var app = await StartAsync(declared);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.First());
        request.Headers.Add(Certificate, Uri.EscapeDataString(certificate.ExportCertificatePem()));
        request.Headers.Add("X-Forwarded-For", "203.0.113.9, 198.51.100.4");

        var seen = await (await client.SendAsync(request)).Content.ReadAsStringAsync();

        Assert.That(seen, Is.EqualTo(believed ? "CN=dinkes 198.51.100.4 False False" : "none 127.0.0.1 False False"));
    }

    [TestCase("")]
    [TestCase("no%20certificate")]
    [TestCase("-----BEGIN%20CERTIFICATE-----%0AAAAA%0A-----END%20CERTIFICATE-----")]
    public async Task What_is_no_certificate_identifies_nobody(string header)
    {
        await using var app = await StartAsync("127.0.0.1");
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.First());
        request.Headers.TryAddWithoutValidation(Certificate, header);
        Assert.That(await (await client.SendAsync(request)).Content.ReadAsStringAsync(), Does.StartWith("none "));
    }

    [Test]
    public async Task Hub_without_TLS_takes_no_connection_but_of_a_declared_proxy()
    {
        using var production = new ProductionInstallation();
        var behind = production.Options with { TlsCertificateFile = null, TlsKeyFile = null };
        await using (var strange = Hub.Create(behind with { Proxies = ["192.0.2.1"] }))
        {
            await strange.StartAsync();
            foreach (var url in strange.Urls)
            {
                Assert.That(await ReadAsync(new Uri(url).Port), Is.Zero, "Nothing is said, not even of HTTP/2.");
            }
        }

        await using var declared = Hub.Create(behind with { Proxies = ["127.0.0.1"] });
        await declared.StartAsync();
        using var client = new HttpClient();
        Assert.That((await client.GetAsync(declared.Urls.First() + "/tte")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    /// <summary>How many bytes come before the end, however it comes.</summary>
    private static async Task<int> ReadAsync(int port)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return await socket.GetStream().ReadAsync(new byte[1]);
        }
        catch (Exception ended) when (ended is IOException or SocketException)
        {
            return 0;
        }
    }

    private static async Task<WebApplication> StartAsync(string declared)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var proxies = new DeclaredProxies([declared]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, proxies.Mark));
        var app = builder.Build();
        app.UseMiddleware<ForwardedCaller>();
        app.Run(context => context.Response.WriteAsync(
            $"{context.Connection.ClientCertificate?.Subject ?? "none"} {context.Connection.RemoteIpAddress} {context.Request.Headers.ContainsKey(Certificate)} {context.Request.Headers.ContainsKey("X-Forwarded-For")}"));
        await app.StartAsync();
        return app;
    }
}
