using System.Collections.Frozen;
using System.Formats.Asn1;

namespace Sakpore.Signing.Trust.Arithmetic;

/// <summary>The families of signature that the library computes.</summary>
internal enum SignatureFamily
{
    RsaPkcs1,
    RsaPss,
    Ecdsa,
    Ed25519,
    Ed448,
}

/// <summary>A signature algorithm with everything that its identifier says.</summary>
/// <param name="Family">How the value is computed.</param>
/// <param name="Digest">What is hashed before; null for EdDSA, which takes the message itself.</param>
/// <param name="SaltLength">For RSASSA-PSS: the length of the salt in bytes.</param>
internal sealed record SignatureScheme(SignatureFamily Family, DigestAlgorithm? Digest, int SaltLength = 0)
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string RsassaPss = "1.2.840.113549.1.1.10";
    private const string EcPublicKey = "1.2.840.10045.2.1";
    private const string Mgf1 = "1.2.840.113549.1.1.8";

    private static readonly FrozenDictionary<string, SignatureScheme> Fixed = new Dictionary<string, SignatureScheme>
    {
        ["1.2.840.113549.1.1.4"] = new(SignatureFamily.RsaPkcs1, DigestAlgorithm.Md5),
        ["1.2.840.113549.1.1.5"] = new(SignatureFamily.RsaPkcs1, DigestAlgorithm.Sha1),
        ["1.2.840.113549.1.1.14"] = new(SignatureFamily.RsaPkcs1, DigestAlgorithm.Sha224),
        ["1.2.840.113549.1.1.11"] = new(SignatureFamily.RsaPkcs1, DigestAlgorithm.Sha256),
        ["1.2.840.113549.1.1.12"] = new(SignatureFamily.RsaPkcs1, DigestAlgorithm.Sha384),
        ["1.2.840.113549.1.1.13"] = new(SignatureFamily.RsaPkcs1, DigestAlgorithm.Sha512),
        ["2.16.840.1.101.3.4.3.14"] = new(SignatureFamily.RsaPkcs1, DigestAlgorithm.Sha3With256),
        ["2.16.840.1.101.3.4.3.15"] = new(SignatureFamily.RsaPkcs1, DigestAlgorithm.Sha3With384),
        ["2.16.840.1.101.3.4.3.16"] = new(SignatureFamily.RsaPkcs1, DigestAlgorithm.Sha3With512),
        ["1.2.840.10045.4.1"] = new(SignatureFamily.Ecdsa, DigestAlgorithm.Sha1),
        ["1.2.840.10045.4.3.1"] = new(SignatureFamily.Ecdsa, DigestAlgorithm.Sha224),
        ["1.2.840.10045.4.3.2"] = new(SignatureFamily.Ecdsa, DigestAlgorithm.Sha256),
        ["1.2.840.10045.4.3.3"] = new(SignatureFamily.Ecdsa, DigestAlgorithm.Sha384),
        ["1.2.840.10045.4.3.4"] = new(SignatureFamily.Ecdsa, DigestAlgorithm.Sha512),
        ["2.16.840.1.101.3.4.3.10"] = new(SignatureFamily.Ecdsa, DigestAlgorithm.Sha3With256),
        ["2.16.840.1.101.3.4.3.11"] = new(SignatureFamily.Ecdsa, DigestAlgorithm.Sha3With384),
        ["2.16.840.1.101.3.4.3.12"] = new(SignatureFamily.Ecdsa, DigestAlgorithm.Sha3With512),
        ["1.3.101.112"] = new(SignatureFamily.Ed25519, null),
        ["1.3.101.113"] = new(SignatureFamily.Ed448, null),
    }.ToFrozenDictionary();

    /// <summary>The scheme that an identifier names.</summary>
    /// <param name="identifier">As received.</param>
    /// <param name="digest">
    /// The digest named beside it (SignerInfo.digestAlgorithm), which an identifier without digest of its own takes
    /// (RFC 3370, 3.2: rsaEncryption); null where there is none, as in certificates.
    /// </param>
    /// <returns>Null when the library does not know the algorithm or its parameters.</returns>
    public static SignatureScheme? Find(AlgorithmIdentifier identifier, DigestAlgorithm? digest = null)
    {
        if (Fixed.TryGetValue(identifier.Oid, out var found))
            return identifier.HasNoParameters ? found : null;
        return identifier.Oid switch
        {
            RsaEncryption when digest is not null && identifier.HasNoParameters => new(SignatureFamily.RsaPkcs1, digest),
            // Not in RFC 5753, but written by signers in the field; it means the digest beside it.
            EcPublicKey when digest is not null => new(SignatureFamily.Ecdsa, digest),
            RsassaPss => ReadPss(identifier.Parameters),
            _ => null,
        };
    }

    // RSASSA-PSS-params (RFC 4055, 3.1); defaults are SHA-1, MGF1 with SHA-1, 20 bytes of salt, trailer 1.
    private static SignatureScheme? ReadPss(ReadOnlyMemory<byte> parameters)
    {
        if (parameters.IsEmpty)
            return null;
        try
        {
            var sequence = new AsnReader(parameters, AsnEncodingRules.BER).ReadSequence();
            var hash = Wrapped(sequence, 0) is { } h ? DigestAlgorithm.Find(AlgorithmIdentifier.Read(h)) : DigestAlgorithm.Sha1;
            var mask = Wrapped(sequence, 1) is { } m ? MaskDigest(AlgorithmIdentifier.Read(m)) : DigestAlgorithm.Sha1;
            var salt = Wrapped(sequence, 2) is { } s ? (int)s.ReadInteger() : 20;
            var trailer = Wrapped(sequence, 3) is { } t ? (int)t.ReadInteger() : 1;
            sequence.ThrowIfNotEmpty();
            return hash is not null && hash == mask && trailer == 1 && salt is >= 0 and <= 512
                ? new SignatureScheme(SignatureFamily.RsaPss, hash, salt)
                : null;
        }
        catch (Exception e) when (e is AsnContentException or OverflowException)
        {
            return null;
        }
    }

    private static DigestAlgorithm? MaskDigest(AlgorithmIdentifier mask) => mask.Oid == Mgf1
        ? DigestAlgorithm.Find(AlgorithmIdentifier.Read(new AsnReader(mask.Parameters, AsnEncodingRules.BER)))
        : null;

    private static AsnReader? Wrapped(AsnReader sequence, int number)
    {
        var tag = new Asn1Tag(TagClass.ContextSpecific, number, isConstructed: true);
        return sequence.HasData && sequence.PeekTag().HasSameClassAndValue(tag) ? sequence.ReadSequence(tag) : null;
    }
}
