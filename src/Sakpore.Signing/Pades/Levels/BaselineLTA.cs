using Sakpore.Signing.Timestamps;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Pades;

/// <summary>
/// B-LTA: and a document timestamp over all that. Reached again, it is a renewal: the evidence of the last document timestamp
/// is added, then a new timestamp.
/// </summary>
public sealed class BaselineLTA : PadesLevel
{
    /// <summary>The level above an LT.</summary>
    /// <param name="below">The level below.</param>
    /// <param name="timestamps">Who makes the document timestamp; null: whoever stamps signatures.</param>
    public BaselineLTA(BaselineLT below, ITimestampAuthority? timestamps = null)
    {
        ArgumentNullException.ThrowIfNull(below);
        Below = below;
        Timestamps = timestamps ?? below.Below.Timestamps;
    }

    /// <summary>The level below.</summary>
    public BaselineLT Below { get; }

    /// <summary>Who makes the document timestamp.</summary>
    public ITimestampAuthority Timestamps { get; }

    /// <inheritdoc/>
    public override SignatureLevel Level => SignatureLevel.LTA;

    internal override async Task<PadesRefusal?> ReachAsync(Extension extension, CancellationToken cancellationToken)
    {
        if (await Below.ReachAsync(extension, cancellationToken).ConfigureAwait(false) is { } refusal)
            return refusal;
        var (revision, failed) = await DocumentTimestamp.MakeAsync(extension.Document, Timestamps, cancellationToken).ConfigureAwait(false);
        if (revision is null)
            return failed;
        extension.Append(revision);
        await Below.CollectForLastAsync(extension, cancellationToken).ConfigureAwait(false);
        return null;
    }
}
