namespace Sakpore.Signing.Verification;

/// <summary>What the value in a signature field is.</summary>
public enum SignatureKind
{
    /// <summary>A signature of a person or office.</summary>
    Signature,

    /// <summary>A document timestamp (SubFilter ETSI.RFC3161).</summary>
    Timestamp,
}

/// <summary>Whether the signed bytes and the signature value belong together.</summary>
public enum Integrity
{
    /// <summary>They do.</summary>
    Intact,

    /// <summary>They do not, or the value is no well-formed signature.</summary>
    Broken,

    /// <summary>The library cannot compute it, or has no key to compute it with.</summary>
    Unknown,
}

/// <summary>How much of the file a signature covers.</summary>
public enum Coverage
{
    /// <summary>All of it, but for its own value.</summary>
    WholeFile,

    /// <summary>All of an earlier revision; more was saved afterwards.</summary>
    Revision,

    /// <summary>Anything less.</summary>
    Partial,
}

/// <summary>What was saved after the signed revision.</summary>
public enum Modifications
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Only changes that the signature permits.</summary>
    Permitted,

    /// <summary>At least one that it does not.</summary>
    NotPermitted,
}

/// <summary>The PAdES baseline level that was found (EN 319 142-1, 6).</summary>
public enum SignatureLevel
{
    /// <summary>B-B: a basic signature.</summary>
    B,

    /// <summary>B-T: with a validated proof of the time at which it existed.</summary>
    T,

    /// <summary>B-LT: with the evidence to validate it later.</summary>
    LT,

    /// <summary>B-LTA: with a timestamp over that evidence.</summary>
    LTA,
}
