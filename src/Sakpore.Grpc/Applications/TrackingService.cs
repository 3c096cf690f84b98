using Grpc.Core;
using Sakpore.Grpc.Faults;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Applications;

/// <summary>Tracking over gRPC: public, by token.</summary>
internal sealed class TrackingService(TrackingReader tracking) : Permits.V1.TrackingService.TrackingServiceBase
{
    /// <inheritdoc/>
    public override async Task<Tracking> Track(TrackRequest request, ServerCallContext context) =>
        await tracking.FindAsync(request.Token, context.CancellationToken) ?? throw Fault.Of(FaultReason.UnknownTrackingToken).Thrown();
}
