using Dapper;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Configuration;
using Sakpore.Grpc.Letters.Seals;
using Sakpore.Grpc.Storage;
using Sakpore.Signing.Trust;

namespace Sakpore.Grpc.Installation;

/// <summary>What must hold before the hub starts. All defects are told at once, each with what to set.</summary>
internal static class StartChecks
{
    /// <summary>Looks at settings and files; opens no database.</summary>
    /// <returns>A sentence for each defect; empty: all is well.</returns>
    public static IReadOnlyList<string> Settings(HubOptions options)
    {
        var defects = new List<string>([.. ValueChecks.Of(options), .. AccessChecks.Of(options.Access)]);
        if (options.Development == true)
        {
            return defects;
        }

        if (Require(options.PublicUrl, nameof(options.PublicUrl), "the https address of the citizens' pages") is { } address
            && address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            defects.Add($"Sakpore__{nameof(options.PublicUrl)}: {address} is not https. It is printed in QR codes, and citizens' pages are shown over TLS only.");
        }

        defects.AddRange(TlsChecks.Of(options));
        if (Require(options.InstallationKeyFile, nameof(options.InstallationKeyFile), "a file of 32 random bytes in base64, mode 0600") is { } keyFile)
        {
            CheckKey(nameof(options.InstallationKeyFile), keyFile, path => InstallationKeyFile.ReadKey(path));
        }

        if (Require(options.OfficerKeysKeyFile, nameof(options.OfficerKeysKeyFile), "a file of 32 random bytes in base64, mode 0600, that seals officers' keys") is { } storeKey)
        {
            CheckKey(nameof(options.OfficerKeysKeyFile), storeKey, path => InstallationKeyFile.ReadKey(path));
        }

        if (Require(options.CheckpointKeyFile, nameof(options.CheckpointKeyFile), "the PEM file of a private key on P-256, mode 0600, that signs checkpoints") is { } checkpoints)
        {
            CheckKey(nameof(options.CheckpointKeyFile), checkpoints, CheckpointFile.ReadPrivateKey);
        }

        if (options.FormerOfficerKeysKeyFile is { Length: > 0 } formerKey)
        {
            CheckKey(nameof(options.FormerOfficerKeysKeyFile), formerKey, path => InstallationKeyFile.ReadKey(path));
        }

        if (Require(options.AnchorsFile, nameof(options.AnchorsFile), "the PEM file of the trusted root certificates") is { } anchors)
        {
            CheckCertificates(anchors);
        }

        if (Require(options.OfficerKeysDirectory, nameof(options.OfficerKeysDirectory), "the directory of the officers' keys") is { } officers)
        {
            CheckOfficers(officers);
            defects.AddRange(KeyChecks.OpenOfficerKeys(options));
            defects.AddRange(KeyChecks.PlainOfficerKeys(options));
        }

        CheckSeals();
        return defects;

        void CheckSeals()
        {
            try
            {
                using var keys = SealingKeys.Read(options);
                if (keys?.Trust.Keys?.Name.Contains(DevelopmentMark.Organization, StringComparison.Ordinal) == true)
                {
                    defects.Add($"Sakpore__{nameof(options.SealKeySetFile)}: {options.SealKeySetFile} is marked \"{DevelopmentMark.Organization}\". Make keys with: sakpore seal keys");
                }
            }
            catch (StartRefusedException refused)
            {
                defects.AddRange(refused.Defects);
            }
        }

        string? Require(string? value, string name, string what)
        {
            if (string.IsNullOrEmpty(value))
            {
                defects.Add($"Sakpore__{name} is not set: {what}.");
                return null;
            }

            return value;
        }

        void CheckKey(string name, string path, Func<string, IDisposable> read)
        {
            if (!File.Exists(path))
            {
                defects.Add($"Sakpore__{name}: {path} is not there.");
            }
            else if (InstallationKeyFile.IsDevelopment(path))
            {
                defects.Add($"Sakpore__{name}: {path} was made for development. Make a new key; data sealed under this one cannot be taken along.");
            }
            else if (SecretFile.IsOpenToOthers(path))
            {
                defects.Add($"Sakpore__{name}: others can read {path}. Run: chmod 600 {path}");
            }
            else
            {
                try
                {
                    read(path).Dispose();
                }
                catch (InvalidDataException wrong)
                {
                    defects.Add($"Sakpore__{name}: {wrong.Message}");
                }
            }
        }

        void CheckCertificates(string path)
        {
            if (!File.Exists(path))
            {
                defects.Add($"{path} is not there.");
                return;
            }

            var certificates = PemCertificates.Read(path).ToList();
            if (certificates.Count == 0)
            {
                defects.Add($"{path} holds no certificate in PEM (-----BEGIN CERTIFICATE-----).");
            }

            if (certificates.Any(DevelopmentMark.IsMarked))
            {
                defects.Add($"{path} holds a certificate that is marked \"{DevelopmentMark.Organization}\". Configure real certificates.");
            }
        }

        void CheckOfficers(string directory)
        {
            if (!Directory.Exists(directory))
            {
                defects.Add($"Sakpore__{nameof(options.OfficerKeysDirectory)}: {directory} is not there.");
                return;
            }

            foreach (var chain in Directory.EnumerateFiles(directory, "*.pem"))
            {
                CheckCertificates(chain);
            }
        }
    }

    /// <summary>Holds the database to one mode for good: development data never become real ones.</summary>
    /// <returns>A sentence, or null: all is well.</returns>
    public static Task<string?> DatabaseAsync(Database database, bool development, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync<string?>(
            async transaction =>
            {
                var mode = development ? "development" : "production";
                var connection = transaction.Connection!;
                var stored = await connection.QuerySingleOrDefaultAsync<string>("SELECT mode FROM installation WHERE id = 1", transaction: transaction);
                if (stored is null)
                {
                    await connection.ExecuteAsync(
                        "INSERT INTO installation (id, mode, created_at) VALUES (1, @mode, @at)", new { mode, at = at.ToMicroseconds() }, transaction);
                }

                return stored is null || stored == mode
                    ? null
                    : $"The database was made in {stored} mode and this start is in {mode} mode. Set Sakpore__DataDirectory or Sakpore__Postgres to another one.";
            },
            cancellation);
}

/// <summary>A start that was refused.</summary>
/// <param name="defects">What is wrong, a sentence each.</param>
public sealed class StartRefusedException(IReadOnlyList<string> defects)
    : Exception("Sakpore does not start:" + Environment.NewLine + string.Join(Environment.NewLine, defects.Select(defect => "- " + defect)))
{
    /// <summary>What is wrong, a sentence each, with what to set.</summary>
    public IReadOnlyList<string> Defects { get; } = defects;
}
