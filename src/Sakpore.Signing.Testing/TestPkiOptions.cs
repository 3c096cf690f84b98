namespace Sakpore.Signing.Testing;

/// <summary>How a throwaway PKI is made. Immutable.</summary>
public sealed record TestPkiOptions
{
    /// <summary>The default <see cref="Validity"/>: 90 days.</summary>
    public static readonly TimeSpan DefaultValidity = TimeSpan.FromDays(90);

    /// <summary>The organisation (O) in every subject. Default: <see cref="Trust.DevelopmentMark.Organization"/>.</summary>
    public string Organization { get; init; } = Trust.DevelopmentMark.Organization;

    /// <summary>How long certificates are valid from the PKI's instant on. Default: 90 days; must be positive.</summary>
    public TimeSpan Validity { get; init; } = DefaultValidity;

    /// <summary>
    /// Whether every certificate carries the policy <see cref="Trust.DevelopmentMark.PolicyOid"/>. Default: true. Only tests of
    /// what production accepts turn it off.
    /// </summary>
    public bool IsMarked { get; init; } = true;

    /// <summary>Certificates to make besides those of <see cref="TestPki"/>'s own list.</summary>
    public IReadOnlyList<TestIdentity> Additional { get; init; } = [];
}
