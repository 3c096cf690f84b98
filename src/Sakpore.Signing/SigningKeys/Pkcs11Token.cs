namespace Sakpore.Signing.SigningKeys;

/// <summary>Which key of which PKCS#11 token signs. Immutable.</summary>
public sealed record Pkcs11Token
{
    /// <summary>Path of the module's library, such as that of a card's driver or of SoftHSM.</summary>
    public required string Library { get; init; }

    /// <summary>The token's label (CKA_LABEL of the token), trailing spaces aside.</summary>
    public required string Label { get; init; }

    /// <summary>The private key's label (CKA_LABEL); null (the default) where the token holds only one private key.</summary>
    public string? KeyLabel { get; init; }

    /// <summary>
    /// The chain to sign with, the signer's certificate first; null (the default) takes the certificate with the key's CKA_ID
    /// from the token, and those above it.
    /// </summary>
    public CertificateChain? Certificates { get; init; }
}
