using Sakpore.Signing.Trust.Arithmetic;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>The bytes that one signature signs; each digest of them is computed once, in one pass.</summary>
internal sealed class SignedBytes(ReadOnlyMemory<byte> file, SignedRange range)
{
    private readonly Dictionary<DigestAlgorithm, byte[]> _digests = [];

    public byte[] Digest(DigestAlgorithm algorithm)
    {
        if (!_digests.TryGetValue(algorithm, out var digest))
        {
            digest = algorithm.Hash(file.Span[..range.GapStart], file.Span[range.GapEnd..range.End]);
            _digests.Add(algorithm, digest);
        }

        return digest;
    }
}
