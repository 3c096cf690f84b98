using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Sakpore.Signing.Trust.Arithmetic;

/// <summary>What checking a signature value came to.</summary>
internal enum SignatureCheck
{
    /// <summary>The value is the key's signature.</summary>
    Valid,

    /// <summary>It is not.</summary>
    Invalid,

    /// <summary>The library cannot tell: it does not know the algorithm, the kind of key, or the two together.</summary>
    Unsupported,
}

/// <summary>A public key from a certificate. RSA and ECDSA are computed by .NET, EdDSA by BouncyCastle.</summary>
internal sealed class PublicKey
{
    private const string RsaOid = "1.2.840.113549.1.1.1";
    private const string RsaPssOid = "1.2.840.113549.1.1.10";
    private const string EcOid = "1.2.840.10045.2.1";
    private const string Ed25519Oid = "1.3.101.112";
    private const string Ed448Oid = "1.3.101.113";

    private readonly ReadOnlyMemory<byte> _info;
    private readonly AlgorithmIdentifier _algorithm;
    private readonly byte[] _key;
    private readonly RSAParameters _rsa;
    private AsymmetricAlgorithm? _platform;

    private PublicKey(ReadOnlyMemory<byte> info, AlgorithmIdentifier algorithm, byte[] key)
    {
        _info = info.ToArray(); // kept beyond the file that it stands in
        _algorithm = algorithm;
        _key = key;
        if (algorithm.Oid is RsaOid or RsaPssOid)
        {
            _rsa = ReadRsa(key);
            Size = (int)new BigInteger(_rsa.Modulus, isUnsigned: true, isBigEndian: true).GetBitLength();
        }
        else
            Size = algorithm.Oid is Ed25519Oid ? 255 : algorithm.Oid is Ed448Oid ? 448 : CurveSize(algorithm);
    }

    /// <summary>The key's name in the algorithm policy: "RSA", "EC", "EdDSA"; its identifier when unknown.</summary>
    public string Family => _algorithm.Oid switch
    {
        RsaOid or RsaPssOid => "RSA",
        EcOid => "EC",
        Ed25519Oid or Ed448Oid => "EdDSA",
        var other => other,
    };

    /// <summary>Length of the RSA modulus or of the curve's order in bits; 0 when unknown.</summary>
    public int Size { get; }

    /// <summary>Whether a scheme is one that keys of this kind make; nothing is said about sizes.</summary>
    public bool Fits(SignatureScheme scheme) => scheme.Family switch
    {
        SignatureFamily.RsaPkcs1 => _algorithm.Oid is RsaOid,
        SignatureFamily.RsaPss => _algorithm.Oid is RsaOid or RsaPssOid,
        SignatureFamily.Ecdsa => _algorithm.Oid is EcOid,
        SignatureFamily.Ed25519 => _algorithm.Oid is Ed25519Oid,
        SignatureFamily.Ed448 => _algorithm.Oid is Ed448Oid,
        _ => false,
    };

    /// <summary>The bits of subjectPublicKey: what OCSP names a key by (RFC 6960, 4.1.1).</summary>
    public ReadOnlySpan<byte> KeyBits => _key;

    /// <summary>
    /// The key of a SubjectPublicKeyInfo; null when it is malformed or an RSA key that none may have. Decoded keys are kept
    /// (<see cref="KnownKeys"/>), what was verified with them is not.
    /// </summary>
    public static PublicKey? Read(ReadOnlyMemory<byte> subjectPublicKeyInfo) => KnownKeys.Find(subjectPublicKeyInfo);

