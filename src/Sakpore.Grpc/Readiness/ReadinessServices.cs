using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Sakpore.Grpc.Readiness;

/// <summary>Health and readiness, apart: a process that is not ready is let alone, one that is not alive is started anew.</summary>
internal static class ReadinessServices
{
    /// <summary>The gRPC health service's name for "the process answers"; the empty name is readiness.</summary>
    public const string Liveness = "sakpore.live";

    private const string Ready = "ready";

    /// <summary>Adds readiness, its probe, both health services and the orderly end.</summary>
    public static void AddReadiness(this IServiceCollection services, HubOptions options)
    {
        services.AddSingleton<HubReadiness>();
        services.AddSingleton<ReadinessProbe>();
        services.AddHostedService(provider => provider.GetRequiredService<ReadinessProbe>());
        services.AddSingleton<Shutdown>();
        services.AddHostedService(provider => provider.GetRequiredService<Shutdown>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Shutdown.DelayOf(options) + options.ShutdownTimeout);
        services.AddGrpcHealthChecks(health =>
        {
            health.Services.Map("", check => check.Tags.Contains(Ready));
            health.Services.Map(Liveness, check => check.Tags.Contains(Liveness));
        }).AddCheck<HubReadiness>(Ready, tags: [Ready]).AddCheck(Liveness, () => HealthCheckResult.Healthy(), tags: [Liveness]);

        // For those who watch gRPC health.
        services.Configure<HealthCheckPublisherOptions>(publisher => (publisher.Delay, publisher.Period) = (TimeSpan.Zero, TimeSpan.FromSeconds(2)));
    }

    /// <summary>
    /// <c>/live</c>: the process answers. <c>/ready</c>: calls may be sent here, else 503 and a line for each reason. On the
    /// operators' port alone, where there is nothing else but what <paramref name="more"/> maps.
    /// </summary>
    public static void UseOperations(this WebApplication app, Action<IApplicationBuilder> more)
    {
        app.MapWhen(OperationsConnection.Carries, operations =>
        {
            more(operations);
            operations.Run(context => context.Request.Path.Value switch
            {
                "/live" => AnswerAsync(context, []),
                "/ready" => AnswerAsync(context, context.RequestServices.GetRequiredService<HubReadiness>().Missing),
                _ => NotFoundAsync(context),
            });
        });
    }

    private static Task AnswerAsync(HttpContext context, IReadOnlyList<string> missing)
    {
        context.Response.StatusCode = missing.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(missing.Count == 0 ? "yes\n" : string.Concat(missing.Select(sentence => sentence + "\n")));
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
