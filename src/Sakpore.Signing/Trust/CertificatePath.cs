namespace Sakpore.Signing.Trust;

/// <summary>Why a path is not accepted.</summary>
internal enum PathFault
{
    /// <summary>It is accepted.</summary>
    None,

    /// <summary>No issuer leads to an anchor that serves the purpose at that time.</summary>
    NoAnchor,

    /// <summary>A certificate above the leaf is not valid at the time.</summary>
    IssuerOutsideValidity,

    /// <summary>An issuer is no certificate authority, or may not sign certificates (RFC 5280, 6.1.4 k and n).</summary>
    IssuerMayNotIssue,

    /// <summary>More authorities follow than one of them permits (RFC 5280, 6.1.4 l).</summary>
    PathTooLong,

    /// <summary>A critical extension that the library does not process (RFC 5280, 6.1.4 o, 6.1.5 f).</summary>
    UnknownCriticalExtension,

    /// <summary>A name outside the permitted or inside the excluded subtrees (RFC 5280, 6.1.3 b and c).</summary>
    NameConstraint,

    /// <summary>An authority requires a policy that the path does not have (RFC 5280, 6.1.5 g).</summary>
    Policy,

    /// <summary>The leaf's key may not be used for this purpose.</summary>
    KeyPurpose,
}

/// <summary>A chain of certificates, each signed by the next, as far as it could be built.</summary>
/// <param name="Certificates">The leaf first; the anchor is not among them unless the leaf is one itself.</param>
/// <param name="Anchor">The anchor that signed the last; null when none was reached.</param>
/// <param name="Fault">Why it is not accepted; <see cref="PathFault.None"/> when it is.</param>
internal sealed record CertificatePath(IReadOnlyList<Certificate> Certificates, TrustAnchor? Anchor, PathFault Fault)
{
    public Certificate Leaf => Certificates[0];

    /// <summary>The certificate of whoever issued the certificate at an index.</summary>
    public Certificate? IssuerOf(int index) => index + 1 < Certificates.Count ? Certificates[index + 1] : Anchor?.Certificate;
}
