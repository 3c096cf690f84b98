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

/// <summary>What a certificate of the throwaway PKI is for; decides its key usage and basic constraints.</summary>
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

    /// <summary>Named in its issuer's revocation list, an hour before the PKI's instant.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>For authorities: how many authorities may follow; null without limit.</summary>
    public int? PathLength { get; init; }

    /// <summary>Given name of the office in the subject (O); null: the PKI's own organisation.</summary>
    public string? Organization { get; init; }
}
