using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;

namespace Sakpore.Signing.Trust.Arithmetic;

/// <summary>A digest algorithm that the library can compute.</summary>
/// <param name="Oid">Its object identifier.</param>
/// <param name="Name">Its name in the algorithm policy and in reports, "SHA-256".</param>
/// <param name="Length">Its output in bytes.</param>
/// <param name="Platform">How .NET calls it; null for one that only BouncyCastle computes.</param>
internal sealed record DigestAlgorithm(string Oid, string Name, int Length, HashAlgorithmName? Platform)
{
    public static readonly DigestAlgorithm Md5 = new("1.2.840.113549.2.5", "MD5", 16, HashAlgorithmName.MD5);
    public static readonly DigestAlgorithm Sha1 = new("1.3.14.3.2.26", "SHA-1", 20, HashAlgorithmName.SHA1);
    public static readonly DigestAlgorithm Ripemd160 = new("1.3.36.3.2.1", "RIPEMD-160", 20, null);
    public static readonly DigestAlgorithm Sha224 = new("2.16.840.1.101.3.4.2.4", "SHA-224", 28, null);
    public static readonly DigestAlgorithm Sha256 = new("2.16.840.1.101.3.4.2.1", "SHA-256", 32, HashAlgorithmName.SHA256);
    public static readonly DigestAlgorithm Sha384 = new("2.16.840.1.101.3.4.2.2", "SHA-384", 48, HashAlgorithmName.SHA384);
    public static readonly DigestAlgorithm Sha512 = new("2.16.840.1.101.3.4.2.3", "SHA-512", 64, HashAlgorithmName.SHA512);
    public static readonly DigestAlgorithm Sha3With256 = new("2.16.840.1.101.3.4.2.8", "SHA3-256", 32, HashAlgorithmName.SHA3_256);
    public static readonly DigestAlgorithm Sha3With384 = new("2.16.840.1.101.3.4.2.9", "SHA3-384", 48, HashAlgorithmName.SHA3_384);
    public static readonly DigestAlgorithm Sha3With512 = new("2.16.840.1.101.3.4.2.10", "SHA3-512", 64, HashAlgorithmName.SHA3_512);

    /// <summary>SHAKE256 of 512 bits, as Ed448 requires (RFC 8419, 2.3).</summary>
    public static readonly DigestAlgorithm Shake256 = new("2.16.840.1.101.3.4.2.12", "SHAKE256", 64, null);

    /// <summary>id-shake256-len with the length as parameter; only 512 bits are supported (RFC 8702, 3.1 as used by RFC 8419).</summary>
    private const string Shake256WithLength = "2.16.840.1.101.3.4.2.18";

    private static readonly byte[] Length512 = [0x02, 0x02, 0x02, 0x00];

    private static readonly DigestAlgorithm[] All =
        [Md5, Sha1, Ripemd160, Sha224, Sha256, Sha384, Sha512, Sha3With256, Sha3With384, Sha3With512, Shake256];

    /// <summary>The algorithm meant, or null when the library does not know it or its parameters.</summary>
    public static DigestAlgorithm? Find(AlgorithmIdentifier identifier)
    {
        if (identifier.Oid == Shake256WithLength)
            return identifier.Parameters.Span.SequenceEqual(Length512) ? Shake256 : null;
        return identifier.HasNoParameters ? Array.Find(All, a => a.Oid == identifier.Oid) : null;
    }

    public byte[] Hash(ReadOnlySpan<byte> data) => Hash(data, []);

    /// <summary>The digest of two pieces, one after the other.</summary>
    public byte[] Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (Platform is { } name && IsComputedByPlatform(name))
        {
            using var hash = IncrementalHash.CreateHash(name);
            hash.AppendData(first);
            hash.AppendData(second);
            return hash.GetHashAndReset();
        }

        var digest = Managed();
        digest.BlockUpdate(first);
        digest.BlockUpdate(second);
        var result = new byte[digest.GetDigestSize()];
        digest.DoFinal(result, 0);
        return result;
    }

    private IDigest Managed() => Name switch
    {
        "RIPEMD-160" => new RipeMD160Digest(),
        "SHA-224" => new Sha224Digest(),
        "SHAKE256" => new ShakeDigest(256),
        _ when Name.StartsWith("SHA3-", StringComparison.Ordinal) => new Sha3Digest(Length * 8),
        _ => throw new PlatformNotSupportedException($"{Name} is not computed by this platform."),
    };

    // SHA-3 needs OpenSSL 1.1.1, Windows 11 or macOS 26.
    private static bool IsComputedByPlatform(HashAlgorithmName name) =>
        !name.Name!.StartsWith("SHA3", StringComparison.Ordinal) || SHA3_256.IsSupported;
}
