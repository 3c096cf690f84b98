namespace Sakpore.Signing.Verification;

/// <summary>Where evidence may be fetched from, and how much of it for one file. Immutable.</summary>
public sealed record HttpEvidenceLimits
{
    /// <summary>The default <see cref="AnswerBytes"/>: 8 MiB, which holds the lists of large authorities.</summary>
    public const int DefaultAnswerBytes = 8 << 20;

    /// <summary>The default <see cref="Requests"/>: 12.</summary>
    public const int DefaultRequests = 12;

    /// <summary>The default <see cref="Timeout"/>: 10 seconds.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The hosts that may be asked, names or addresses, compared without regard to case and without port; null: any that is not
    /// local. Default: none at all.
    /// </summary>
    public IReadOnlySet<string>? Hosts { get; init; } = new HashSet<string>();

    /// <summary>
    /// Whether addresses of this machine and of private networks may be connected to (loopback, private, link-local, shared,
    /// multicast, unspecified). Default: no. For tests, and for responders inside an operator's own network.
    /// </summary>
    public bool AllowLocalAddresses { get; init; }

    /// <summary>Longest answer in bytes; a longer one is dropped. Default: 8 MiB; at least 1.</summary>
    public int AnswerBytes { get; init => field = Positive(value); } = DefaultAnswerBytes;

    /// <summary>Most requests for one file; further ones are not made. Default: 12; at least 1.</summary>
    public int Requests { get; init => field = Positive(value); } = DefaultRequests;

    /// <summary>Longest time for all requests of one file together, and so for each of them. Default: 10 seconds; above zero, at most 10 minutes.</summary>
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

    private static int Positive(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        return value;
    }
}
