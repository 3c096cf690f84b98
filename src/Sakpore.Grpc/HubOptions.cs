using Sakpore.Grpc.Access;
using Sakpore.Signing.Verification;

namespace Sakpore.Grpc;

/// <summary>What an administrator sets (section <c>Sakpore</c> of the configuration; environment <c>Sakpore__NAME</c>).</summary>
public sealed record HubOptions
{
    /// <summary>Default of <see cref="RequirementBytes"/>: 10 MiB.</summary>
    public const long DefaultRequirementBytes = 10L << 20;

    /// <summary>The hard ceiling of <see cref="DocumentBytes"/>: 256 MiB.</summary>
    public const long DocumentBytesCeiling = 256L << 20;

    /// <summary>Default of <see cref="DocumentBytes"/>: 50 MiB.</summary>
    public const long DefaultDocumentBytes = 50L << 20;

    /// <summary>Default of <see cref="ShutdownDelay"/> in production: 5 seconds.</summary>
    public static readonly TimeSpan DefaultShutdownDelay = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether this is a development hub: it makes keys and certificates of its own that are valid nowhere, listens on
    /// loopback only, and marks what it issues. Default: true only in the environment <c>Development</c>.
    /// </summary>
    public bool? Development { get; init; }

    /// <summary>The directory of the database file, keys and anchors. Default: <c>data</c> below the working directory.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>A PostgreSQL connection string; null or empty: SQLite in <see cref="DataDirectory"/>.</summary>
    public string? Postgres { get; init; }

    /// <summary>The directory of permit types, procedures, calendars and letter templates. Default: <c>catalog</c> beside the program.</summary>
    public string? CatalogDirectory { get; init; }

    /// <summary>The address under which citizens reach the pages, without a slash at the end. Printed in QR codes. Required in production.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Largest requirement file in bytes, inclusive; a permit type may ask for less. Default 10 MiB.</summary>
    public long RequirementBytes { get; init; } = DefaultRequirementBytes;

    /// <summary>Largest document in bytes, inclusive; at most <see cref="DocumentBytesCeiling"/>. Default 50 MiB.</summary>
    public long DocumentBytes { get; init; } = DefaultDocumentBytes;

    /// <summary>The directory that uploads over gRPC are spooled to, sealed, while they last. Default: <c>spool</c> in <see cref="DataDirectory"/>.</summary>
    public string? SpoolDirectory { get; init; }

    /// <summary>
    /// The directory that content is kept in, sealed, one file a document; hubs on one database share it. Null: content is kept
    /// in the database. What was stored before stays where it is.
    /// </summary>
    public string? BlobDirectory { get; init; }

    /// <summary>
    /// The address of the timestamp authority (RFC 3161) by which signed documents are extended, http or https; its certificate
    /// must lead to one of <see cref="AnchorsFile"/>. Null: nothing is extended.
    /// </summary>
    public string? TimestampAuthority { get; init; }

    /// <summary>
    /// How often this process looks for what time alone brings about: reminders, rungs of escalation, promises that a decree moved.
    /// Zero: it leaves that to other processes on its database. Default 30 seconds.
    /// </summary>
    public TimeSpan ClockInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after its last byte an upload that nobody goes on with is thrown away. Default 24 hours.</summary>
    public TimeSpan AbandonedUploadAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// The file of the key that signs checkpoints of the audit: a private key on P-256 in PEM, mode 0600. Required in production.
    /// </summary>
    public string? CheckpointKeyFile { get; init; }

    /// <summary>The directory that checkpoints are written to; best on another machine's disk. Default: <c>audit</c> in <see cref="DataDirectory"/>.</summary>
    public string? CheckpointDirectory { get; init; }

    /// <summary>Whether checkpoints are timestamped by <see cref="TimestampAuthority"/>. Default: no.</summary>
    public bool CheckpointTimestamps { get; init; }

    /// <summary>The file of the installation's key: 32 random bytes, mode 0600. Required in production.</summary>
    public string? InstallationKeyFile { get; init; }

    /// <summary>The directory of officers' keys, sealed (docs/access.md, "Officers' keys"). Required in production.</summary>
    public string? OfficerKeysDirectory { get; init; }

    /// <summary>The file of the key under which officers' keys are sealed: 32 random bytes in base64, mode 0600. Required in production.</summary>
    public string? OfficerKeysKeyFile { get; init; }

    /// <summary>The file of the key under which they were sealed before, until all are sealed anew. Default: none.</summary>
    public string? FormerOfficerKeysKeyFile { get; init; }

