using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sakpore.Signing.SigningKeys;

/// <summary>Keys in PKCS#12 files.</summary>
internal static class Pkcs12Key
{
    public static SigningKeyResult Load(ReadOnlySpan<byte> file, ReadOnlySpan<char> passphrase)
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
            // Only the message tells a wrong passphrase from a damaged file apart, so the reason covers both unless HResult does.
            return SigningKeyResult.Of(e.HResult == WrongPassword ? SigningKeyFault.WrongPassphrase : SigningKeyFault.FileDamaged);
        }
        try
        {
            var withKey = certificates.Where(certificate => certificate.HasPrivateKey).ToList();
            return withKey.Count switch
            {
                0 => SigningKeyResult.Of(SigningKeyFault.KeyMissing),
                1 => LocalSigningKey.FromCertificate(withKey[0], certificates),
                _ => SigningKeyResult.Of(SigningKeyFault.SeveralKeys),
            };
        }
        finally
        {
            foreach (var certificate in certificates)
                certificate.Dispose();
        }
    }

    // ERROR_INVALID_PASSWORD as an HRESULT, which .NET sets on every platform.
    private const int WrongPassword = unchecked((int)0x80070056);
}
