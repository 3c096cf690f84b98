using System.Security.Cryptography;
using System.Text;
using Sakpore.Grpc.Identifiers;

namespace Sakpore.Grpc.PersonalData;

/// <summary>
/// A 256-bit key under which values are sealed with AES-GCM (NIST SP 800-38D). Sealed form: version byte 1, 12 bytes
/// nonce, ciphertext, 16 bytes tag. The context is authenticated: a value moved to another place does not open. May be
/// used by many threads at once.
/// </summary>
internal sealed class SealingKey : IDisposable
{
    /// <summary>Length of a key in bytes.</summary>
    public const int KeyBytes = 32;

    /// <summary>How many bytes a sealed value is longer than the plain one.</summary>
    public const int Overhead = 1 + NonceBytes + TagBytes;

    private const byte FormVersion = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _key;
    private AesGcm? _idle;
    private volatile bool _disposed;

    /// <summary>Takes a key of <see cref="KeyBytes"/> bytes; the array is kept, and cleared when disposed.</summary>
    public SealingKey(byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyBytes);
        _key = key;
    }

    /// <summary>Seals a value for one context.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, string context, RandomIdentifiers random)
    {
        var result = new byte[plain.Length + Overhead];
        result[0] = FormVersion;
        var nonce = result.AsSpan(1, NonceBytes);
        random.Bytes(NonceBytes).CopyTo(nonce);
        var cipher = Take();
        cipher.Encrypt(
            nonce, plain, result.AsSpan(1 + NonceBytes, plain.Length), result.AsSpan(^TagBytes..), Encoding.UTF8.GetBytes(context));
        GiveBack(cipher);
        return result;
    }

    /// <summary>Opens a sealed value.</summary>
    /// <exception cref="CryptographicException">Another key, another context, or changed bytes.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedValue, string context)
    {
        if (sealedValue.Length < Overhead || sealedValue[0] != FormVersion)
        {
            throw new CryptographicException("Not a sealed value.");
        }

        var plain = new byte[sealedValue.Length - Overhead];
        var cipher = Take();
        try
        {
            cipher.Decrypt(
                sealedValue.Slice(1, NonceBytes), sealedValue[(1 + NonceBytes)..^TagBytes], sealedValue[^TagBytes..], plain,
                Encoding.UTF8.GetBytes(context));
        }
        finally
        {
            GiveBack(cipher);
        }

        return plain;
    }

    /// <summary>Wraps another key under this one.</summary>
    public byte[] Wrap(SealingKey key, string context, RandomIdentifiers random) => Seal(key._key, context, random);

    /// <summary>Unwraps a key that was wrapped under this one.</summary>
    public SealingKey Unwrap(ReadOnlySpan<byte> wrapped, string context) => new(Open(wrapped, context));

    /// <summary>A keyed digest (HMAC-SHA-256) for look-ups and fingerprints of what may hold personal values.</summary>
    public byte[] Digest(ReadOnlySpan<byte> message) => HMACSHA256.HashData(_key, message);

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        Interlocked.Exchange(ref _idle, null)?.Dispose();
        CryptographicOperations.ZeroMemory(_key);
    }

    // An AesGcm is one OpenSSL context, and two threads on it corrupt what they seal: who uses one has it for himself. One that
    // nobody uses is kept, for setting one up costs more than sealing a short value.
    private AesGcm Take()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Interlocked.Exchange(ref _idle, null) ?? new AesGcm(_key, TagBytes);
    }

    private void GiveBack(AesGcm cipher)
    {
        if (_disposed || Interlocked.CompareExchange(ref _idle, cipher, null) is not null)
        {
            cipher.Dispose();
        }
    }
}
