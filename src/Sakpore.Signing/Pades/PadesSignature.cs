namespace Sakpore.Signing.Pades;

/// <summary>What a signature says and where it goes. Immutable; each value is checked when it is set.</summary>
public sealed record PadesSignature
{
    /// <summary>Longest text accepted for any of the texts: 1,024 UTF-16 units.</summary>
    public const int LongestText = 1024;

    /// <summary>
    /// The level to certify with unless there is a reason for another: P = 2. P = 1 forbids every later signature and form
    /// entry for ever.
    /// </summary>
    public const CertificationLevel DefaultCertification = CertificationLevel.FormFillingAndSignatures;

    /// <summary>Largest <see cref="TimestampRoom"/>: 1 MB.</summary>
    public const int LargestTimestampRoom = 1024 * 1024;

    /// <summary>When the signer claims to sign; becomes M, with its offset from UTC, cut to the second.</summary>
    public required DateTimeOffset SigningTime { get; init; }

    /// <summary>
    /// The signature field: an existing empty one by its full name, or a new one, whose name may not contain a period.
    /// Null (the default) makes a new one: the first free of Signature1, Signature2, ...
    /// </summary>
    public string? FieldName
    {
        get;
        init => field = value is "" ? throw new ArgumentException("A field name is not empty.", nameof(value)) : Text(value);
    }

    /// <summary>Name of the signer; null (the default) leaves it to the certificate.</summary>
    public string? Name { get; init => field = Text(value); }

    /// <summary>Why the document is signed; null (the default) for no statement.</summary>
    public string? Reason { get; init => field = Text(value); }

    /// <summary>Where; null (the default) for no statement.</summary>
    public string? Location { get; init => field = Text(value); }

    /// <summary>How to reach the signer; null (the default) for no statement.</summary>
    public string? ContactInfo { get; init => field = Text(value); }

    /// <summary>Page that a new field belongs to, from 1 (the default). Not used for an existing field.</summary>
    public int Page
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>How the signature shows; null (the default): not at all.</summary>
    public SignatureAppearance? Appearance { get; init; }

    /// <summary>A line at the foot of every page; null (the default) for none. Only with the first signature.</summary>
    public FooterLine? Footer { get; init; }

    /// <summary>Certifies the document with these limits; null (the default) makes an approval signature.</summary>
    public CertificationLevel? Certification
    {
        get;
        init => field = value is null || Enum.IsDefined(value.Value) ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>
    /// Bytes kept in Contents for the token of a signature timestamp, which comes after the signature value. 0, the default:
    /// none, for a signature without timestamp. <see cref="BaselineT.RoomFor"/> tells a good value.
    /// </summary>
    public int TimestampRoom
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LargestTimestampRoom);
            field = value;
        }
    }

    /// <summary>
    /// Address of the authority that will stamp; null (the default): told when it stamps. A field may demand an authority by its
    /// URL (TimeStamp of its seed values): another is refused before the key is asked if it is told here, and before it is
    /// asked in any case.
    /// </summary>
    public Uri? TimestampAddress { get; init; }

    /// <summary>Signs although the form asks viewers to make its appearances anew, which some then take for a change. Default false.</summary>
    public bool AcceptNeedAppearances { get; init; }

    /// <summary>Signs although the document is a dynamic XFA form. Default false.</summary>
    public bool AcceptDynamicXfa { get; init; }

    /// <summary>Signs although usage rights (UR3) are lost by it. Default false.</summary>
    public bool AcceptLossOfUsageRights { get; init; }

    private static string? Text(string? value) => value is { Length: > LongestText }
        ? throw new ArgumentException($"A text of a signature has at most {LongestText} UTF-16 units.", nameof(value))
        : value;
}
