using System.Security.Cryptography;

namespace Sakpore.Signing.Testing;

/// <summary>What an OCSP answer says of a certificate (RFC 6960, 2.2).</summary>
public enum TestOcspStatus
{
    /// <summary>Not revoked.</summary>
    Good,

    /// <summary>Revoked.</summary>
    Revoked,

    /// <summary>The responder does not know it.</summary>
    Unknown,
}

/// <summary>Who makes an OCSP response and what it says. Immutable.</summary>
public sealed record TestOcspOptions
{
    /// <summary>Who signs: a responder, or the issuer itself. Default: <see cref="TestPki.OcspResponder"/>.</summary>
    public string Responder { get; init; } = TestPki.OcspResponder;

    /// <summary>Digest of CertID: SHA-1 (the default, as most responders have it) or SHA-256.</summary>
    public HashAlgorithmName CertificateIdDigest { get; init; } = HashAlgorithmName.SHA1;

    /// <summary>The status; null, the default: as declared, at the instant of thisUpdate.</summary>
    public TestOcspStatus? Status { get; init; }

    /// <summary>When the certificate was revoked, for <see cref="TestOcspStatus.Revoked"/>; null: as declared, or at thisUpdate.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>thisUpdate; null, the default: when the response is produced.</summary>
    public DateTimeOffset? ThisUpdate { get; init; }

    /// <summary>nextUpdate counted from thisUpdate; null: no nextUpdate. Default: one day.</summary>
    public TimeSpan? Lifetime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The nonce of the request (RFC 9654), without its wrapping; null, the default: none.</summary>
    public ReadOnlyMemory<byte>? Nonce { get; init; }

    /// <summary>Whether the responder is named by the SHA-1 of its key; default false: by its name.</summary>
    public bool NamesResponderByKey { get; init; }

    /// <summary>Whether the response holds the responder's certificate. Default true; an issuer's own is never held.</summary>
    public bool IncludeCertificates { get; init; } = true;
}
