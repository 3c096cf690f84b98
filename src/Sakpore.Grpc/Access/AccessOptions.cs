namespace Sakpore.Grpc.Access;

/// <summary>Whom the hub believes, and how much it takes from whom (section <c>Sakpore:Access</c>; docs/access.md).</summary>
public sealed record AccessOptions
{
    /// <summary>Default of <see cref="PublicCallsPerMinute"/>.</summary>
    public const int DefaultPublicCallsPerMinute = 300;

    /// <summary>Default of <see cref="UploadBytesPerDay"/>: 20 GiB.</summary>
    public const long DefaultUploadBytesPerDay = 20L << 30;

    /// <summary>The issuer of access tokens; null: none are taken.</summary>
    public TokenOptions? Tokens { get; init; }

    /// <summary>The systems that show a client certificate, each with what tells it. Default: none.</summary>
    public IReadOnlyList<ClientCertificateOptions> ClientCertificates { get; init; } = [];

    /// <summary>
    /// The PEM file of the authorities below which a client certificate is found by its subject: self-issued ones are the
    /// anchors, the others help to find the path. Needed only where a row of <see cref="ClientCertificates"/> names a subject.
    /// </summary>
    public string? ClientAuthoritiesFile { get; init; }

    /// <summary>
    /// How many calls and pages without credentials, or with wrong ones, one client address gets in a minute (of IPv6 one
    /// network of 64 bits); what is used up comes back evenly. 0: no limit. Default 300; development: no limit.
    /// </summary>
    public int? PublicCallsPerMinute { get; init; }

    /// <summary>How many bytes of files one calling system may hand in within 24 hours. Default 20 GiB.</summary>
    public long UploadBytesPerDay { get; init; } = DefaultUploadBytesPerDay;

    /// <summary>
    /// How long a key and an officer's delegations are taken as they were read last, before they are read again: for so long
    /// at most a key is still taken that was revoked. Zero: each call reads them. Default 1 second.
    /// </summary>
    public TimeSpan CallersRememberedFor { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>The issuer of access tokens (JWT, RFC 9068) and what they must say.</summary>
public sealed record TokenOptions
{
    /// <summary>The issuer, exactly as in <c>iss</c>. Its metadata are read at <c>{issuer}/.well-known/openid-configuration</c>.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>What <c>aud</c> must name: this hub at the issuer.</summary>
    public string Audience { get; init; } = "";

    /// <summary>The systems (<c>systems/{client_id}</c>) that may name their officer by header where the token names none. Default: none.</summary>
    public IReadOnlyList<string> OnBehalfSystems { get; init; } = [];
}

/// <summary>A system that shows a client certificate. It is told by the key or by the subject, one of both.</summary>
public sealed record ClientCertificateOptions
{
    /// <summary>The system, <c>systems/{id}</c>.</summary>
    public string System { get; init; } = "";

    /// <summary>The office whose officers it acts for; null: a portal.</summary>
    public string? Office { get; init; }

    /// <summary>SHA-256 of the certificate's SubjectPublicKeyInfo, hexadecimal: whoever issued it. Null where the subject tells.</summary>
    public string? SpkiSha256 { get; init; }

    /// <summary>The whole subject of a certificate below the configured authorities, as in <c>CN=simpadu, O=Dinkes, C=ID</c>. Null where the key tells.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether the system may name its officer by header. Default: yes, for a certificate names no officer.</summary>
    public bool OnBehalf { get; init; } = true;
}
