namespace Sakpore.Grpc.Installation;

/// <summary>The files of keys: who can read them.</summary>
internal static class KeyChecks
{
    /// <summary>The files that hold secrets and are configured, by setting.</summary>
    public static IEnumerable<(string Setting, string Path)> Secrets(HubOptions options) =>
        new (string Setting, string? Path)[]
            {
                (nameof(options.InstallationKeyFile), options.InstallationKeyFile),
                (nameof(options.OfficerKeysKeyFile), options.OfficerKeysKeyFile),
                (nameof(options.FormerOfficerKeysKeyFile), options.FormerOfficerKeysKeyFile),
                (nameof(options.CheckpointKeyFile), options.CheckpointKeyFile),
                (nameof(options.SealKeyFile), options.SealKeyFile),
                (nameof(options.SealStatusKeyFile), options.SealStatusKeyFile),
                (nameof(options.TlsKeyFile), options.TlsKeyFile),
            }
            .Where(secret => !string.IsNullOrEmpty(secret.Path))
            .Select(secret => (secret.Setting, secret.Path!))
            .Concat(OfficerKeys(options).Select(path => (nameof(options.OfficerKeysDirectory), path)));

    /// <summary>A sentence for each configured key that is not there or cannot be read now.</summary>
    public static IEnumerable<string> Unreadable(HubOptions options)
    {
        foreach (var (setting, path) in Secrets(options).Where(secret => !CanRead(secret.Path)))
        {
            yield return $"Sakpore__{setting}: {path} cannot be read.";
        }

        if (!string.IsNullOrEmpty(options.OfficerKeysDirectory) && !Directory.Exists(options.OfficerKeysDirectory))
        {
            yield return $"Sakpore__{nameof(options.OfficerKeysDirectory)}: {options.OfficerKeysDirectory} is not there.";
        }
    }

    /// <summary>A sentence for each officer's key that others than the hub's user can read.</summary>
    public static IEnumerable<string> OpenOfficerKeys(HubOptions options) => OfficerKeys(options)
        .Where(SecretFile.IsOpenToOthers)
        .Select(path => $"Sakpore__{nameof(options.OfficerKeysDirectory)}: others can read {path}. Run: chmod 600 {path}");

    /// <summary>A sentence for each officer's key that lies there as it is.</summary>
    public static IEnumerable<string> PlainOfficerKeys(HubOptions options) => !Directory.Exists(options.OfficerKeysDirectory)
        ? []
        : Directory.EnumerateFiles(options.OfficerKeysDirectory, "*.p12").Order(StringComparer.Ordinal)
            .Select(path => $"{path} is not sealed. Run: sakpore keys import {Path.GetFileNameWithoutExtension(path)} {path}, and remove it.");

    private static IEnumerable<string> OfficerKeys(HubOptions options) =>
        !string.IsNullOrEmpty(options.OfficerKeysDirectory) && Directory.Exists(options.OfficerKeysDirectory)
            ? Directory.EnumerateFiles(options.OfficerKeysDirectory, "*.p12.sealed").Order(StringComparer.Ordinal)
            : [];

    private static bool CanRead(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
