using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Sakpore.Signing.Testing;

/// <summary>What the makers of tokens, answers and lists have in common: identifiers, and signatures with SHA-256.</summary>
internal static class SignedStructure
{
    /// <summary>SEQUENCE { tbs, signatureAlgorithm, BIT STRING }, to which <paramref name="more"/> may add.</summary>
    public static void Write(AsnWriter writer, ReadOnlySpan<byte> tbs, TestSigner signer, Action<AsnWriter>? more = null)
    {
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(tbs);
            WriteSignatureAlgorithm(writer, signer);
            writer.WriteBitString(Sign(signer, tbs));
            more?.Invoke(writer);
        }
    }

    public static byte[] Sign(TestSigner signer, ReadOnlySpan<byte> data) => signer.Key switch
    {
        RSA rsa => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ECDsa ecdsa => ecdsa.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
        _ => throw new InvalidOperationException($"No signature by {signer.Key.GetType()}."),
    };

    public static void WriteSignatureAlgorithm(AsnWriter writer, TestSigner signer)
    {
        if (signer.Key is RSA)
            WriteAlgorithm(writer, "1.2.840.113549.1.1.11", withNull: true); // sha256WithRSAEncryption
        else
            WriteAlgorithm(writer, "1.2.840.10045.4.3.2", withNull: false); // ecdsa-with-SHA256
    }

    public static void WriteDigestAlgorithm(AsnWriter writer, HashAlgorithmName digest) =>
        WriteAlgorithm(writer, CryptoConfig.MapNameToOID(digest.Name!)!, withNull: digest == HashAlgorithmName.SHA1);

    public static void WriteAlgorithm(AsnWriter writer, string oid, bool withNull)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (withNull)
                writer.WriteNull();
        }
    }

    /// <summary>Extension ::= SEQUENCE { extnID, critical DEFAULT FALSE, extnValue }.</summary>
    public static void WriteExtension(AsnWriter writer, string oid, bool critical, ReadOnlySpan<byte> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (critical)
                writer.WriteBoolean(true);
            writer.WriteOctetString(value);
        }
    }

    /// <summary>A time as certificates and lists have it: UTCTime until 2049 (RFC 5280, 4.1.2.5).</summary>
    public static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.ToUniversalTime().Year < 2050)
            writer.WriteUtcTime(time);
        else
            WriteGeneralizedTime(writer, time);
    }

    public static void WriteGeneralizedTime(AsnWriter writer, DateTimeOffset time, Asn1Tag? tag = null) =>
        writer.WriteGeneralizedTime(time.ToUniversalTime(), omitFractionalSeconds: true, tag);

    public static BigInteger NewSerialNumber() => new(RandomNumberGenerator.GetBytes(16), isUnsigned: true);

    public static byte[] Hash(HashAlgorithmName digest, ReadOnlySpan<byte> data) => CryptographicOperations.HashData(digest, data);
}
