using Grpc.Core;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Faults;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Applications;

/// <summary>Tracking over gRPC: public by token, and for offices by name.</summary>
internal sealed class TrackingService(TrackingReader tracking, InternalTrackingReader internalTracking) : Permits.V1.TrackingService.TrackingServiceBase
{
    /// <inheritdoc/>
    public override async Task<Tracking> Track(TrackRequest request, ServerCallContext context) =>
        await tracking.FindAsync(request.Token, context.CancellationToken) ?? throw Fault.Of(FaultReason.UnknownTrackingToken).Thrown();

    /// <inheritdoc/>
    public override Task<InternalTracking> GetInternalTracking(GetInternalTrackingRequest request, ServerCallContext context) =>
        internalTracking.FindAsync(context.Caller(), request.Name, context.CancellationToken);
}
