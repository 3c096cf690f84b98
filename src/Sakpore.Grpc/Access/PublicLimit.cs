using System.Net;
using System.Threading.RateLimiting;
using Sakpore.Grpc.Faults;

namespace Sakpore.Grpc.Access;

/// <summary>How much somebody without credentials gets: a bucket of calls for each client address, refilled each minute.</summary>
internal sealed class PublicLimit : IDisposable
{
    private const int NetworkBytes = 8;

    private static readonly TimeSpan Period = FaultRetry.After(FaultReason.TooManyRequests)!.Value;

    private readonly PartitionedRateLimiter<HttpContext>? _limiter;

    public PublicLimit(AccessOptions options)
    {
        var perMinute = options.PublicCallsPerMinute ?? AccessOptions.DefaultPublicCallsPerMinute;
        if (perMinute == 0)
        {
            return;
        }

        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = Math.Max(1, perMinute / 6),
            ReplenishmentPeriod = Period,
            QueueLimit = 0,
        };
        _limiter = PartitionedRateLimiter.Create<HttpContext, string>(
            call => RateLimitPartition.GetTokenBucketLimiter(Subscriber(call.Connection.RemoteIpAddress ?? IPAddress.None), _ => bucket));
    }

    /// <summary>Takes one call from what the client has left.</summary>
    /// <exception cref="FaultException">Nothing is left.</exception>
    public void Take(HttpContext call)
    {
        if (!TryTake(call))
        {
            throw Fault.Of(FaultReason.TooManyRequests).Thrown();
        }
    }

    /// <summary>Takes one call from what the client has left; false: nothing is.</summary>
    public bool TryTake(HttpContext call)
    {
        if (_limiter is null)
        {
            return true;
        }

        using var lease = _limiter.AttemptAcquire(call);
        return lease.IsAcquired;
    }

    /// <summary>Whom a limit counts together: an IPv4 address, or the network of 64 bits that one subscriber has of IPv6.</summary>
    public static string Subscriber(IPAddress client) =>
        client.IsIPv4MappedToIPv6 ? client.MapToIPv4().ToString()
        : client.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? client.ToString()
        : new IPAddress([.. client.GetAddressBytes().Take(NetworkBytes), .. new byte[NetworkBytes]]) + "/64";

    /// <inheritdoc/>
    public void Dispose() => _limiter?.Dispose();
}
