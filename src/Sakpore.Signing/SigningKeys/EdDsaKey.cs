using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace Sakpore.Signing.SigningKeys;

/// <summary>Ed25519 and Ed448 (RFC 8032), which .NET does not compute.</summary>
internal static class EdDsaKey
{
    /// <summary>Whether a private key is of one of the two.</summary>
    public static bool Is(AsymmetricKeyParameter key) => key is Ed25519PrivateKeyParameters or Ed448PrivateKeyParameters;

    public static byte[] Sign(AsymmetricKeyParameter key, ReadOnlySpan<byte> data)
    {
        var signer = Signer(key);
        signer.Init(forSigning: true, key);
        signer.BlockUpdate(data);
        return signer.GenerateSignature();
    }

    public static bool Verify(SubjectPublicKeyInfo publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> value)
    {
        var key = PublicKeyFactory.CreateKey(publicKey);
        var signer = Signer(key);
        signer.Init(forSigning: false, key);
        signer.BlockUpdate(data);
        return signer.VerifySignature(value.ToArray());
    }

    /// <summary>The public key of a private one, as certificates hold it.</summary>
    public static byte[] PublicKeyInfo(AsymmetricKeyParameter key) => SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(key switch
    {
        Ed25519PrivateKeyParameters ed25519 => ed25519.GeneratePublicKey(),
        Ed448PrivateKeyParameters ed448 => ed448.GeneratePublicKey(),
        _ => throw Unknown(key),
    }).GetDerEncoded();

    private static ISigner Signer(AsymmetricKeyParameter key) => key switch
    {
        Ed25519PrivateKeyParameters or Ed25519PublicKeyParameters => new Ed25519Signer(),
        Ed448PrivateKeyParameters or Ed448PublicKeyParameters => new Ed448Signer([]),
        _ => throw Unknown(key),
    };

    private static ArgumentException Unknown(AsymmetricKeyParameter key) => new($"{key.GetType().Name} is no EdDSA key.", nameof(key));
}
