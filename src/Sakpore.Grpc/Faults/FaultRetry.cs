namespace Sakpore.Grpc.Faults;

/// <summary>When it makes sense to send the same call again: google.rpc.RetryInfo over gRPC, and the header <c>Retry-After</c> over HTTP.</summary>
internal static class FaultRetry
{
    /// <summary>How long to wait; null: waiting alone does not help, or the call may be sent again at once.</summary>
    public static TimeSpan? After(FaultReason reason) => reason switch
    {
        // What a client address may ask for is filled up in this rhythm.
        FaultReason.TooManyRequests => TimeSpan.FromSeconds(10),

        // The issuer is asked again at most so often.
        FaultReason.TokenIssuerUnavailable => TimeSpan.FromSeconds(30),
        FaultReason.DatabaseUnavailable => TimeSpan.FromSeconds(2),

        // Somebody has to do something first.
        FaultReason.SerialsNotCompared or FaultReason.StorageFull => TimeSpan.FromMinutes(1),
        _ => null,
    };

    /// <summary>The value of <c>Retry-After</c>: whole seconds (RFC 9110, 10.2.3).</summary>
    public static string Header(TimeSpan after) => ((long)Math.Ceiling(after.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
