using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;

namespace Sakpore.Signing.SigningKeys;

/// <summary>Keys in PKCS#12 files.</summary>
internal static class Pkcs12Key
{
    public static SigningKeyResult<LocalSigningKey> Load(ReadOnlySpan<byte> file, ReadOnlySpan<char> passphrase)
    {
        // The key stays in memory where the platform can do so: macOS cannot.
        var storage = OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet;
        X509Certificate2Collection certificates;
        try
        {
            certificates = X509CertificateLoader.LoadPkcs12Collection(file, passphrase, storage);
        }
        catch (CryptographicException e)
        {
            // .NET does not load a file with an EdDSA key at all. Only HResult tells a wrong passphrase from anything else.
            return e.HResult == WrongPassword ? Of(SigningKeyFault.WrongPassphrase) : LoadEdDsa(file, passphrase);
        }
        try
        {
            var withKey = certificates.Where(certificate => certificate.HasPrivateKey).ToList();
            return withKey.Count switch
            {
                0 => LoadEdDsa(file, passphrase) is { Key: not null } found ? found : Of(SigningKeyFault.KeyMissing),
                1 => LocalSigningKey.FromCertificate(withKey[0], certificates),
                _ => Of(SigningKeyFault.SeveralKeys),
            };
        }
        finally
        {
            foreach (var certificate in certificates)
                certificate.Dispose();
        }
    }

    private static SigningKeyResult<LocalSigningKey> LoadEdDsa(ReadOnlySpan<byte> file, ReadOnlySpan<char> passphrase)
    {
        var secret = passphrase.ToArray();
        try
        {
            var store = new Pkcs12StoreBuilder().Build();
            store.Load(new MemoryStream(file.ToArray(), writable: false), secret);
            var keys = store.Aliases.Where(store.IsKeyEntry).ToList();
            if (keys.Count != 1)
                return Of(keys.Count == 0 ? SigningKeyFault.KeyMissing : SigningKeyFault.SeveralKeys);
            if (store.GetCertificate(keys[0]) is not { } signer)
                return Of(SigningKeyFault.CertificateMissing);
            var others = store.Aliases.Select(store.GetCertificate).Concat(store.GetCertificateChain(keys[0]) ?? []).OfType<X509CertificateEntry>();
            return LocalSigningKey.Create(signer.Certificate.GetEncoded(), [.. others.Select(other => (ReadOnlyMemory<byte>)other.Certificate.GetEncoded())],
                store.GetKey(keys[0]).Key);
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException or InvalidCastException or FormatException
            or GeneralSecurityException or Org.BouncyCastle.Crypto.CryptoException)
        {
            return Of(SigningKeyFault.FileDamaged);
        }
        finally
        {
            Array.Clear(secret);
        }
    }

    private static SigningKeyResult<LocalSigningKey> Of(SigningKeyFault fault) => SigningKeyResult<LocalSigningKey>.Of(fault);

    // ERROR_INVALID_PASSWORD as an HRESULT, which .NET sets on every platform.
    private const int WrongPassword = unchecked((int)0x80070056);
}
