namespace Sakpore.Signing.Seals;

/// <summary>Why a key set or a status list is not taken; what was held before stays in force.</summary>
public enum SealListFault
{
    /// <summary>It is too large, not in its one permitted form, or a field of it is against the rules.</summary>
    Unreadable,

    /// <summary>It is of another issuer than the pinned one.</summary>
    OtherIssuer,

    /// <summary>It names a key that may not sign it: not the pinned root, or no status key in force.</summary>
    KeyUnknown,

    /// <summary>The signature is not that of the key over this content.</summary>
    SignatureInvalid,

    /// <summary>Its sequence is lower than that of the one held: somebody offers an old one.</summary>
    SequenceLower,

    /// <summary>Its sequence is that of the one held and its content is not.</summary>
    SequenceReused,

    /// <summary>There is no key set yet, which a status list needs.</summary>
    KeySetMissing,
}
