using System.Text.Json;
using Sakpore.Grpc.Installation;

namespace Sakpore.Grpc.Development;

/// <summary>The credentials of a development hub, in a file that its owner alone can read.</summary>
public sealed record DevelopmentCallers
{
    internal const string FileName = "callers.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The portal's key: it acts for applicants.</summary>
    public string Portal { get; init; } = "";

    /// <summary>The key of each office's system, by office.</summary>
    public IReadOnlyDictionary<string, string> Offices { get; init; } = new Dictionary<string, string>();

    /// <summary>The passphrase of every officer's development key.</summary>
    public string Passphrase { get; init; } = "";

    /// <summary>Reads the credentials of a development hub that has been started.</summary>
    /// <param name="dataDirectory">The hub's data directory.</param>
    public static DevelopmentCallers Read(string dataDirectory) =>
        ReadFile(Path.Combine(dataDirectory, DevelopmentInstallation.Folder, FileName));

    internal static DevelopmentCallers ReadFile(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<DevelopmentCallers>(File.ReadAllBytes(path))! : new DevelopmentCallers();

    internal void WriteFile(string path) => SecretFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, Indented));
}
