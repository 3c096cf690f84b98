namespace Sakpore.Signing.Pdf;

/// <summary>
/// How much work the reader does for one file before it gives up with <see cref="PdfFaultCode.LimitExceeded"/>.
/// </summary>
/// <remarks>
/// Limits are counted, never timed, so that one file always gives one answer. They bind the whole document: what
/// one look-up has spent, the next has no more.
/// </remarks>
public sealed record PdfLimits
{
    /// <summary>The defaults: generous for any office document, small enough for a public upload.</summary>
    public static PdfLimits Default { get; } = new();

    /// <summary>Default of <see cref="FileLength"/>: 2,147,483,591 bytes, the longest array .NET holds (2 GB less 57).</summary>
    public const int DefaultFileLength = 2_147_483_591;

    /// <summary>Default of <see cref="ExpandedBytes"/>: 64 MiB.</summary>
    public const int DefaultExpandedBytes = 64 * 1024 * 1024;

    /// <summary>Default of <see cref="Objects"/>: a quarter of a million, some 8,000 pages or 10,000 form fields.</summary>
    public const int DefaultObjects = 250_000;

    /// <summary>Default of <see cref="XrefEntries"/>: two million.</summary>
    public const int DefaultXrefEntries = 2_000_000;

    /// <summary>Default of <see cref="XrefSections"/>: 256.</summary>
    public const int DefaultXrefSections = 256;

    /// <summary>Default of <see cref="Depth"/>: 64 levels.</summary>
    public const int DefaultDepth = 64;

    /// <summary>Default of <see cref="Steps"/>: ten million.</summary>
    public const int DefaultSteps = 10_000_000;

    /// <summary>The longest file accepted, in bytes.</summary>
    public int FileLength { get; init => field = Positive(value); } = DefaultFileLength;

    /// <summary>Bytes that compressed streams and the full names of fields may expand to, all of them together.</summary>
    public int ExpandedBytes { get; init => field = Positive(value); } = DefaultExpandedBytes;

    /// <summary>Objects parsed, nested ones counted.</summary>
    public int Objects { get; init => field = Positive(value); } = DefaultObjects;

    /// <summary>Cross-reference entries read, over all sections.</summary>
    public int XrefEntries { get; init => field = Positive(value); } = DefaultXrefEntries;

    /// <summary>Cross-reference sections followed.</summary>
    public int XrefSections { get; init => field = Positive(value); } = DefaultXrefSections;

    /// <summary>How deep arrays and dictionaries, page and field trees, and chains of references may nest.</summary>
    public int Depth { get; init => field = Positive(value); } = DefaultDepth;

    /// <summary>Look-ups of indirect objects and visits of tree nodes.</summary>
    public int Steps { get; init => field = Positive(value); } = DefaultSteps;

    /// <summary>
    /// Whether offsets may point at the white space before what they mean, as widely used signing software writes them. It is
    /// damage to whoever signs, and no reason to call a signed file unreadable.
    /// </summary>
    internal bool AllowsLooseOffsets { get; init; }

    private static int Positive(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        return value;
    }
}
