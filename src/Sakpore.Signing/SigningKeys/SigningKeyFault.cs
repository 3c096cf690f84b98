namespace Sakpore.Signing.SigningKeys;

/// <summary>Why a key cannot be loaded.</summary>
public enum SigningKeyFault
{
    /// <summary>The passphrase or PIN is wrong (or, of an encrypted PEM key, the key is damaged: the two look alike).</summary>
    WrongPassphrase,

    /// <summary>The file is not of the form expected.</summary>
    FileDamaged,

    /// <summary>There is no private key.</summary>
    KeyMissing,

    /// <summary>There are several private keys, and nothing says which is meant.</summary>
    SeveralKeys,

    /// <summary>There is no certificate.</summary>
    CertificateMissing,

    /// <summary>The key is of a kind or length that the library does not sign with.</summary>
    KeyUnsupported,

    /// <summary>The certificate is not in DER.</summary>
    CertificateUnsupported,

    /// <summary>The private key is not that of the certificate.</summary>
    KeyOfAnotherCertificate,

    /// <summary>The PKCS#11 module cannot be loaded, or has no token of that label.</summary>
    TokenMissing,

    /// <summary>The PKCS#11 token refused or failed, for a reason other than the PIN.</summary>
    TokenFailed,
}