    /// <summary>Decodes a key anew.</summary>
    internal static PublicKey? Decode(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        try
        {
            var sequence = new AsnReader(subjectPublicKeyInfo, AsnEncodingRules.BER).ReadSequence();
            var algorithm = AlgorithmIdentifier.Read(sequence);
            var key = sequence.ReadBitString(out var unused);
            sequence.ThrowIfNotEmpty();
            return unused == 0 ? new PublicKey(subjectPublicKeyInfo, algorithm, key) : null;
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Checks a signature over a message.</summary>
    public SignatureCheck CheckMessage(SignatureScheme scheme, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        scheme.Digest is { } digest
            ? CheckDigest(scheme, digest.Hash(message), signature)
            : CheckEdwards(scheme.Family, message, signature);

    /// <summary>Checks a signature over a message of which only the digest is at hand; EdDSA cannot.</summary>
    public SignatureCheck CheckDigest(SignatureScheme scheme, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        try
        {
            return (scheme.Family, _algorithm.Oid) switch
            {
                (SignatureFamily.RsaPkcs1, RsaOid) => CheckRsa(scheme, digest, signature, RSASignaturePadding.Pkcs1),
                (SignatureFamily.RsaPss, RsaOid or RsaPssOid) when scheme.SaltLength == scheme.Digest!.Length
                    => CheckRsa(scheme, digest, signature, RSASignaturePadding.Pss),
                (SignatureFamily.RsaPss, RsaOid or RsaPssOid) => CheckOddSalt(scheme, digest, signature),
                (SignatureFamily.Ecdsa, EcOid) => CheckEcdsa(digest, signature),
                _ => SignatureCheck.Unsupported,
            };
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            return SignatureCheck.Unsupported;
        }
    }

    private SignatureCheck CheckRsa(
        SignatureScheme scheme, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, RSASignaturePadding padding)
    {
        if (scheme.Digest!.Platform is not { } name)
            return SignatureCheck.Unsupported;
        // RFC 8017, 8.2.2: the value is exactly as long as the modulus.
        if (signature.Length != _rsa.Modulus!.Length)
            return SignatureCheck.Invalid;
        var platform = (RSA)(_platform ??= RSA.Create(_rsa));
        // .NET promises nothing about one key used by two threads at once.
        lock (platform)
            return platform.VerifyHash(digest, signature, name, padding) ? SignatureCheck.Valid : SignatureCheck.Invalid;
    }

    // .NET computes PSS only with a salt as long as the digest.
    private SignatureCheck CheckOddSalt(SignatureScheme scheme, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        Org.BouncyCastle.Crypto.IDigest? hash = scheme.Digest!.Name switch
        {
            "SHA-1" => new Sha1Digest(),
            "SHA-256" => new Sha256Digest(),
            "SHA-384" => new Sha384Digest(),
            "SHA-512" => new Sha512Digest(),
            _ => null,
        };
        if (hash is null)
            return SignatureCheck.Unsupported;
        var signer = PssSigner.CreateRawSigner(new RsaBlindedEngine(), hash, hash, scheme.SaltLength, PssSigner.TrailerImplicit);
        var key = new RsaKeyParameters(
            false, new Org.BouncyCastle.Math.BigInteger(1, _rsa.Modulus), new Org.BouncyCastle.Math.BigInteger(1, _rsa.Exponent));
        signer.Init(false, key);
        signer.BlockUpdate(digest);
        return signer.VerifySignature(signature.ToArray()) ? SignatureCheck.Valid : SignatureCheck.Invalid;
    }

    private SignatureCheck CheckEcdsa(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        // Curves by name only: explicit parameters let anyone choose a generator (CVE-2020-0601).
        if (Size == 0)
            return SignatureCheck.Unsupported;
        var platform = (ECDsa)(_platform ??= ImportEcdsa());
        try
        {
            lock (platform)
            {
                return platform.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence)
                    ? SignatureCheck.Valid
                    : SignatureCheck.Invalid;
            }
        }
        catch (CryptographicException)
        {
            return SignatureCheck.Invalid; // no SEQUENCE of two integers
        }
    }

    private ECDsa ImportEcdsa()
    {
        var ecdsa = ECDsa.Create();
        try
        {
            ecdsa.ImportSubjectPublicKeyInfo(_info.Span, out _);
            return ecdsa;
        }
        catch
        {
            ecdsa.Dispose();
            throw;
        }
    }

    private SignatureCheck CheckEdwards(SignatureFamily family, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        try
        {
            Org.BouncyCastle.Crypto.ISigner? signer = (family, _algorithm.Oid) switch
            {
                (SignatureFamily.Ed25519, Ed25519Oid) => new Ed25519Signer(),
                (SignatureFamily.Ed448, Ed448Oid) => new Ed448Signer([]),
                _ => null,
            };
            if (signer is null)
                return SignatureCheck.Unsupported;
            signer.Init(false, family == SignatureFamily.Ed25519 ? new Ed25519PublicKeyParameters(_key) : new Ed448PublicKeyParameters(_key));
            signer.BlockUpdate(message);
            return signer.VerifySignature(signature.ToArray()) ? SignatureCheck.Valid : SignatureCheck.Invalid;
        }
        catch (Exception e) when (e is ArgumentException or Org.BouncyCastle.Crypto.CryptoException)
        {
            return SignatureCheck.Invalid;
        }
    }

    private static RSAParameters ReadRsa(byte[] key)
    {
        var sequence = new AsnReader(key, AsnEncodingRules.BER).ReadSequence();
        var modulus = sequence.ReadInteger();
        var exponent = sequence.ReadInteger();
        sequence.ThrowIfNotEmpty();
        // RFC 8017, 3.1: an odd exponent of at least 3. With e = 1 every value signs itself. 16384 bits bound the work.
        if (modulus.Sign <= 0 || modulus.IsEven || exponent < 3 || exponent.IsEven || exponent >= modulus || modulus.GetBitLength() > 16384)
            throw new CryptographicException("No RSA key.");
        return new RSAParameters
        {
            Modulus = modulus.ToByteArray(isUnsigned: true, isBigEndian: true),
            Exponent = exponent.ToByteArray(isUnsigned: true, isBigEndian: true),
        };
    }

    private static int CurveSize(AlgorithmIdentifier algorithm)
    {
        if (algorithm.Oid != EcOid || algorithm.Parameters.IsEmpty || algorithm.Parameters.Span[0] != 0x06)
            return 0;
        return new AsnReader(algorithm.Parameters, AsnEncodingRules.BER).ReadObjectIdentifier() switch
        {
            "1.2.840.10045.3.1.7" or "1.3.132.0.10" or "1.3.36.3.3.2.8.1.1.7" => 256,
            "1.3.132.0.34" or "1.3.36.3.3.2.8.1.1.11" => 384,
            "1.3.36.3.3.2.8.1.1.13" => 512,
            "1.3.132.0.35" => 521,
            "1.3.36.3.3.2.8.1.1.9" => 320,
            "1.3.132.0.33" or "1.3.36.3.3.2.8.1.1.5" => 224,
            "1.2.840.10045.3.1.1" => 192,
            _ => 0,
        };
    }
}
