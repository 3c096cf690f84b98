using System.Security.Cryptography;

namespace Sakpore.Signing.Seals;

/// <summary>What a register keeps of a seal to know it again. Signed twice, the same payload is the same seal: ECDSA is randomised.</summary>
public static class SealIdentity
{
    /// <summary>SHA-256 over the payload.</summary>
    /// <param name="seal">The seal's bytes.</param>
    /// <returns>32 bytes; null where the bytes are no seal.</returns>
    public static byte[]? Of(ReadOnlyMemory<byte> seal) =>
        SealEnvelope.Read(seal, out var envelope) is null ? SHA256.HashData(envelope.Payload.Span) : null;

    /// <summary>SHA-256 over the payload of the seal in a QR code's text.</summary>
    /// <param name="text">What the scanner read.</param>
    /// <returns>32 bytes; null where there is no seal in it.</returns>
    public static byte[]? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SealText.Read(text, out var seal) is null ? Of(seal) : null;
    }
}
