namespace Sakpore.Grpc.Readiness;

/// <summary>
/// How the hub ends: readiness first, so that proxies send nothing more; after <see cref="HubOptions.ShutdownDelay"/> streams are
/// ended, to be resumed elsewhere; then no connection is taken any more, and calls under way have
/// <see cref="HubOptions.ShutdownTimeout"/> to finish.
/// </summary>
internal sealed class Shutdown : IHostedLifecycleService, IDisposable
{
    private readonly HubReadiness _readiness;
    private readonly TimeSpan _delay;
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Hears of the end as soon as it is asked for.</summary>
    public Shutdown(HubOptions options, HubReadiness readiness, IHostApplicationLifetime lifetime)
    {
        _readiness = readiness;
        _delay = DelayOf(options);
        lifetime.ApplicationStopping.Register(readiness.Stop);
    }

    /// <summary>Cancelled when streams are to end.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>How long the hub goes on after readiness ended: five seconds in production, where a proxy has to notice.</summary>
    public static TimeSpan DelayOf(HubOptions options) =>
        options.ShutdownDelay ?? (options.Development == true ? TimeSpan.Zero : HubOptions.DefaultShutdownDelay);

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _readiness.Stop();
        await Task.Delay(_delay, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _closing.CancelAsync();
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _closing.Dispose();
}
