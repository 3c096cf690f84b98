using System.Security.Cryptography;
using Sakpore.Grpc.Installation;
using Sakpore.Signing.Seals;

namespace Sakpore.Grpc.Letters.Seals;

/// <summary>The office's keys for seals and status lists, and the signed key set that publishes their public halves. Read once.</summary>
internal sealed class SealingKeys : IDisposable
{
    private readonly ECDsa _seals;
    private readonly ECDsa _status;
    private readonly Lock _lock = new();

    private SealingKeys(SealTrust trust, ECDsa seals, ECDsa status) => (Trust, _seals, _status) = (trust, seals, status);

    /// <summary>The pinned root and the key set.</summary>
    public SealTrust Trust { get; }

    /// <summary>Reads the keys; null where the installation seals nothing.</summary>
    /// <exception cref="StartRefusedException">A file is missing or does not belong to the others.</exception>
    public static SealingKeys? Read(HubOptions options)
    {
        if (string.IsNullOrEmpty(options.SealKeySetFile))
        {
            return null;
        }

        foreach (var (name, path) in ((string, string?)[])[
            (nameof(options.SealKeySetFile), options.SealKeySetFile),
            (nameof(options.SealKeyFile), options.SealKeyFile),
            (nameof(options.SealStatusKeyFile), options.SealStatusKeyFile)])
        {
            if (!File.Exists(path))
            {
                throw new StartRefusedException([$"Sakpore__{name}: {path ?? "not set, and Sakpore__SealKeySetFile is"} is not there."]);
            }
        }

        var read = SealKeyFile.Read(File.ReadAllText(options.SealKeySetFile));
        return read.TryGetTrust(out var trust)
            ? new SealingKeys(trust, Open(options.SealKeyFile!, trust, SealKeyUse.Seal), Open(options.SealStatusKeyFile!, trust, SealKeyUse.Status))
            : throw new StartRefusedException([$"Sakpore__{nameof(options.SealKeySetFile)}: {read.English}"]);
    }

    /// <summary>Makes a seal.</summary>
    public SealMaking Seal(SealClaims claims, string host)
    {
        lock (_lock)
        {
            return new SealSigner(_seals).Seal(claims, host);
        }
    }

    /// <summary>Signs a status list.</summary>
    public byte[] Sign(SealStatusList list)
    {
        lock (_lock)
        {
            return list.Sign(_status);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _seals.Dispose();
        _status.Dispose();
    }

    private static ECDsa Open(string path, SealTrust trust, SealKeyUse use)
    {
        if (SecretFile.IsOpenToOthers(path))
        {
            throw new StartRefusedException([$"Others can read {path}. Run: chmod 600 {path}"]);
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (trust.Keys!.Keys.Any(entry => entry.Use == use && !entry.Compromised && entry.Kid.Span.SequenceEqual(SealKeys.KidOf(key))))
            {
                return key;
            }
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException)
        {
            // What is wrong with a private key's file is not repeated: the message must not quote it.
        }

        key.Dispose();
        throw new StartRefusedException([$"{path} is not a key that the key set in Sakpore__{nameof(HubOptions.SealKeySetFile)} has for this use."]);
    }
}
