namespace Sakpore.Signing.Testing;

/// <summary>The kinds of key that the throwaway PKI makes.</summary>
public enum TestKey
{
    /// <summary>RSA, modulus of 2048 bits, e = 65537.</summary>
    Rsa2048,

    /// <summary>Elliptic curve P-256 (secp256r1).</summary>
    P256,

    /// <summary>Elliptic curve P-384 (secp384r1).</summary>
    P384,
}

/// <summary>What a certificate of the throwaway PKI is for; decides its key usage, its purposes and its basic constraints.</summary>
public enum TestRole
{
    /// <summary>A certificate authority: keyCertSign, cRLSign, CA true.</summary>
    Authority,

    /// <summary>A person or office who signs documents: digitalSignature, nonRepudiation.</summary>
    Signer,

    /// <summary>A key for encryption only: keyEncipherment. It must not be accepted for signatures.</summary>
    Encryption,

    /// <summary>A timestamp authority: digitalSignature, and timeStamping as its only and critical purpose (RFC 3161, 2.3).</summary>
    TimestampAuthority,

    /// <summary>A responder to whom its issuer delegates: digitalSignature, and OCSPSigning as its purpose (RFC 6960, 4.2.2.2).</summary>
    OcspResponder,

    /// <summary>Signs revocation lists for the authority that issued it, and no certificates: cRLSign, CA false.</summary>
    CrlIssuer,
}

/// <summary>By which means the services of a <see cref="TestPkiServer"/> tell whether a certificate is revoked.</summary>
[Flags]
public enum TestRevocation
{
    /// <summary>By none: the certificate names no service.</summary>
    None = 0,

    /// <summary>The certificate names an OCSP responder (authorityInfoAccess, RFC 5280, 4.2.2.1).</summary>
    Ocsp = 1,

    /// <summary>The certificate names a revocation list (cRLDistributionPoints, RFC 5280, 4.2.1.13).</summary>
    Crl = 2,
}

/// <summary>One certificate to make: its subject's common name, its issuer, its key and its role.</summary>
/// <param name="Name">Common name; also how it is asked for. Unique within one PKI.</param>
/// <param name="IssuedBy">The issuer's <see cref="Name"/>; its own name makes it self-signed.</param>
/// <param name="Key">Kind of key.</param>
/// <param name="Role">What it is for.</param>
public sealed record TestIdentity(string Name, string IssuedBy, TestKey Key, TestRole Role)
{
    /// <summary>Valid only before the PKI's instant: it ended a day earlier.</summary>
    public bool IsExpired { get; init; }

    /// <summary>Revoked an hour before the PKI's instant, unless <see cref="RevokedAt"/> says when.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>
    /// When it is revoked, which may lie in the future of the PKI's instant; null: as <see cref="IsRevoked"/> says. Lists and
    /// answers made for an earlier instant do not know of it yet.
    /// </summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>For timestamp authorities: whether their purpose is critical, as RFC 3161, 2.3 wants it. Default true; false is wrong.</summary>
    public bool HasCriticalPurpose { get; init; } = true;

    /// <summary>For authorities: how many authorities may follow; null without limit.</summary>
    public int? PathLength { get; init; }

    /// <summary>Given name of the office in the subject (O); null: the PKI's own organisation.</summary>
    public string? Organization { get; init; }

    /// <summary>
    /// For responders: carries id-pkix-ocsp-nocheck (RFC 6960, 4.2.2.2.1), so that nobody asks whether it is revoked. Default false.
    /// </summary>
    public bool HasNoCheck { get; init; }

    /// <summary>
    /// Which services the certificate names, where the PKI has an address (<see cref="TestPkiOptions.ServiceAddress"/>). Null, the
    /// default: lists for authorities and responders, both for all others, none for self-signed certificates and with
    /// <see cref="HasNoCheck"/>.
    /// </summary>
    public TestRevocation? Revocation { get; init; }
}
