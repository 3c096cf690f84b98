using System.Security.Cryptography;

namespace Sakpore.Signing.Seals;

/// <summary>
/// Makes seals with one private key. ECDSA is randomised, so two seals of the same claims differ: a seal is made once and kept, and is then
/// an input of composing the letter. Not safe for several threads at once, as the key is not.
/// </summary>
public sealed class SealSigner
{
    private readonly ECDsa _key;
    private readonly byte[] _kid;

    /// <summary>Takes a key; the caller keeps it and disposes of it.</summary>
    /// <param name="key">A private key on P-256 whose public half is in the issuer's key set for <see cref="SealKeyUse.Seal"/>.</param>
    /// <exception cref="ArgumentException">The key is not on P-256.</exception>
    public SealSigner(ECDsa key)
    {
        _kid = SealKeys.KidOf(key);
        _key = key;
    }

    /// <summary>Makes a seal. Where 32 bytes of digest do not fit into the QR code, the first 16 are sealed.</summary>
    /// <param name="claims">What is sealed.</param>
    /// <param name="host">The host of the public pages, for <see cref="SealText.Write"/>.</param>
    /// <returns>The seal; or <see cref="SealAnswer.FieldInvalid"/> or <see cref="SealAnswer.TooLong"/>.</returns>
    /// <exception cref="ArgumentException">The host breaks its rule.</exception>
    public SealMaking Seal(SealClaims claims, string host)
    {
        ArgumentNullException.ThrowIfNull(claims);
        if (claims.Defect is { } field)
            return new SealMaking(null, default, SealAnswer.FieldInvalid, field);
        if (Make(claims, host) is { } seal)
            return seal;
        var shorter = claims.Digest.Length > SealClaims.ShortDigest ? claims with { Digest = claims.Digest[..SealClaims.ShortDigest] } : claims;
        return Make(shorter, host) ?? new SealMaking(null, default, SealAnswer.TooLong, null);
    }

    private SealMaking? Make(SealClaims claims, string host)
    {
        var bytes = SealEnvelope.Sign(SealPayload.Write(claims), _key, _kid, SealEnvelope.SealPurpose);
        var text = SealText.Write(host, bytes);
        return text.Length <= SealText.MostCharacters ? new SealMaking(text, bytes, SealAnswer.Valid, null) : null;
    }
}

/// <summary>What came of making a seal.</summary>
/// <param name="Text">The QR code's text; null where there is no seal.</param>
/// <param name="Bytes">The seal itself, to be kept; empty where there is none.</param>
/// <param name="Answer"><see cref="SealAnswer.Valid"/>, or why there is no seal.</param>
/// <param name="Field">Which field is wrong, by its key in the payload; null where none is.</param>
public sealed record SealMaking(string? Text, ReadOnlyMemory<byte> Bytes, SealAnswer Answer, int? Field);
