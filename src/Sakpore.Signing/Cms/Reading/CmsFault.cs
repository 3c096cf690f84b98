namespace Sakpore.Signing.Cms.Reading;

/// <summary>Why bytes are no signature container that the rules accept.</summary>
internal enum CmsFault
{
    /// <summary>They are one.</summary>
    None,

    /// <summary>Not a ContentInfo with SignedData (RFC 5652, 3 and 5.1), or malformed inside.</summary>
    NotSignedData,

    /// <summary>Something other than zeros follows the container.</summary>
    TrailingBytes,

    /// <summary>No signer, or more than one (ISO 32000-2, 12.8.3.3.1: exactly one).</summary>
    SignerCount,

    /// <summary>Signed attributes that are empty, occur twice or are malformed (RFC 5652, 5.3 and 11).</summary>
    Attributes,

    /// <summary>More certificates than any real signature carries.</summary>
    TooManyCertificates,
}
