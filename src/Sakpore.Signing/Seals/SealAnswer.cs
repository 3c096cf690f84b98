namespace Sakpore.Signing.Seals;

/// <summary>What checking a seal came to: exactly one of these, the first that applies in this order after <see cref="Valid"/>.</summary>
public enum SealAnswer
{
    /// <summary>The issuer sealed these facts, and nothing is known against them.</summary>
    Valid,

    /// <summary>The text is longer than any seal's.</summary>
    TooLong,

    /// <summary>The text is neither a seal nor an address with one.</summary>
    NotSealText,

    /// <summary>What should be the seal is not Base32 of RFC 4648 in capitals, without padding and with zero trailing bits.</summary>
    NotBase32,

    /// <summary>The bytes, the protected header or the payload are not one CBOR data item (RFC 8949).</summary>
    NotCbor,

    /// <summary>They are CBOR in another form than the deterministic one (RFC 8949, 4.2.1).</summary>
    NotDeterministic,

    /// <summary>The CBOR is not a tagged COSE_Sign1 with a map inside and a signature of 64 bytes.</summary>
    NotSeal,

    /// <summary>The header names critical parameters, and this profile has none.</summary>
    HeaderCritical,

    /// <summary>A header parameter is missing, malformed or not one of algorithm, content type 60 and key identifier.</summary>
    HeaderInvalid,

    /// <summary>The header's algorithm is not the one the key entry fixes.</summary>
    AlgorithmMismatch,

    /// <summary>The seal follows a profile that this checker does not know; a newer one may.</summary>
    ProfileUnknown,

    /// <summary>The seal has a field that its profile does not have.</summary>
    FieldUnexpected,

    /// <summary>A field is missing, of another type, or beyond its bounds.</summary>
    FieldInvalid,

    /// <summary>No keys are pinned for the issuer the seal names.</summary>
    IssuerUnknown,

    /// <summary>The issuer's key set has no such key for seals.</summary>
    KeyUnknown,

    /// <summary>The signature is not that of the key over these facts.</summary>
    SignatureInvalid,

    /// <summary>The key is known to be in other hands; only the register can confirm its seals.</summary>
    KeyCompromised,

    /// <summary>The letter's date is outside the days for which the key was in use.</summary>
    KeyOutOfWindow,

    /// <summary>The letter's day begins more than <see cref="SealChecker.ClockSkew"/> from now.</summary>
    IssuedInFuture,

    /// <summary>The status list says that the letter was revoked.</summary>
    Revoked,

    /// <summary>The status list says that a later letter took this one's place.</summary>
    Superseded,

    /// <summary>The letter's last day ended more than <see cref="SealChecker.ClockSkew"/> ago.</summary>
    Expired,
}
