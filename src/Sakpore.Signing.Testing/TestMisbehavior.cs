namespace Sakpore.Signing.Testing;

/// <summary>The services of a <see cref="TestPkiServer"/>.</summary>
public enum TestService
{
    /// <summary>Timestamps (RFC 3161, 3.4).</summary>
    Timestamps,

    /// <summary>OCSP (RFC 6960, appendix A).</summary>
    Ocsp,

    /// <summary>Revocation lists, by GET.</summary>
    RevocationLists,

    /// <summary>Certificates of authorities, by GET (caIssuers of RFC 5280, 4.2.2.1).</summary>
    Certificates,
}

/// <summary>What a service does instead of its work.</summary>
public enum TestMisbehavior
{
    /// <summary>It works.</summary>
    None,

    /// <summary>Answers a nonce other than the one asked with.</summary>
    WrongNonce,

    /// <summary>Answers without a nonce.</summary>
    MissingNonce,

    /// <summary>A token over another imprint, an OCSP answer about another certificate, a list of another authority.</summary>
    WrongSubject,

    /// <summary>A token under another policy than the one asked for, or than the default.</summary>
    WrongPolicy,

    /// <summary>Signs with a certificate of the same authority that lacks the purpose.</summary>
    WrongPurpose,

    /// <summary>Signs with a certificate below a root that is no anchor.</summary>
    UnknownRoot,

    /// <summary>A token whose ESS attribute names another certificate.</summary>
    WrongReference,

    /// <summary>A token without certificates, though they were asked for.</summary>
    MissingCertificates,

    /// <summary>A well-formed no: rejection (RFC 3161, 2.4.2), tryLater (RFC 6960, 2.3).</summary>
    Refusal,

    /// <summary>HTTP 503.</summary>
    Unavailable,

    /// <summary>Takes the request and answers nothing until the server is disposed of.</summary>
    Hang,

    /// <summary>HTTP 200 with the right content type and bytes that mean nothing.</summary>
    Garbage,

    /// <summary>HTTP 200 with an empty body.</summary>
    Empty,

    /// <summary>A body that does not end: zeros until the client hangs up, at most 256 MB.</summary>
    Endless,

    /// <summary>Times an hour before the clock's.</summary>
    Early,

    /// <summary>Times an hour after the clock's.</summary>
    Late,
}
