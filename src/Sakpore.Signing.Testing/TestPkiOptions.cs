namespace Sakpore.Signing.Testing;

/// <summary>How a throwaway PKI is made. Immutable.</summary>
public sealed record TestPkiOptions
{
    /// <summary>The default <see cref="Validity"/>: 90 days.</summary>
    public static readonly TimeSpan DefaultValidity = TimeSpan.FromDays(90);

    /// <summary>The organisation (O) in every subject. Default: <see cref="Trust.DevelopmentMark.Organization"/>.</summary>
    public string Organization { get; init; } = Trust.DevelopmentMark.Organization;

    /// <summary>
    /// How long the certificates of signers are valid from the PKI's instant on; those of services (timestamps, OCSP, CRL) last
    /// twice as long, those of authorities four times. Default: 90 days; must be positive.
    /// </summary>
    public TimeSpan Validity { get; init; } = DefaultValidity;

    /// <summary>
    /// Whether every certificate carries the policy <see cref="Trust.DevelopmentMark.PolicyOid"/>. Default: true. Only tests of
    /// what production accepts turn it off.
    /// </summary>
    public bool IsMarked { get; init; } = true;

    /// <summary>
    /// Where the services are, ending with a slash: certificates then name them. Null, the default: they name none.
    /// <see cref="TestPkiServer"/> sets it.
    /// </summary>
    public Uri? ServiceAddress { get; init; }

    /// <summary>Certificates to make besides those of <see cref="TestPki"/>'s own list.</summary>
    public IReadOnlyList<TestIdentity> Additional { get; init; } = [];
}
