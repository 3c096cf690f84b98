using System.Security.Cryptography;
using System.Text.Json;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.PersonalData;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Grpc.Signing;

/// <summary>
/// The directory of officers' keys. <c>{officer}.p12.sealed</c>: a PKCS#12 file, sealed with AES-256-GCM under a configured key
/// besides its own passphrase, so that a stolen backup cannot be guessed at. <c>{officer}.token.json</c>: the labels of a
/// key on a PKCS#11 token. <c>{officer}.pem</c>: the certificate with its chain.
/// </summary>
internal sealed class OfficerKeyStore : IDisposable
{
    private const int KeyIdBytes = 8;
    private const string Sealed = ".p12.sealed";
    private const string Token = ".token.json";

    private readonly string _directory;
    private readonly string? _library;
    private readonly IReadOnlyList<SealingKey> _keys;

    /// <summary>Takes a store.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="keyFile">The file of the key that seals, mode 0600.</param>
    /// <param name="formerKeyFile">The file of the key that sealed before, until all is sealed anew; null: there is none.</param>
    /// <param name="library">The PKCS#11 module; null: no tokens. Configured, never read from the store: it is code.</param>
    /// <exception cref="InvalidDataException">A key file holds no key, or others can read it.</exception>
    public OfficerKeyStore(string directory, string keyFile, string? formerKeyFile = null, string? library = null)
    {
        (_directory, _library) = (directory, library);
        _keys = [.. new[] { keyFile, formerKeyFile }.Where(file => !string.IsNullOrEmpty(file)).Select(file => InstallationKeyFile.ReadKey(file!))];
    }

    /// <summary>The file of an officer's certificate with its chain; it need not be there.</summary>
    public string ChainOf(string officer) => PathOf(officer, ".pem");

    /// <summary>Whether an officer has a key here.</summary>
    public bool Holds(string officer) => File.Exists(PathOf(officer, Sealed)) || File.Exists(PathOf(officer, Token));

    /// <summary>Opens an officer's key.</summary>
    /// <param name="officer">The officer's id; the files are named by it, so nobody signs with another's key.</param>
    /// <param name="passphrase">Passphrase or PIN; cleared before this returns.</param>
    public (ISigningKey? Key, SigningKeyFault? Fault) Open(string officer, char[] passphrase)
    {
        try
        {
            if (!File.Exists(PathOf(officer, Token)))
            {
                var loaded = File.Exists(PathOf(officer, Sealed))
                    ? LocalSigningKey.FromPkcs12(Unseal(officer), passphrase)
                    : null;
                return (loaded?.Key, loaded is null ? SigningKeyFault.KeyMissing : loaded.Fault);
            }

            var labels = JsonSerializer.Deserialize<TokenLabels>(File.ReadAllBytes(PathOf(officer, Token)))!;
            var chain = ChainOf(officer);
            var opened = _library is null ? null : Pkcs11SigningKey.Open(
                new Pkcs11Token
                {
                    Library = _library,
                    Label = labels.Token,
                    KeyLabel = labels.Key,
                    Certificates = File.Exists(chain) ? CertificateChain.FromDer([.. PemCertificates.Read(chain)]) : null,
                },
                passphrase);
            return (opened?.Key, opened is null ? SigningKeyFault.TokenMissing : opened.Fault);
        }
        finally
        {
            Array.Clear(passphrase);
        }
    }

    /// <summary>Puts an officer's PKCS#12 file into the store, sealed.</summary>
    public void Put(string officer, ReadOnlySpan<byte> pkcs12, RandomIdentifiers random)
    {
        var content = _keys[0].Seal(pkcs12, Context(officer), random);
        SecretFile.Write(PathOf(officer, Sealed), [.. IdOf(_keys[0]), .. content]);
    }

    /// <summary>Names an officer's key on a token.</summary>
    public void PutToken(string officer, string token, string? key) =>
        SecretFile.Write(PathOf(officer, Token), JsonSerializer.SerializeToUtf8Bytes(new TokenLabels(token, key)));

    /// <summary>Seals anew under the current key what is sealed under the former one.</summary>
    /// <returns>The officers whose keys were sealed anew.</returns>
    public IReadOnlyList<string> Reseal(RandomIdentifiers random)
    {
        var resealed = new List<string>();
        foreach (var path in Directory.EnumerateFiles(_directory, "*" + Sealed).Order(StringComparer.Ordinal))
        {
            var officer = Path.GetFileName(path)[..^Sealed.Length];
            if (!File.ReadAllBytes(path).AsSpan(0, KeyIdBytes).SequenceEqual(IdOf(_keys[0])))
            {
                Put(officer, Unseal(officer), random);
                resealed.Add(officer);
            }
        }

        return resealed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _keys)
        {
            key.Dispose();
        }
    }

    /// <summary>An officer's PKCS#12 file, under its own passphrase alone.</summary>
    /// <exception cref="CryptographicException">It is sealed under a key that is not configured, or was changed or moved.</exception>
    internal byte[] Unseal(string officer)
    {
        var file = File.ReadAllBytes(PathOf(officer, Sealed)).AsSpan();
        foreach (var key in _keys)
        {
            if (file.Length > KeyIdBytes && file[..KeyIdBytes].SequenceEqual(IdOf(key)))
            {
                return key.Open(file[KeyIdBytes..], Context(officer));
            }
        }

        throw new CryptographicException($"The key of {officer} is sealed under a key that is not configured.");
    }

    private static ReadOnlySpan<byte> IdOf(SealingKey key) => key.Digest("officer-keys/key-id"u8).AsSpan(0, KeyIdBytes);

    private static string Context(string officer) => "officer-keys/" + officer;

    private string PathOf(string officer, string ending) => Path.Combine(_directory, officer + ending);

    private sealed record TokenLabels(string Token, string? Key);
}
