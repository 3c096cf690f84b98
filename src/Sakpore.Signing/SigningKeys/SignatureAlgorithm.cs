namespace Sakpore.Signing.SigningKeys;

/// <summary>How a signature value is computed. ETSI TS 119 312 lists all of them as current.</summary>
public enum SignatureAlgorithm
{
    /// <summary>RSA with PKCS#1 v1.5 padding and SHA-256; keys of 2048 to 4096 bits.</summary>
    RsaPkcs1Sha256,

    /// <summary>ECDSA on P-256 with SHA-256. Values are DER (an X9.62 <c>Ecdsa-Sig-Value</c>), as CMS has them.</summary>
    EcdsaP256Sha256,

    /// <summary>ECDSA on P-384 with SHA-384; values are DER.</summary>
    EcdsaP384Sha384,

    /// <summary>ECDSA on P-521 with SHA-512; values are DER.</summary>
    EcdsaP521Sha512,

    /// <summary>Ed25519 over the data itself; the document is hashed with SHA-512 (RFC 8419). 64 bytes.</summary>
    Ed25519,

    /// <summary>Ed448 over the data itself; the document is hashed with SHAKE256 of 512 bits (RFC 8419). 114 bytes.</summary>
    Ed448,
}
