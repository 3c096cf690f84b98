using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Sakpore.Grpc.Readiness;

/// <summary>
/// Whether calls may be sent to this process, as it was found last. Asking costs nothing: anyone may ask, and nobody reaches
/// the database by asking often.
/// </summary>
internal sealed class HubReadiness : IHealthCheck
{
    private volatile IReadOnlyList<string> _missing = ["The hub is starting."];
    private volatile bool _stopping;

    /// <summary>What keeps calls away, a sentence each; empty: nothing.</summary>
    public IReadOnlyList<string> Missing => _stopping ? ["The hub is stopping."] : _missing;

    /// <summary>Takes note of what was found.</summary>
    public void Found(IReadOnlyList<string> missing) => _missing = missing;

    /// <summary>From now on no calls; it does not end.</summary>
    public void Stop() => _stopping = true;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Missing is { Count: > 0 } missing ? HealthCheckResult.Unhealthy(string.Join(" ", missing)) : HealthCheckResult.Healthy());
}
