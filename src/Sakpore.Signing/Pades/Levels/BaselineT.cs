using Sakpore.Signing.Timestamps;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Pades;

/// <summary>
/// B-T: and a trusted time at which the signature existed. When signing, a signature timestamp inside the container; when a
/// signature that lacks it is extended, a document timestamp after it, since a signature once made is never rewritten.
/// EN 319 142-1, 6.3 lets both stand.
/// </summary>
public sealed class BaselineT : PadesLevel
{
    /// <summary>Room kept for a token while none of this authority's is known: 16 KB.</summary>
    public const int RoomWhenUnknown = 16 * 1024;

    /// <summary>By how much the room exceeds the last token: 512 bytes, for longer serial numbers, times and signature values.</summary>
    public const int Margin = 512;

    /// <summary>The level with its timestamp authority.</summary>
    /// <param name="timestamps">Who stamps.</param>
    public BaselineT(ITimestampAuthority timestamps)
    {
        ArgumentNullException.ThrowIfNull(timestamps);
        Timestamps = timestamps;
    }

    /// <summary>Who stamps.</summary>
    public ITimestampAuthority Timestamps { get; }

    /// <inheritdoc/>
    public override SignatureLevel Level => SignatureLevel.T;

    /// <summary>The <see cref="PadesSignature.TimestampRoom"/> to keep for the next token of an authority.</summary>
    /// <param name="timestamps">The authority.</param>
    public static int RoomFor(ITimestampAuthority timestamps)
    {
        ArgumentNullException.ThrowIfNull(timestamps);
        return timestamps.LastTokenLength is { } length ? length + Margin : RoomWhenUnknown;
    }

    // One document timestamp serves all signatures before it.
    internal override async Task<PadesRefusal?> ReachAsync(Extension extension, CancellationToken cancellationToken)
    {
        if (extension.Report.Signatures.All(s => s.Kind == SignatureKind.Timestamp || s.ProvedTime is not null))
            return null;
        var (revision, failed) = await DocumentTimestamp.MakeAsync(extension.Document, Timestamps, cancellationToken).ConfigureAwait(false);
        if (revision is not null)
            extension.Append(revision);
        return failed;
    }

    internal static PadesRefusal Failed(TimestampRefusal refused) => new(PadesRefusalCode.TimestampFailed)
    {
        Cause = new Reason(refused.Reason, ReasonSeverity.Error, refused.Indonesian, refused.English),
    };
}
