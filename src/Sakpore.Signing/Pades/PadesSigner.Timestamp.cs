using System.Buffers;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Pades;

/// <content>Signing at level T.</content>
public static partial class PadesSigner
{
    /// <summary>Signs a document, has the signature timestamped, and writes it out.</summary>
    /// <param name="document">The document; from <see cref="PdfDocument.Read"/>.</param>
    /// <param name="key">The signer's key. It is asked a second time, where the token did not fit, only if it is unattended.</param>
    /// <param name="signature">
    /// What the signature says and where it goes; a <see cref="PadesSignature.TimestampRoom"/> of 0 means that of
    /// <see cref="BaselineT.RoomFor"/>. Its <see cref="PadesSignature.TimestampAddress"/> is that of the level's authority.
    /// </param>
    /// <param name="level">Who stamps.</param>
    /// <param name="output">Receives the whole signed document, at once and only on success. Not to be used until this is done.</param>
    /// <param name="cancellationToken">Gives up while key or timestamp are waited for; nothing is then written.</param>
    public static async Task<SigningResult> SignAsync(
        PdfDocument document, ISigningKey key, PadesSignature signature, BaselineT level, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(level);
        ArgumentNullException.ThrowIfNull(output);
        if (signature.TimestampRoom == 0)
            signature = signature with { TimestampRoom = BaselineT.RoomFor(level.Timestamps) };
        signature = signature with { TimestampAddress = level.Timestamps.Address };
        var result = await SignOnceAsync(document, key, signature, level, output, cancellationToken).ConfigureAwait(false);
        return result.Refusal?.RoomNeeded is { } room && key.IsUnattended
            ? await SignOnceAsync(document, key, signature with { TimestampRoom = room }, level, output, cancellationToken).ConfigureAwait(false)
            : result;
    }

    private static async Task<SigningResult> SignOnceAsync(
        PdfDocument document, ISigningKey key, PadesSignature signature, BaselineT level, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        var (prepared, value, refusal) = await PrepareAndSignAsync(document, key, signature, output, cancellationToken).ConfigureAwait(false);
        return refusal is null
            ? await prepared!.EmbedWithTimestampAsync(value, level.Timestamps, output, IsTrusted(key), cancellationToken).ConfigureAwait(false)
            : SigningResult.Of(refusal);
    }
}
