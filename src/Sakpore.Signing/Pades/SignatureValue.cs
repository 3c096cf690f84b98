using System.Security.Cryptography;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Pades;

/// <summary>Checks a signature value that was made elsewhere.</summary>
internal static class SignatureValue
{
    public static bool Verify(PreparedSignature prepared, ReadOnlySpan<byte> value)
    {
        if (value.Length > prepared.Certificates.LongestSignature)
            return false;
        var publicKey = prepared.Certificates.Parsed[0].SubjectPublicKeyInfo.GetEncoded();
        var data = prepared.DataToSign.Span;
        if (prepared.Algorithm.IsEdDsa())
            return EdDsaKey.Verify(prepared.Certificates.Parsed[0].SubjectPublicKeyInfo, data, value);
        var hash = prepared.Algorithm.Hash();
        if (prepared.Algorithm == SignatureAlgorithm.RsaPkcs1Sha256)
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
            return rsa.VerifyData(data, value, hash, RSASignaturePadding.Pkcs1);
        }
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        return ecdsa.VerifyData(data, value, hash, DSASignatureFormat.Rfc3279DerSequence);
    }
}
