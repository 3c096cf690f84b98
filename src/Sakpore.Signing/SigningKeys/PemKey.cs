using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sakpore.Signing.SigningKeys;

/// <summary>Keys in PEM text.</summary>
internal static class PemKey
{
    public static SigningKeyResult Load(ReadOnlySpan<char> certificates, ReadOnlySpan<char> key, ReadOnlySpan<char> passphrase)
    {
        var collection = new X509Certificate2Collection();
        try
        {
            try
            {
                collection.ImportFromPem(certificates);
            }
            catch (CryptographicException)
            {
                return SigningKeyResult.Of(SigningKeyFault.FileDamaged);
            }
            return collection.Count == 0 ? SigningKeyResult.Of(SigningKeyFault.CertificateMissing) : Load(collection, key, passphrase);
        }
        finally
        {
            foreach (var certificate in collection)
                certificate.Dispose();
        }
    }

    private static SigningKeyResult Load(X509Certificate2Collection certificates, ReadOnlySpan<char> key, ReadOnlySpan<char> passphrase)
    {
        AsymmetricAlgorithm? imported = certificates[0].PublicKey.Oid.Value switch
        {
            "1.2.840.113549.1.1.1" => RSA.Create(),
            "1.2.840.10045.2.1" => ECDsa.Create(),
            _ => null,
        };
        if (imported is null)
            return SigningKeyResult.Of(SigningKeyFault.KeyUnsupported);
        var encrypted = key.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        try
        {
            if (encrypted)
                imported.ImportFromEncryptedPem(key, passphrase);
            else
                imported.ImportFromPem(key);
        }
        catch (CryptographicException)
        {
            // With the wrong passphrase a key decrypts to noise; what is noise and what was damaged before cannot be told apart.
            imported.Dispose();
            return SigningKeyResult.Of(encrypted ? SigningKeyFault.WrongPassphrase : SigningKeyFault.FileDamaged);
        }
        catch (ArgumentException)
        {
            imported.Dispose();
            return SigningKeyResult.Of(SigningKeyFault.KeyMissing);
        }
        return LocalSigningKey.Create(certificates[0], certificates.Skip(1), imported);
    }
}
