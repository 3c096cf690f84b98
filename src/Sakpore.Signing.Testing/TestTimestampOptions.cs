using System.Numerics;
using System.Security.Cryptography;

namespace Sakpore.Signing.Testing;

/// <summary>Who makes a timestamp token and what it says. Immutable.</summary>
public sealed record TestTimestampOptions
{
    /// <summary>The policy of tokens when none is asked for: the arc of <see cref="Trust.DevelopmentMark.PolicyOid"/>, 1.</summary>
    public const string DefaultPolicy = Trust.DevelopmentMark.PolicyOid + ".1";

    /// <summary>Who signs. Default: <see cref="TestPki.TimestampAuthority"/>.</summary>
    public string Authority { get; init; } = TestPki.TimestampAuthority;

    /// <summary>Digest of the imprint: SHA-1, SHA-256 (the default), SHA-384 or SHA-512.</summary>
    public HashAlgorithmName Digest { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>The policy, dotted. Default: <see cref="DefaultPolicy"/>.</summary>
    public string Policy { get; init; } = DefaultPolicy;

    /// <summary>The nonce of the request; null, the default: none.</summary>
    public BigInteger? Nonce { get; init; }

    /// <summary>Whether the token holds the certificate of the authority and its issuers (certReq). Default true.</summary>
    public bool IncludeCertificates { get; init; } = true;

    /// <summary>Whose certificate the ESS attribute names; null, the default: the authority's. Any other is wrong.</summary>
    public string? NamedCertificate { get; init; }

    /// <summary>Whether there is an ESS attribute at all. Default true; a token without is wrong (RFC 3161, 2.4.2).</summary>
    public bool NamesCertificate { get; init; } = true;
}
