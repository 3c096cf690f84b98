using Microsoft.AspNetCore.Server.Kestrel.Core;
using Sakpore.Grpc.Installation;

namespace Sakpore.Grpc;

/// <summary>
/// The hub: a host that serves the contract over gRPC, gRPC-Web and JSON, and the citizens' pages. Composition only; what
/// it does lies in the folders.
/// </summary>
public static partial class Hub
{
    /// <summary>Composes a hub from configuration (section <c>Sakpore</c>), not yet started.</summary>
    /// <param name="args">Command-line arguments, for example <c>--Sakpore:HttpPort=8080</c>.</param>
    /// <exception cref="StartRefusedException">The configuration is not fit for a start; everything that is wrong is said.</exception>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var options = builder.Configuration.GetSection("Sakpore").Get<HubOptions>() ?? new HubOptions();
        return Create(builder, options);
    }

    /// <summary>Composes a hub within another program, not yet started; configuration files are not read.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <exception cref="StartRefusedException">The settings are not fit for a start; everything that is wrong is said.</exception>
    public static WebApplication Create(HubOptions options, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        return Create(builder, options);
    }

    private static WebApplication Create(WebApplicationBuilder builder, HubOptions options)
    {
        options = options with
        {
            Development = options.Development ?? builder.Environment.IsDevelopment(),
            CatalogDirectory = options.CatalogDirectory ?? Path.Combine(AppContext.BaseDirectory, "catalog"),
            PublicUrl = string.IsNullOrEmpty(options.PublicUrl) ? null : options.PublicUrl.TrimEnd('/'),
        };
        Directory.CreateDirectory(options.DataDirectory);
        var developed = options;
        if (options.Development == true)
        {
            PrepareDevelopment(builder, ref developed);
            if (ReferenceEquals(developed, options))
            {
                throw new StartRefusedException(["This build has no development mode. Set Sakpore__Development to false."]);
            }
        }

        if (StartChecks.Settings(developed) is { Count: > 0 } defects)
        {
            throw new StartRefusedException(defects);
        }

        Listen(builder, developed);
        builder.Services.AddHub(developed);
        var app = builder.Build();
        app.MapHub();
        return app;
    }

    /// <summary>Makes what a development hub needs. Without a body where the build leaves Development/ out.</summary>
    static partial void PrepareDevelopment(WebApplicationBuilder builder, ref HubOptions options);

    private static void Listen(WebApplicationBuilder builder, HubOptions options) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.DocumentBytes + (1 << 20);
        if (options.Development == true)
        {
            // One cleartext port cannot serve both: without TLS there is no ALPN to tell HTTP/2 from HTTP/1.1.
            kestrel.ListenLoopback(options.HttpPort, HttpProtocols.Http1);
            kestrel.ListenLoopback(options.GrpcPort, HttpProtocols.Http2);
            return;
        }

        kestrel.ListenAnyIP(options.TlsPort, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(https => https.ServerCertificate =
                System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(options.TlsCertificateFile!, options.TlsKeyFile));
        });
    });

    private static void ListenLoopback(this KestrelServerOptions kestrel, int port, HttpProtocols protocols) =>
        kestrel.Listen(System.Net.IPAddress.Loopback, port, listen => listen.Protocols = protocols);
}