    /// <summary>The PKCS#11 module of officers' tokens, for example <c>/usr/lib/softhsm/libsofthsm2.so</c>. Default: no tokens.</summary>
    public string? Pkcs11Library { get; init; }

    /// <summary>
    /// How long a hub process has for a signing that it began before another one may take it over. Longer than the
    /// slowest key takes for a letter. Default 2 minutes.
    /// </summary>
    public TimeSpan SigningLease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The PEM file of trust anchors. Required in production.</summary>
    public string? AnchorsFile { get; init; }

    /// <summary>
    /// The file of the seals' root key and signed key set (docs/seal.md, "The key file"). Null: letters carry the address of their page
    /// and no seal.
    /// </summary>
    public string? SealKeySetFile { get; init; }

    /// <summary>The PEM file of the private key that seals letters, mode 0600. Required where there is a key set.</summary>
    public string? SealKeyFile { get; init; }

    /// <summary>The PEM file of the private key that signs status lists, mode 0600. Required where there is a key set.</summary>
    public string? SealStatusKeyFile { get; init; }

    /// <summary>
    /// What verification asks of evidence that certificates were not revoked. Default: what the file brings counts, missing
    /// evidence does not; each report names the policy.
    /// </summary>
    public RevocationRequirement Revocation { get; init; } = RevocationRequirement.IfPresent;

    /// <summary>
    /// Hosts of revocation lists and OCSP responders that verification may ask, names without port. Default: none, so that
    /// verification opens no connection. Only certificates whose path to a configured anchor holds are asked about.
    /// </summary>
    public IReadOnlyList<string> RevocationHosts { get; init; } = [];

    /// <summary>Whether those hosts may lie in the operator's own network (private, loopback). Default: no.</summary>
    public bool RevocationHostsAreLocal { get; init; }

    /// <summary>Whom the hub believes, and how much it takes from whom.</summary>
    public AccessOptions Access { get; init; } = new();

    /// <summary>The PEM file of the server's certificate with its chain. Required in production where no proxy is declared.</summary>
    public string? TlsCertificateFile { get; init; }

    /// <summary>The PEM file of the server's private key, mode 0600. Required with <see cref="TlsCertificateFile"/>.</summary>
    public string? TlsKeyFile { get; init; }

    /// <summary>
    /// The addresses or networks of the proxies before the hub. Only they are believed what they say of a caller's address and
    /// certificate. Without TLS of its own the hub takes connections from nobody else. Default: none.
    /// </summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>The IP address to listen on. Default: all of this machine's with TLS, loopback behind a proxy.</summary>
    public string? ListenAddress { get; init; }

    /// <summary>The one port of production: pages, JSON, gRPC-Web and gRPC over TLS, told apart by ALPN. Default 8443.</summary>
    public int TlsPort { get; init; } = 8443;

    /// <summary>The port of pages, JSON and gRPC-Web (HTTP/1.1, behind a proxy or in development). 0 takes a free one. Default 5080.</summary>
    public int HttpPort { get; init; } = 5080;

    /// <summary>The port of gRPC (cleartext HTTP/2, behind a proxy or in development). 0 takes a free one. Default 5081.</summary>
    public int GrpcPort { get; init; } = 5081;

    /// <summary>The operators' port (HTTP/1.1): <c>/live</c>, <c>/ready</c>, <c>/metrics</c>. 0 takes a free one; null: there is none.</summary>
    public int? OperationsPort { get; init; }

    /// <summary>The IP address of the operators' port. Default: loopback. It asks for no credentials.</summary>
    public string? OperationsAddress { get; init; }

    /// <summary>Whether the hub tells its contract to whoever asks (gRPC server reflection). It tells nothing that the protos do not. Default: yes.</summary>
    public bool Reflection { get; init; } = true;

    /// <summary>
    /// Whether answers over gRPC are compressed for callers that take gzip: for portals on thin lines; it costs the hub's
    /// processor. Compressed requests are always taken. Default: no.
    /// </summary>
    public bool CompressAnswers { get; init; }

    /// <summary>How long the hub goes on after readiness ended, so that proxies notice. Default: 5 seconds, none in development.</summary>
    public TimeSpan? ShutdownDelay { get; init; }

    /// <summary>How long calls under way have to finish when the hub ends, after <see cref="ShutdownDelay"/>. Default 30 seconds.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where traces and metrics are sent by OTLP over gRPC, for example <c>http://127.0.0.1:4317</c>. Default: nowhere.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>Whether the hub has TLS of its own.</summary>
    internal bool EndsTls => Development != true && !(string.IsNullOrEmpty(TlsCertificateFile) && string.IsNullOrEmpty(TlsKeyFile));
}
