using System.Security.Cryptography;
using Sakpore.Core;
using Sakpore.Core.Catalog;
using Sakpore.Signing.Seals;

namespace Sakpore.Cli.Seals;

/// <summary>Makes the keys of seals and has the root sign their set. The root lies encrypted under its passphrase. Existing private keys are never overwritten before the new set is signed.</summary>
internal sealed class SealKeyCeremony(string folder, string rootFile, ReadOnlyMemory<char> passphrase, CityCatalog catalog, DateTimeOffset now, int years)
{
    /// <summary>The shortest passphrase of a new root, in characters.</summary>
    public const int ShortestPassphrase = 12;

    private const int WibMinutes = 420;

    // PKCS#8 with PBES2 (RFC 8018, 6.2). As many rounds as OWASP asks of PBKDF2 with SHA-256: the file lies where it may be copied.
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000);

    /// <summary>The key file for hub and checkers.</summary>
    public string KeySetFile { get; } = Path.Combine(folder, "seal-keys.pem");

    /// <summary>Whether there is no key set yet.</summary>
    public bool IsFirst => !File.Exists(KeySetFile);

    private DateOnly Today => DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromMinutes(WibMinutes)).DateTime);

    /// <summary>Makes the first keys, and the root where there is none.</summary>
    /// <returns>Null; or why not.</returns>
    public LocalizedText? Begin(string? issuer, string? name)
    {
        if (string.IsNullOrWhiteSpace(issuer) || string.IsNullOrWhiteSpace(name))
            return new("Kunci pertama memerlukan --issuer dan --name.", "The first keys need --issuer and --name.");
        Directory.CreateDirectory(folder);
        using var root = OpenRoot();
        return root is null ? NoRoot : Finish(root, new SealKeySet(issuer, 1, now, WibMinutes, name, [], Titles(), Offices()), null);
    }

    /// <summary>Makes new keys beside the old ones, which end today, or are marked.</summary>
    /// <returns>Null; or why not.</returns>
    public LocalizedText? Change(bool compromised)
    {
        if (!SealKeyFile.Read(File.ReadAllText(KeySetFile)).TryGetTrust(out var trust))
            return new($"{KeySetFile} bukan berkas kunci.", $"{KeySetFile} is not a key file.");
        using var root = OpenRoot();
        if (root is null)
            return NoRoot;
        if (!root.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(trust.Root.Span))
            return new("Kunci induk ini bukan milik berkas kunci itu.", "This root is not that of the key file.");
        var held = trust.Keys!;
        var old = held.Keys.Select(key => key with
        {
            NotAfter = key.NotAfter < Today ? key.NotAfter : Today < key.NotBefore ? key.NotBefore : Today,
            Compromised = key.Compromised || (compromised && key.NotAfter >= Today),
        });
        return Finish(root, held with { Sequence = held.Sequence + 1, Issued = now, Keys = [.. old], Titles = Titles(), Offices = Offices() }, trust);
    }

    private LocalizedText NoRoot => !File.Exists(rootFile)
        ? new($"Frasa sandi kunci induk paling sedikit {ShortestPassphrase} karakter.", $"The root's passphrase has at least {ShortestPassphrase} characters.")
        : new("Kunci induk tidak dapat dibuka: frasa sandi salah, atau berkasnya bukan PKCS#8 terenkripsi.", "The root's key cannot be opened: the passphrase is wrong, or the file is no encrypted PKCS#8.");

    private LocalizedText? Finish(ECDsa root, SealKeySet set, SealTrust? held)
    {
        using var seals = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var status = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        set = set with { Keys = [.. set.Keys, Entry(seals, SealKeyUse.Seal), Entry(status, SealKeyUse.Status)] };
        SealTrustResult taken;
        try
        {
            taken = (held ?? SealTrust.Pin(set.Issuer, root.ExportSubjectPublicKeyInfo())).WithKeySet(set.Sign(root));
        }
        catch (ArgumentException)
        {
            return new("Nama penerbit atau isi katalog tidak sesuai aturan (docs/seal.md).", "The issuer's name or the catalog's words are against the rules (docs/seal.md).");
        }

        if (!taken.TryGetTrust(out var trust))
            return new(taken.Indonesian, taken.English);
        WriteSecret(Path.Combine(folder, "seal.key"), seals.ExportPkcs8PrivateKeyPem());
        WriteSecret(Path.Combine(folder, "seal-status.key"), status.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(KeySetFile, SealKeyFile.Write(trust));
        return null;
    }

    private SealKey Entry(ECDsa key, SealKeyUse use) => new(SealKeys.KidOf(key), key.ExportSubjectPublicKeyInfo(), use, Today, Today.AddYears(years));

    private ECDsa? OpenRoot()
    {
        var root = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            if (File.Exists(rootFile))
                root.ImportFromEncryptedPem(File.ReadAllText(rootFile), passphrase.Span);
            else if (passphrase.Length < ShortestPassphrase)
                throw new ArgumentException("The passphrase is too short.", nameof(passphrase));
            else
                WriteSecret(rootFile, root.ExportEncryptedPkcs8PrivateKeyPem(passphrase.Span, Encryption));
            SealKeys.KidOf(root);
            return root;
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException)
        {
            root.Dispose();
            return null;
        }
    }

    private Dictionary<string, string> Titles() => catalog.PermitTypes.DistinctBy(type => type.Slug).ToDictionary(type => type.Slug, type => type.Name.Id);

    private Dictionary<string, string> Offices() => catalog.Offices.ToDictionary(office => office.Slug, office => office.Name.Id);

    private static void WriteSecret(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // A file that is there keeps its mode when it is written over.
        File.Delete(path);
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
