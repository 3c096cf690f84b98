namespace Sakpore.Signing.Verification;

/// <summary>The status of one signature (EN 319 102-1, 5.1.3, table 5).</summary>
public enum Indication
{
    /// <summary>TOTAL-PASSED: it passed everything.</summary>
    TotalPassed,

    /// <summary>INDETERMINATE: what is at hand does not suffice to say.</summary>
    Indeterminate,

    /// <summary>TOTAL-FAILED: it is no valid signature, whatever else might be found.</summary>
    TotalFailed,
}

/// <summary>Why a signature is not TOTAL-PASSED, by the standard's names (EN 319 102-1, 5.1.3, table 6).</summary>
public enum SubIndication
{
    /// <summary>FORMAT_FAILURE: a rule of the format, of the file's structure or of its revisions is broken.</summary>
    FormatFailure,

    /// <summary>HASH_FAILURE: the signed bytes are not those that were signed.</summary>
    HashFailure,

    /// <summary>SIG_CRYPTO_FAILURE: the value is not the key's signature.</summary>
    SigCryptoFailure,

    /// <summary>REVOKED: the certificate was revoked before the signature was made.</summary>
    Revoked,

    /// <summary>NOT_YET_VALID: the signature is older than its certificate.</summary>
    NotYetValid,

    /// <summary>SIG_CONSTRAINTS_FAILURE: an attribute that is required is missing or differs.</summary>
    SigConstraintsFailure,

    /// <summary>CHAIN_CONSTRAINTS_FAILURE: the chain breaks a constraint on what its certificates may be used for.</summary>
    ChainConstraintsFailure,

    /// <summary>CERTIFICATE_CHAIN_GENERAL_FAILURE: the chain was found and is not valid.</summary>
    CertificateChainGeneralFailure,

    /// <summary>CRYPTO_CONSTRAINTS_FAILURE: an algorithm or key that the policy does not know or no longer permits.</summary>
    CryptoConstraintsFailure,

    /// <summary>CRYPTO_CONSTRAINTS_FAILURE_NO_POE: the same, and nothing proves that it existed while it was permitted.</summary>
    CryptoConstraintsFailureNoPoe,

    /// <summary>TIMESTAMP_ORDER_FAILURE: timestamps contradict each other's order.</summary>
    TimestampOrderFailure,

    /// <summary>NO_SIGNING_CERTIFICATE_FOUND: the signer's certificate is not there, or is not the one that was signed.</summary>
    NoSigningCertificateFound,

    /// <summary>NO_CERTIFICATE_CHAIN_FOUND: no chain leads to a configured anchor.</summary>
    NoCertificateChainFound,

    /// <summary>REVOKED_NO_POE: revoked, and nothing proves that the signature is older.</summary>
    RevokedNoPoe,

    /// <summary>REVOKED_CA_NO_POE: an authority above was revoked.</summary>
    RevokedCaNoPoe,

    /// <summary>OUT_OF_BOUNDS_NO_POE: expired, and nothing proves that the signature is older.</summary>
    OutOfBoundsNoPoe,

    /// <summary>TRY_LATER: fresh revocation evidence is missing.</summary>
    TryLater,

    /// <summary>SIGNED_DATA_NOT_FOUND: what was signed cannot be got hold of.</summary>
    SignedDataNotFound,

    /// <summary>GENERIC: any other reason.</summary>
    Generic,
}
