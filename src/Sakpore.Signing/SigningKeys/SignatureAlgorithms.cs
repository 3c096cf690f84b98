using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Parameters;

namespace Sakpore.Signing.SigningKeys;

/// <summary>What goes with each <see cref="SignatureAlgorithm"/>.</summary>
internal static class SignatureAlgorithms
{
    // RFC 5754: SHA-2 identifiers without parameters (2), RSA with NULL (3.2), ECDSA without (3.3).
    private static readonly AlgorithmIdentifier Sha256 = new(NistObjectIdentifiers.IdSha256);
    private static readonly AlgorithmIdentifier Sha384 = new(NistObjectIdentifiers.IdSha384);
    private static readonly AlgorithmIdentifier Sha512 = new(NistObjectIdentifiers.IdSha512);
    private static readonly AlgorithmIdentifier RsaSha256 = new(PkcsObjectIdentifiers.Sha256WithRsaEncryption, DerNull.Instance);
    private static readonly AlgorithmIdentifier EcdsaSha256 = new(X9ObjectIdentifiers.ECDsaWithSha256);
    private static readonly AlgorithmIdentifier EcdsaSha384 = new(X9ObjectIdentifiers.ECDsaWithSha384);
    private static readonly AlgorithmIdentifier EcdsaSha512 = new(X9ObjectIdentifiers.ECDsaWithSha512);

    // RFC 8419: EdDSA without parameters, its digest for Ed448 with the length in bits.
    private static readonly AlgorithmIdentifier Ed25519 = new(EdECObjectIdentifiers.id_Ed25519);
    private static readonly AlgorithmIdentifier Ed448 = new(EdECObjectIdentifiers.id_Ed448);
    private static readonly AlgorithmIdentifier Shake256With512Bits = new(NistObjectIdentifiers.IdShake256Len, DerInteger.ValueOf(512));

    /// <summary>SHAKE256 of 512 bits, for which .NET has no name.</summary>
    public static readonly HashAlgorithmName Shake256 = new("SHAKE256");

    /// <summary>The hash of the document, and of the data to be signed where the algorithm hashes it.</summary>
    public static HashAlgorithmName Hash(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.RsaPkcs1Sha256 or SignatureAlgorithm.EcdsaP256Sha256 => HashAlgorithmName.SHA256,
        SignatureAlgorithm.EcdsaP384Sha384 => HashAlgorithmName.SHA384,
        SignatureAlgorithm.EcdsaP521Sha512 or SignatureAlgorithm.Ed25519 => HashAlgorithmName.SHA512,
        SignatureAlgorithm.Ed448 => Shake256,
        _ => throw Unknown(algorithm),
    };

    /// <summary>Length in bytes of the digest.</summary>
    public static int DigestLength(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.RsaPkcs1Sha256 or SignatureAlgorithm.EcdsaP256Sha256 => SHA256.HashSizeInBytes,
        SignatureAlgorithm.EcdsaP384Sha384 => SHA384.HashSizeInBytes,
        SignatureAlgorithm.EcdsaP521Sha512 or SignatureAlgorithm.Ed25519 or SignatureAlgorithm.Ed448 => SHA512.HashSizeInBytes,
        _ => throw Unknown(algorithm),
    };

    /// <summary>The digest as a seed value dictionary names it (ISO 32000-2, table 237).</summary>
    public static string DigestName(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.RsaPkcs1Sha256 or SignatureAlgorithm.EcdsaP256Sha256 => "SHA256",
        SignatureAlgorithm.EcdsaP384Sha384 => "SHA384",
        SignatureAlgorithm.EcdsaP521Sha512 or SignatureAlgorithm.Ed25519 => "SHA512",
        SignatureAlgorithm.Ed448 => "SHAKE256", // ISO/TS 32001
        _ => throw Unknown(algorithm),
    };

    public static AlgorithmIdentifier DigestIdentifier(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.RsaPkcs1Sha256 or SignatureAlgorithm.EcdsaP256Sha256 => Sha256,
        SignatureAlgorithm.EcdsaP384Sha384 => Sha384,
        SignatureAlgorithm.EcdsaP521Sha512 or SignatureAlgorithm.Ed25519 => Sha512,
        SignatureAlgorithm.Ed448 => Shake256With512Bits,
        _ => throw Unknown(algorithm),
    };

    public static AlgorithmIdentifier SignatureIdentifier(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.RsaPkcs1Sha256 => RsaSha256,
        SignatureAlgorithm.EcdsaP256Sha256 => EcdsaSha256,
        SignatureAlgorithm.EcdsaP384Sha384 => EcdsaSha384,
        SignatureAlgorithm.EcdsaP521Sha512 => EcdsaSha512,
        SignatureAlgorithm.Ed25519 => Ed25519,
        SignatureAlgorithm.Ed448 => Ed448,
        _ => throw Unknown(algorithm),
    };

    /// <summary>The algorithm that goes with a public key; null if the library does not sign with such keys.</summary>
    /// <param name="key">The certificate's key.</param>
    /// <param name="longestSignature">An upper bound of the signature value's length in bytes.</param>
    public static SignatureAlgorithm? For(SubjectPublicKeyInfo key, out int longestSignature)
    {
        longestSignature = 0;
        if (key.Algorithm.Algorithm.Equals(PkcsObjectIdentifiers.RsaEncryption))
        {
            var bits = RsaPublicKeyStructure.GetInstance(key.ParsePublicKey()).Modulus.BitLength;
            longestSignature = (bits + 7) / 8;
            return bits is >= 2048 and <= 4096 ? SignatureAlgorithm.RsaPkcs1Sha256 : null;
        }
        if (key.Algorithm.Algorithm.Equals(EdECObjectIdentifiers.id_Ed25519))
        {
            longestSignature = Ed25519PrivateKeyParameters.SignatureSize;
            return SignatureAlgorithm.Ed25519;
        }
        if (key.Algorithm.Algorithm.Equals(EdECObjectIdentifiers.id_Ed448))
        {
            longestSignature = Ed448PrivateKeyParameters.SignatureSize;
            return SignatureAlgorithm.Ed448;
        }
        if (!key.Algorithm.Algorithm.Equals(X9ObjectIdentifiers.IdECPublicKey) || key.Algorithm.Parameters is not DerObjectIdentifier curve)
            return null;
        // SEQUENCE of two INTEGERs, each of the curve's length and a sign byte.
        (SignatureAlgorithm? algorithm, longestSignature) = curve.Id switch
        {
            "1.2.840.10045.3.1.7" => (SignatureAlgorithm.EcdsaP256Sha256, 2 + 2 * (2 + 33)),
            "1.3.132.0.34" => (SignatureAlgorithm.EcdsaP384Sha384, 2 + 2 * (2 + 49)),
            "1.3.132.0.35" => (SignatureAlgorithm.EcdsaP521Sha512, 3 + 2 * (2 + 66)),
            _ => ((SignatureAlgorithm?)null, 0),
        };
        return algorithm;
    }

    /// <summary>Whether the algorithm takes the data itself and hashes it by its own rules.</summary>
    public static bool IsEdDsa(this SignatureAlgorithm algorithm) => algorithm is SignatureAlgorithm.Ed25519 or SignatureAlgorithm.Ed448;

    private static ArgumentOutOfRangeException Unknown(SignatureAlgorithm algorithm) => new(nameof(algorithm), algorithm, "Not a signature algorithm.");
}
