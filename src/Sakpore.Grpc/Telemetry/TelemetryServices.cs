using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Sakpore.Grpc.Readiness;

namespace Sakpore.Grpc.Telemetry;

/// <summary>Metrics, traces and logs. Where nobody collects metrics and traces none are made.</summary>
internal static class TelemetryServices
{
    private const string Service = "sakpore-hub";

    /// <summary>
    /// JSON lines in production. The framework's own categories begin at Warning, whatever the default level: below that they
    /// write addresses of requests, and so tracking tokens.
    /// </summary>
    public static void AddHubLogging(this ILoggingBuilder logging, bool development)
    {
        logging.AddConsoleFormatter<JsonLogFormatter, ConsoleFormatterOptions>();
        foreach (var category in new[] { "Microsoft.AspNetCore", "Grpc", "System.Net.Http" })
        {
            logging.AddFilter(category, LogLevel.Warning);
        }

        // Readiness says once what is missing; the checks would say it every two seconds.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        if (!development)
        {
            logging.ClearProviders();
            logging.AddConsole(console => console.FormatterName = JsonLogFormatter.FormatterName);
        }
    }

    /// <summary>Adds the meter and, where there is somebody to read them, the collection of metrics and traces.</summary>
    public static void AddTelemetry(this IServiceCollection services, HubOptions options)
    {
        services.AddSingleton<WorkCounts>();
        services.AddSingleton<HubMeter>();
        var sent = string.IsNullOrEmpty(options.OtlpEndpoint) ? null : new Uri(options.OtlpEndpoint);
        if (options.OperationsPort is null && sent is null)
        {
            return;
        }

        services.AddHostedService<WorkCounter>();
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(Service)).WithMetrics(metrics =>
        {
            metrics.AddMeter(HubMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql");
            if (options.OperationsPort is not null)
            {
                metrics.AddPrometheusExporter();
            }

            if (sent is not null)
            {
                metrics.AddOtlpExporter(exporter => exporter.Endpoint = sent);
            }
        });
        if (sent is not null)
        {
            telemetry.WithTracing(traces => traces
                .AddSource(HubTracing.Name, "Npgsql")
                .AddAspNetCoreInstrumentation(requests => requests.Filter = context => !OperationsConnection.Carries(context))
                .AddProcessor<PersonalDataScrubber>()
                .AddOtlpExporter(exporter => exporter.Endpoint = sent));
        }
    }

    /// <summary>Maps <c>/metrics</c>, in Prometheus' text form, on the operators' port.</summary>
    public static void UseMetrics(this IApplicationBuilder operations, HubOptions options)
    {
        if (options.OperationsPort is not null)
        {
            operations.UseOpenTelemetryPrometheusScrapingEndpoint("/metrics");
        }
    }
}
