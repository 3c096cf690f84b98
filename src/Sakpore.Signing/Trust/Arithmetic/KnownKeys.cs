using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Sakpore.Signing.Trust.Arithmetic;

/// <summary>
/// Decoded public keys by the SHA-256 of their SubjectPublicKeyInfo, because decoding one costs as much as several signature
/// checks. Whether anything they signed is valid is never kept. Safe for use from several threads.
/// </summary>
internal static class KnownKeys
{
    /// <summary>Most keys kept; when more turn up, all are forgotten at once, which costs less than to know which are old.</summary>
    private const int Most = 4096;

    private static readonly ConcurrentDictionary<Fingerprint, PublicKey> Keys = new();
    private static int _count;

    public static PublicKey? Find(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        var fingerprint = Fingerprint.Of(subjectPublicKeyInfo.Span);
        if (Keys.TryGetValue(fingerprint, out var known))
            return known;
        if (PublicKey.Decode(subjectPublicKeyInfo) is not { } key)
            return null;
        // Counted apart: ConcurrentDictionary.Count takes all its locks.
        if (Interlocked.Increment(ref _count) > Most)
        {
            Keys.Clear();
            Interlocked.Exchange(ref _count, 1);
        }

        return Keys.GetOrAdd(fingerprint, key);
    }

    private readonly record struct Fingerprint(UInt128 High, UInt128 Low)
    {
        public static Fingerprint Of(ReadOnlySpan<byte> bytes)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(bytes, hash);
            return new Fingerprint(
                System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash),
                System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
        }
    }
}
