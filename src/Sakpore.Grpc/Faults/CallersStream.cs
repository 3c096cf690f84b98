using Grpc.Core;

namespace Sakpore.Grpc.Faults;

/// <summary>
/// A stream of a caller's messages. They are read inside the service, so that what is wrong with them (no message of the
/// contract, a body past the server's limit, a connection that breaks) would look like a fault of the hub.
/// </summary>
internal sealed class CallersStream<T>(IAsyncStreamReader<T> parts) : IAsyncStreamReader<T>
{
    /// <inheritdoc/>
    public T Current => parts.Current;

    /// <inheritdoc/>
    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            return await parts.MoveNext(cancellationToken);
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw Fault.Of(FaultReason.RequestTooLarge).Thrown();
        }
        catch (Exception unreadable) when (unreadable is not (RpcException or OperationCanceledException))
        {
            throw Fault.Of(FaultReason.InvalidRequest).Thrown();
        }
    }
}
