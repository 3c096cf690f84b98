using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Timestamps;

/// <summary>Verifies a token (RFC 3161, 2.4.2) that lies beside what it was made over, as years later.</summary>
public static class DetachedTimestamp
{
    /// <summary>
    /// Verifies a token at its own time: its signature, ESS reference, key usage, algorithms and path to an anchor. A certificate that
    /// ended since does no harm; one that was revoked is not found: nobody is asked.
    /// </summary>
    /// <param name="token">The token, DER or BER.</param>
    /// <param name="data">What it should be over: the bytes themselves, not their digest.</param>
    /// <param name="anchors">Who is trusted with timestamps.</param>
    /// <returns>The token with its time; or what is wrong with it.</returns>
    public static TimestampResult Verify(ReadOnlyMemory<byte> token, ReadOnlySpan<byte> data, TrustAnchors anchors)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        if (TimestampToken.Read(token, out var read) is var fault and not CmsFault.None)
            return TimestampResult.Of(new TimestampRefusal(TimestampRefusalCode.Malformed, fault.ToString()));
        if (read!.ImprintDigest is not { } digest || !digest.Hash(data).AsSpan().SequenceEqual(read.Imprint.Span))
            return TimestampResult.Of(new TimestampRefusal(TimestampRefusalCode.WrongImprint));
        return TokenCheck.Judge(digest, read.Imprint, token, anchors, [], TimeSpan.Zero, read.Time) is { } refusal
            ? TimestampResult.Of(refusal)
            : TimestampResult.Of(new Timestamp(token, read.Time));
    }
}
