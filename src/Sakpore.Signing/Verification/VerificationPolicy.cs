using Sakpore.Signing.Pdf;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification.Algorithms;

namespace Sakpore.Signing.Verification;

/// <summary>How much is asked of the evidence that a certificate was not revoked.</summary>
public enum RevocationRequirement
{
    /// <summary>Fresh evidence for every certificate below the anchor; without it INDETERMINATE/TRY_LATER.</summary>
    Required,

    /// <summary>What evidence there is counts; missing evidence does not.</summary>
    IfPresent,

    /// <summary>Nobody looks.</summary>
    Off,
}

/// <summary>What a file is verified by. Immutable; told in the report.</summary>
public sealed record VerificationPolicy
{
    /// <summary>The default <see cref="ClockSkew"/>: 5 minutes.</summary>
    public static readonly TimeSpan DefaultClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The validation time. The file is taken to exist then; evidence produced later is ignored.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who is trusted. Default: nobody, so that no signature is more than untrusted.</summary>
    public TrustAnchors Anchors { get; init; } = TrustAnchors.None;

    /// <summary>Certificates that help to find paths and are not trusted by themselves. Default: none.</summary>
    public IReadOnlyList<Certificate> Intermediates { get; init; } = [];

    /// <summary>What is asked of revocation evidence. Default: <see cref="RevocationRequirement.Required"/>.</summary>
    public RevocationRequirement Revocation { get; init; } = RevocationRequirement.Required;

    /// <summary>Revocation lists (DER) that the caller has, besides those in the file. Default: none.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> RevocationLists { get; init; } = [];

    /// <summary>OCSP responses (DER) that the caller has, besides those in the file. Default: none.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> OcspResponses { get; init; } = [];

    /// <summary>Whether evidence that is missing may be fetched; told in the report.</summary>
    public bool IsOnline { get; internal init; }

    /// <summary>What a fetcher brought.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Fetched { get; init; } = [];

    /// <summary>Which algorithms and key sizes count, and until when. Default: the table in this library.</summary>
    public AlgorithmPolicy Algorithms { get; init; } = AlgorithmPolicy.Default;

    /// <summary>How far clocks may differ. Default: 5 minutes; not negative.</summary>
    public TimeSpan ClockSkew
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = DefaultClockSkew;

    /// <summary>
    /// Whether annotations changed after signing are permitted, where no certification or one with P = 3 binds. Default: no.
    /// </summary>
    public bool AllowAnnotations { get; init; }

    /// <summary>How much work one file may ask for. Default: <see cref="PdfLimits.Default"/>.</summary>
    public PdfLimits Limits { get; init; } = PdfLimits.Default;
}
