using System.Net.Http.Headers;
using System.Security.Cryptography;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Timestamps;

/// <summary>Which timestamp authority is asked, and what its tokens must be. Immutable.</summary>
public sealed record TimestampAuthorityOptions
{
    /// <summary>The default <see cref="ClockSkew"/>: 5 minutes.</summary>
    public static readonly TimeSpan DefaultClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Where the authority answers by HTTP (RFC 3161, 3.4).</summary>
    public required Uri Address
    {
        get;
        init => field = value is { IsAbsoluteUri: true, Scheme: "http" or "https" }
            ? value
            : throw new ArgumentException("The address of a timestamp authority begins with http:// or https://.", nameof(value));
    }

    /// <summary>The anchors, of which one for timestamps must be above the authority's certificate.</summary>
    public required TrustAnchors Anchors { get; init; }

    /// <summary>Certificates that help to find the path and are not trusted by themselves. Default: none.</summary>
    public IReadOnlyList<Certificate> Intermediates { get; init; } = [];

    /// <summary>What imprints are computed with: SHA-256 (the default), SHA-384 or SHA-512.</summary>
    public HashAlgorithmName Digest
    {
        get;
        init => field = value == HashAlgorithmName.SHA256 || value == HashAlgorithmName.SHA384 || value == HashAlgorithmName.SHA512
            ? value
            : throw new ArgumentException("Imprints are computed with SHA-256, SHA-384 or SHA-512.", nameof(value));
    } = HashAlgorithmName.SHA256;

    /// <summary>The policy that is asked for and required, dotted; null, the default: any.</summary>
    public string? Policy { get; init; }

    /// <summary>How far genTime may be from the clock, either way. Default: 5 minutes; not negative.</summary>
    public TimeSpan ClockSkew
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = DefaultClockSkew;

    /// <summary>What the authority wants to see of its customers; null, the default: nothing. Never logged.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>The text of the options: their address alone, so that no secret gets into a log.</summary>
    public override string ToString() => Address.GetLeftPart(UriPartial.Path);
}
