using System.Security.Cryptography;
using Sakpore.Signing.Testing;

namespace Sakpore.Benchmarks.Verification;

/// <summary>
/// The least that a report can cost: SHA-256 over the signed ranges, and one .NET verify with a ready key for each signature
/// that must be checked: the signer's, the certificates' below the anchor, the lists'.
/// </summary>
internal sealed class VerificationFloor
{
    private readonly byte[] _hash = SHA256.HashData([1, 2, 3]);
    private readonly Func<bool>[] _signers;
    private readonly Func<bool> _issuing;
    private readonly Func<bool> _root;

    public VerificationFloor(SignedFiles files)
    {
        _signers = [.. files.Names.Select(n => Check(files.Pki[n]))];
        _issuing = Check(files.Pki[SignedFiles.Issuing]);
        _root = Check(files.Pki[SignedFiles.Root]);
    }

    public void Run(byte[] file, int signer)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(file, hash);
        // The signature; the signer's certificate and the list beside it, by the issuing authority; its own two, by the root.
        var holds = _signers[signer]() & _issuing() & _issuing() & _root() & _root();
        if (!holds)
            throw new InvalidOperationException("The floor fails.");
    }

    private Func<bool> Check(TestSigner signer)
    {
        switch (signer.Key)
        {
            case RSA rsa:
                var rsaValue = rsa.SignHash(_hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
                var rsaKey = RSA.Create(rsa.ExportParameters(false));
                return () => rsaKey.VerifyHash(_hash, rsaValue, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            case ECDsa ecdsa:
                var ecValue = ecdsa.SignHash(_hash, DSASignatureFormat.Rfc3279DerSequence);
                var ecKey = ECDsa.Create(ecdsa.ExportParameters(false));
                return () => ecKey.VerifyHash(_hash, ecValue, DSASignatureFormat.Rfc3279DerSequence);
            default:
                throw new InvalidOperationException($"No floor for {signer.Key.GetType()}.");
        }
    }
}
