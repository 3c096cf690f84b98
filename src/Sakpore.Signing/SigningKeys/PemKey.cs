using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Security;

namespace Sakpore.Signing.SigningKeys;

/// <summary>Keys in PEM text.</summary>
internal static class PemKey
{
    public static SigningKeyResult<LocalSigningKey> Load(ReadOnlySpan<char> certificates, ReadOnlySpan<char> key, ReadOnlySpan<char> passphrase)
    {
        List<ReadOnlyMemory<byte>> all;
        string kind;
        try
        {
            all = Certificates(certificates);
            if (all.Count == 0)
                return Of(SigningKeyFault.CertificateMissing);
            kind = X509CertificateStructure.GetInstance(Asn1Object.FromByteArray(all[0].ToArray())).SubjectPublicKeyInfo.Algorithm.Algorithm.Id;
        }
        catch (Exception e) when (e is FormatException or IOException or ArgumentException or InvalidOperationException or InvalidCastException)
        {
            return Of(SigningKeyFault.FileDamaged);
        }
        return kind switch
        {
            "1.2.840.113549.1.1.1" => Load(all, key, passphrase, RSA.Create()),
            "1.2.840.10045.2.1" => Load(all, key, passphrase, ECDsa.Create()),
            "1.3.101.112" or "1.3.101.113" => LoadEdDsa(all, key, passphrase),
            _ => Of(SigningKeyFault.KeyUnsupported),
        };
    }

    private static List<ReadOnlyMemory<byte>> Certificates(ReadOnlySpan<char> text)
    {
        var all = new List<ReadOnlyMemory<byte>>();
        while (PemEncoding.TryFind(text, out var block))
        {
            if (text[block.Label] is "CERTIFICATE")
                all.Add(Convert.FromBase64String(text[block.Base64Data].ToString()));
            text = text[block.Location.End..];
        }
        // Text that is neither empty nor a certificate is a file of something else.
        return all.Count > 0 || text.IsWhiteSpace() ? all : throw new FormatException("No certificate.");
    }

    private static SigningKeyResult<LocalSigningKey> Load(
        List<ReadOnlyMemory<byte>> certificates, ReadOnlySpan<char> key, ReadOnlySpan<char> passphrase, AsymmetricAlgorithm imported)
    {
        var isEncrypted = key.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        try
        {
            if (isEncrypted)
                imported.ImportFromEncryptedPem(key, passphrase);
            else
                imported.ImportFromPem(key);
        }
        catch (CryptographicException)
        {
            // With the wrong passphrase a key decrypts to noise; what is noise and what was damaged before cannot be told apart.
            imported.Dispose();
            return Of(isEncrypted ? SigningKeyFault.WrongPassphrase : SigningKeyFault.FileDamaged);
        }
        catch (ArgumentException)
        {
            imported.Dispose();
            return Of(SigningKeyFault.KeyMissing);
        }
        return LocalSigningKey.Create(certificates[0], certificates.Skip(1), imported, imported.ExportSubjectPublicKeyInfo());
    }

    private static SigningKeyResult<LocalSigningKey> LoadEdDsa(List<ReadOnlyMemory<byte>> certificates, ReadOnlySpan<char> key, ReadOnlySpan<char> passphrase)
    {
        if (!PemEncoding.TryFind(key, out var block) || key[block.Label] is not ("PRIVATE KEY" or "ENCRYPTED PRIVATE KEY"))
            return Of(SigningKeyFault.KeyMissing);
        var isEncrypted = key[block.Label] is "ENCRYPTED PRIVATE KEY";
        var secret = passphrase.ToArray();
        var encoded = new byte[block.DecodedDataLength];
        try
        {
            if (!Convert.TryFromBase64Chars(key[block.Base64Data], encoded, out _))
                return Of(SigningKeyFault.FileDamaged);
            var parsed = isEncrypted ? PrivateKeyFactory.DecryptKey(secret, encoded) : PrivateKeyFactory.CreateKey(encoded);
            return LocalSigningKey.Create(certificates[0], certificates.Skip(1), parsed);
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException or InvalidCastException
            or GeneralSecurityException or Org.BouncyCastle.Crypto.CryptoException)
        {
            return Of(isEncrypted ? SigningKeyFault.WrongPassphrase : SigningKeyFault.FileDamaged);
        }
        finally
        {
            Array.Clear(secret);
            CryptographicOperations.ZeroMemory(encoded);
        }
    }

    private static SigningKeyResult<LocalSigningKey> Of(SigningKeyFault fault) => SigningKeyResult<LocalSigningKey>.Of(fault);
}
