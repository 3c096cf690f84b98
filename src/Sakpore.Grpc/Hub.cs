using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Configuration;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Telemetry;

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
        var (options, defects) = HubConfiguration.Read(builder.Configuration);
        return Create(builder, options, defects);
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

        return Create(builder, options, []);
    }

    private static WebApplication Create(WebApplicationBuilder builder, HubOptions options, IReadOnlyList<string> unread)
    {
        options = options with
        {
            Development = options.Development ?? builder.Environment.IsDevelopment(),
            CatalogDirectory = options.CatalogDirectory ?? Path.Combine(AppContext.BaseDirectory, "catalog"),
            PublicUrl = string.IsNullOrEmpty(options.PublicUrl) ? null : options.PublicUrl.TrimEnd('/'),
        };
        var developed = options;
        if (options.Development == true)
        {
            PrepareDevelopment(builder, ref developed);
            if (ReferenceEquals(developed, options))
            {
                throw new StartRefusedException(["This build has no development mode. Set Sakpore__Development to false."]);
            }
        }

        var (catalog, catalogDefects) = CatalogDirectory.TryRead(developed.CatalogDirectory!);
        IReadOnlyList<string> defects = [.. unread, .. StartChecks.Settings(developed), .. catalogDefects];
        if (defects.Count > 0)
        {
            throw new StartRefusedException(defects);
        }

        builder.Logging.AddHubLogging(options.Development == true);
        builder.WebHost.ConfigureKestrel(kestrel => Listeners.Listen(kestrel, developed));
        builder.Services.AddHub(developed, catalog!);
        var app = builder.Build();
        app.MapHub();
        return app;
    }

    /// <summary>Makes what a development hub needs. Without a body where the build leaves Development/ out.</summary>
    static partial void PrepareDevelopment(WebApplicationBuilder builder, ref HubOptions options);
}
