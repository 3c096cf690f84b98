using System.Diagnostics.CodeAnalysis;
using Grpc.AspNetCore.Server;

namespace Sakpore.Grpc;

/// <summary>
/// One instance of a gRPC service for all calls. The framework would make one for each call and look all its parts up again;
/// no service here keeps the state of a call.
/// </summary>
internal sealed class SingletonActivator<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TService>(IServiceProvider services)
    : IGrpcServiceActivator<TService>
    where TService : class
{
    // At the first call: when services are mapped, what they need is not there yet.
    private readonly Lazy<TService> _service = new(() => services.GetService<TService>() ?? ActivatorUtilities.CreateInstance<TService>(services));

    /// <inheritdoc/>
    public GrpcActivatorHandle<TService> Create(IServiceProvider serviceProvider) => new(_service.Value, created: false, state: null);

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(GrpcActivatorHandle<TService> service) => ValueTask.CompletedTask;
}
