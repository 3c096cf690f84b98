namespace Sakpore.Signing.Online;

/// <summary>How patient the library is with services on the network. Immutable.</summary>
public sealed record OnlineOptions
{
    /// <summary>The default <see cref="Timeout"/>: 10 seconds.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The default <see cref="RetryDelay"/>: 500 milliseconds.</summary>
    public static readonly TimeSpan DefaultRetryDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>The default <see cref="Retries"/>: 2.</summary>
    public const int DefaultRetries = 2;

    /// <summary>Most <see cref="Retries"/>: 10.</summary>
    public const int MostRetries = 10;

    /// <summary>How long one try may take, its answer read to the end included. Default: 10 seconds; above zero, at most 10 minutes.</summary>
    public TimeSpan Timeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromMinutes(10));
            field = value;
        }
    } = DefaultTimeout;

    /// <summary>
    /// How often a request is sent again after a failure that may pass: no connection, no answer in time, HTTP 408, 429 and 5xx.
    /// Default: 2; 0 to 10.
    /// </summary>
    public int Retries
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostRetries);
            field = value;
        }
    } = DefaultRetries;

    /// <summary>The pause before the first retry; each later one is about twice the one before. Default: 500 milliseconds; not negative.</summary>
    public TimeSpan RetryDelay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = DefaultRetryDelay;

    /// <summary>
    /// Whether addresses of this machine and of private networks may be connected to (loopback, private, link-local, shared,
    /// multicast, unspecified), looked at after the name was resolved. Default: no. For an office's own services inside its network.
    /// </summary>
    public bool AllowLocalAddresses { get; init; }
}
