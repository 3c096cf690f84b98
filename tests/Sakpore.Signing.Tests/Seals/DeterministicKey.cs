using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Sakpore.Signing.Tests.Seals;

/// <summary>A key on P-256 that signs as RFC 6979 says, so that test vectors come out the same bytes every time.</summary>
internal sealed class DeterministicKey : ECDsa
{
    private readonly byte[] _scalar;
    private readonly ECDsa _key;

    public DeterministicKey(byte seed)
    {
        _scalar = SHA256.HashData([seed, .. "sakpore seal test key, worth nothing"u8]);
        var domain = new ECKeyGenerationParameters(ECNamedDomain, new Org.BouncyCastle.Security.SecureRandom()).DomainParameters;
        var point = domain.G.Multiply(new BigInteger(1, _scalar)).Normalize();
        _key = Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = _scalar,
            Q = new ECPoint { X = point.AffineXCoord.GetEncoded(), Y = point.AffineYCoord.GetEncoded() },
        });
        KeySizeValue = 256;
    }

    public string Scalar => Convert.ToHexStringLower(_scalar);

    private static Org.BouncyCastle.Asn1.DerObjectIdentifier ECNamedDomain => Org.BouncyCastle.Asn1.Sec.SecObjectIdentifiers.SecP256r1;

    public override int KeySize => 256;

    public override byte[] SignHash(byte[] hash)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters("ECDSA", new BigInteger(1, _scalar), ECNamedDomain));
        var parts = signer.GenerateSignature(hash);
        return [.. Fixed(parts[0]), .. Fixed(parts[1])];
    }

    public override bool VerifyHash(byte[] hash, byte[] signature) => _key.VerifyHash(hash, signature);

    public override ECParameters ExportParameters(bool includePrivateParameters) => _key.ExportParameters(includePrivateParameters);

    protected override void Dispose(bool disposing)
    {
        _key.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Fixed(BigInteger number)
    {
        var bytes = new byte[32];
        var value = number.ToByteArrayUnsigned();
        value.CopyTo(bytes, 32 - value.Length);
        return bytes;
    }
}
