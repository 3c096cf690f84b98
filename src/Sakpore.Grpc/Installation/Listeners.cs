using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Sakpore.Grpc.Proxies;
using Sakpore.Grpc.Readiness;

namespace Sakpore.Grpc.Installation;

/// <summary>The ports that the hub listens on, and what it takes from a connection.</summary>
internal static class Listeners
{
    // A peer that is gone without a word is found out: a watch would otherwise stay open for its hour.
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    // Whoever sends a header a byte at a time holds a connection no longer than this.
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(15);

    /// <summary>Sets limits and ports.</summary>
    public static void Listen(KestrelServerOptions kestrel, HubOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.DocumentBytes + (1 << 20);
        kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
        kestrel.Limits.Http2.KeepAlivePingDelay = PingAfter;
        kestrel.Limits.Http2.KeepAlivePingTimeout = PingTimeout;
        var proxies = new DeclaredProxies(options.Proxies);
        if (options.Development == true)
        {
            Cleartext(kestrel, IPAddress.Loopback, options, proxies.Mark);
        }
        else if (options.EndsTls)
        {
            kestrel.Listen(Address(options.ListenAddress, IPAddress.IPv6Any), options.TlsPort, listen => EndTls(listen, options, proxies));
        }
        else
        {
            Cleartext(kestrel, Address(options.ListenAddress, IPAddress.Loopback), options, proxies.Admit);
        }

        if (options.OperationsPort is { } operations)
        {
            kestrel.Listen(Address(options.OperationsAddress, IPAddress.Loopback), operations, OperationsConnection.Mark);
        }
    }

    // One cleartext port cannot serve both: without TLS there is no ALPN to tell HTTP/2 from HTTP/1.1.
    private static void Cleartext(KestrelServerOptions kestrel, IPAddress address, HubOptions options, Action<ListenOptions> peers)
    {
        foreach (var (port, protocols) in ((int, HttpProtocols)[])[(options.HttpPort, HttpProtocols.Http1), (options.GrpcPort, HttpProtocols.Http2)])
        {
            kestrel.Listen(address, port, listen =>
            {
                listen.Protocols = protocols;
                peers(listen);
            });
        }
    }

    private static void EndTls(ListenOptions listen, HubOptions options, DeclaredProxies proxies)
    {
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        proxies.Mark(listen);
        listen.UseHttps(https =>
        {
            https.ServerCertificate = X509Certificate2.CreateFromPemFile(options.TlsCertificateFile!, options.TlsKeyFile);
            if (options.Access.ClientCertificates.Count > 0)
            {
                // TLS proves the key; whose it is, the hub finds when it admits the call.
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            }
        });
    }

    private static IPAddress Address(string? configured, IPAddress otherwise) => string.IsNullOrEmpty(configured) ? otherwise : IPAddress.Parse(configured);
}
