namespace Sakpore.Signing.Verification.Revocation;

/// <summary>ReasonFlags (RFC 5280, 4.2.1.13) as their bits stand, the first of them unused.</summary>
[Flags]
internal enum RevocationReasons
{
    None = 0,
    KeyCompromise = 0x4000,
    AuthorityCompromise = 0x2000,
    AffiliationChanged = 0x1000,
    Superseded = 0x0800,
    CessationOfOperation = 0x0400,
    CertificateHold = 0x0200,
    PrivilegeWithdrawn = 0x0100,
    AttributeAuthorityCompromise = 0x0080,
    All = 0x7f80,
}
