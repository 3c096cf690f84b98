using System.Security.Cryptography;

namespace Sakpore.Signing.Timestamps;

/// <summary>Whoever makes timestamp tokens (RFC 3161). Implementations are safe for use from several threads.</summary>
/// <remarks>
/// A token that is returned was checked; what receives it embeds it as it is. An implementation that is not
/// <see cref="HttpTimestampAuthority"/> is trusted to have done so.
/// </remarks>
public interface ITimestampAuthority
{
    /// <summary>What imprints are computed with.</summary>
    HashAlgorithmName Digest { get; }

    /// <summary>Where it is reached, as a form field may demand an authority by its URL; null (unless overridden): no one knows.</summary>
    Uri? Address => null;

    /// <summary>Length in bytes of the last token; null before the first. The room kept for the next one follows from it.</summary>
    int? LastTokenLength { get; }

    /// <summary>Asks for a token.</summary>
    /// <param name="imprint">Digest, by <see cref="Digest"/>, of what is stamped.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<TimestampResult> StampAsync(ReadOnlyMemory<byte> imprint, CancellationToken cancellationToken);
}
