using System.Buffers;
using System.Security.Cryptography;
using Sakpore.Signing.Cms;
using Sakpore.Signing.Timestamps;

namespace Sakpore.Signing.Pades;

/// <content>Embedding with a signature timestamp: level T.</content>
public sealed partial class PreparedSignature
{
    /// <summary>Verifies the value, has it timestamped, then writes the signed document.</summary>
    /// <param name="signatureValue">As <see cref="SigningKeys.ISigningKey.SignAsync"/> returns it.</param>
    /// <param name="timestamps">Who stamps it.</param>
    /// <param name="output">Receives the whole signed document, at once and only on success.</param>
    /// <param name="cancellationToken">Gives up while the timestamp is waited for; nothing is then written.</param>
    /// <returns>
    /// Besides the refusals of <see cref="Embed(ReadOnlyMemory{byte}, IBufferWriter{byte})"/>:
    /// <see cref="PadesRefusalCode.TimestampFailed"/>, and <see cref="PadesRefusalCode.TimestampRoomTooSmall"/> with the room needed.
    /// </returns>
    public Task<SigningResult> EmbedWithTimestampAsync(
        ReadOnlyMemory<byte> signatureValue, ITimestampAuthority timestamps, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timestamps);
        ArgumentNullException.ThrowIfNull(output);
        return EmbedWithTimestampAsync(signatureValue, timestamps, output, isTrusted: false, cancellationToken);
    }

    internal async Task<SigningResult> EmbedWithTimestampAsync(
        ReadOnlyMemory<byte> signatureValue, ITimestampAuthority timestamps, IBufferWriter<byte> output, bool isTrusted, CancellationToken cancellationToken)
    {
        if (Refusal(signatureValue.Span, isTrusted, timestamps) is { } refusal)
            return SigningResult.Of(refusal);
        // EN 319 122-1, 5.3: the imprint is over the value of the signature.
        var imprint = CryptographicOperations.HashData(timestamps.Digest, signatureValue.Span);
        var result = await timestamps.StampAsync(imprint, cancellationToken).ConfigureAwait(false);
        if (!result.TryGetTimestamp(out var timestamp, out var refused))
            return SigningResult.Of(BaselineT.Failed(refused));
        var container = SignatureTimestamp.Add(Container(signatureValue), timestamp.Token.Span);
        if (container.Length > _revision.Room)
        {
            var room = timestamp.Token.Length + BaselineT.Margin;
            return SigningResult.Of(new PadesRefusal(PadesRefusalCode.TimestampRoomTooSmall, $"{room}") { RoomNeeded = room });
        }

        Write(container, output);
        return SigningResult.Of(this);
    }
}
