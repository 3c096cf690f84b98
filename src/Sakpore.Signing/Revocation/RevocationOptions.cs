using System.Security.Cryptography;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Revocation;

/// <summary>How revocation services are asked. Immutable.</summary>
public sealed record RevocationOptions
{
    /// <summary>The default <see cref="ClockSkew"/>: 5 minutes.</summary>
    public static readonly TimeSpan DefaultClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The default <see cref="LongestList"/>: 10 MiB.</summary>
    public const int DefaultLongestList = 10 << 20;

    /// <summary>The longest OCSP response read: 64 KB. Usual ones have 1 to 5 KB.</summary>
    public const int LongestOcspResponse = 64 * 1024;

    /// <summary>
    /// What names the issuer in OCSP requests: SHA-1 (the default, a name and no proof, which old responders alone know) or
    /// SHA-256.
    /// </summary>
    public HashAlgorithmName CertificateIdDigest
    {
        get;
        init => field = value == HashAlgorithmName.SHA1 || value == HashAlgorithmName.SHA256
            ? value
            : throw new ArgumentException("CertID is computed with SHA-1 or SHA-256.", nameof(value));
    } = HashAlgorithmName.SHA1;

    /// <summary>
    /// Whether an OCSP response without nonce is refused. Default false: many responders sign ahead of time (RFC 5019), and
    /// thisUpdate tells how new the answer is. A nonce that is there must be the one sent.
    /// </summary>
    public bool RequireNonce { get; init; }

    /// <summary>Longest revocation list read, in bytes. Default: 10 MiB; at least 1.</summary>
    public int LongestList
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = DefaultLongestList;

    /// <summary>How far the services' clocks may differ from the caller's and from each other's. Default: 5 minutes; not negative.</summary>
    public TimeSpan ClockSkew
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = DefaultClockSkew;

    /// <summary>Certificates among which issuers of indirect lists are looked for; none is trusted by itself. Default: none.</summary>
    public IReadOnlyList<Certificate> ListIssuers { get; init; } = [];
}
