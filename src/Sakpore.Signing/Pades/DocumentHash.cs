using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Pades;

/// <summary>Hashes a document piece by piece: by .NET, and SHAKE256 of 512 bits by BouncyCastle.</summary>
internal sealed class DocumentHash : IDisposable
{
    private readonly IncrementalHash? _platform;
    private readonly ShakeDigest? _shake;

    private DocumentHash(IncrementalHash? platform, ShakeDigest? shake)
    {
        _platform = platform;
        _shake = shake;
    }

    public static DocumentHash Create(HashAlgorithmName algorithm) => algorithm == SignatureAlgorithms.Shake256
        ? new DocumentHash(null, new ShakeDigest(256))
        : new DocumentHash(IncrementalHash.CreateHash(algorithm), null);

    public void Append(ReadOnlySpan<byte> data)
    {
        _platform?.AppendData(data);
        _shake?.BlockUpdate(data);
    }

    public byte[] Finish()
    {
        if (_platform is not null)
            return _platform.GetHashAndReset();
        var digest = new byte[SHA512.HashSizeInBytes];
        _shake!.OutputFinal(digest, 0, digest.Length);
        return digest;
    }

    public void Dispose() => _platform?.Dispose();
}
