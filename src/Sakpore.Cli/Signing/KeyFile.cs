using Sakpore.Signing.SigningKeys;

namespace Sakpore.Cli.Signing;

/// <summary>Loads the signer's key from PKCS#12, or from PEM with its certificates beside it.</summary>
internal static class KeyFile
{
    /// <param name="path">The key.</param>
    /// <param name="certificates">For PEM: the signer's certificate and those above it; null: in the same file.</param>
    /// <param name="passphraseFile">Where the passphrase is; null: see <see cref="Passphrase.Read"/>.</param>
    /// <param name="error">Where to ask.</param>
    /// <exception cref="PassphraseException">There is no passphrase to be had.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SigningKeyResult<LocalSigningKey> Load(string path, string? certificates, string? passphraseFile, TextWriter error)
    {
        var bytes = File.ReadAllBytes(path);
        if (!bytes.AsSpan().StartsWith("-----BEGIN"u8))
            return LocalSigningKey.FromPkcs12(bytes, Passphrase.Read(passphraseFile, error));
        var key = System.Text.Encoding.Latin1.GetChars(bytes);
        try
        {
            var passphrase = key.AsSpan().Contains("ENCRYPTED", StringComparison.Ordinal) ? Passphrase.Read(passphraseFile, error) : [];
            return LocalSigningKey.FromPem(certificates is null ? key : File.ReadAllText(certificates), key, passphrase);
        }
        finally
        {
            Array.Clear(key);
            Array.Clear(bytes);
        }
    }
}
