namespace Sakpore.Signing.Pades;

/// <summary>Why a document is not signed.</summary>
public enum PadesRefusalCode
{
    /// <summary>The document is damaged or beyond a limit; <see cref="PadesRefusal.Fault"/> says what and where.</summary>
    DocumentUnreadable,

    /// <summary>Bytes other than white space follow the end of the document; they belong to no revision of it.</summary>
    TrailingBytes,

    /// <summary>The signed file would pass 2 GB.</summary>
    DocumentTooLong,

    /// <summary>There is no field of that name, and a new one cannot have it because it contains a period.</summary>
    FieldMissing,

    /// <summary>A field of that name exists and is not a signature field.</summary>
    FieldNotSignature,

    /// <summary>The signature field is already filled.</summary>
    FieldFilled,

    /// <summary>The name is also the beginning of other fields' names, so no field can have it.</summary>
    FieldNameTaken,

    /// <summary>An earlier signature locks the field.</summary>
    FieldLocked,

    /// <summary>The field sets a condition for its signature (a seed value) that this signature does not meet; the detail names it.</summary>
    SeedValueNotMet,

    /// <summary>An earlier signature permits no change at all, not even another signature (DocMDP with P = 1).</summary>
    NoChangesPermitted,

    /// <summary>A certification is the first signature of a document, and this one is signed already.</summary>
    AlreadySigned,

    /// <summary>The page asked for does not exist.</summary>
    PageMissing,

    /// <summary>The document is a dynamic XFA form, whose pages a viewer makes anew.</summary>
    DynamicXfa,

    /// <summary>The form asks viewers to make its appearances anew (NeedAppearances).</summary>
    NeedAppearances,

    /// <summary>The document grants usage rights (UR3), which signing would end.</summary>
    UsageRights,

    /// <summary>The library does not sign with keys of the certificate's kind.</summary>
    KeyUnsupported,

    /// <summary>The signature value is not that of the prepared data under the certificate's key.</summary>
    WrongSignatureValue,

    /// <summary>The document's memory was changed after the signature was prepared.</summary>
    DocumentChanged,

    /// <summary>What would be added alters the document in a way that an earlier signature does not permit; the detail says where.</summary>
    BreaksEarlierSignature,

    /// <summary>There is no timestamp; <see cref="PadesRefusal.Cause"/> says why.</summary>
    TimestampFailed,

    /// <summary>The timestamp does not fit into the room kept for it; <see cref="PadesRefusal.RoomNeeded"/> says what it takes.</summary>
    TimestampRoomTooSmall,

    /// <summary>A prepared signature that came back is not the one that was given out, or the key is another.</summary>
    PreparationNotAuthentic,

    /// <summary>The document bears no signature that could be extended.</summary>
    NotSigned,

    /// <summary>
    /// A signature that is to be extended was altered, is revoked, or does not hold for another reason;
    /// <see cref="PadesRefusal.Cause"/> says which.
    /// </summary>
    SignatureNotValid,

    /// <summary>Everything that the level asks for is there already.</summary>
    LevelReached,

    /// <summary>There is no evidence about a certificate; <see cref="PadesRefusal.Cause"/> says why.</summary>
    EvidenceMissing,

    /// <summary>
    /// The evidence about a certificate is older than the timestamp, so it cannot tell whether the signature was in time;
    /// <see cref="PadesRefusal.RetryAt"/> says when to come back.
    /// </summary>
    EvidenceTooOld,

    /// <summary>What is to be shown cannot be drawn, or not there; the detail says why.</summary>
    AppearanceUnsupported,

    /// <summary>The rectangle is not wholly on what is shown of the page.</summary>
    AppearanceOutsidePage,

    /// <summary>The document is PDF/A, and what is to be shown would end that.</summary>
    AppearanceBreaksPdfA,
}
