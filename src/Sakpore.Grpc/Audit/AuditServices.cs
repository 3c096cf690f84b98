using Sakpore.Grpc.Verification;
using Sakpore.Signing.Online;
using Sakpore.Signing.Timestamps;

namespace Sakpore.Grpc.Audit;

/// <summary>What keeps the audit.</summary>
internal static class AuditServices
{
    /// <summary>Registers it. Services stop in the opposite order: the last refusals are stored before the last checkpoint is taken.</summary>
    public static void AddAudit(this IServiceCollection services, HubOptions options)
    {
        services.AddSingleton(provider => new CheckpointStamps(
            options.TimestampAuthority is { Length: > 0 } address && options.CheckpointTimestamps
                ? new Lazy<ITimestampAuthority>(() => new HttpTimestampAuthority(
                    new TimestampAuthorityOptions { Address = new Uri(address), Anchors = provider.GetRequiredService<DocumentVerification>().Anchors },
                    new OnlineServices(new OnlineOptions { AllowLocalAddresses = true }), provider.GetRequiredService<TimeProvider>()))
                : null,
            provider.GetRequiredService<ILogger<CheckpointStamps>>()));
        services.AddSingleton<CheckpointWriter>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<Refusals>();
        services.AddHostedService(provider => provider.GetRequiredService<CheckpointWriter>());
        services.AddHostedService(provider => provider.GetRequiredService<RefusalLog>());
    }
}
