using Microsoft.Extensions.Time.Testing;
using Sakpore.Grpc.Development;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>
/// The development keys of one hub, made once in a run of tests and copied to each hub of the same catalog: generating
/// RSA keys takes longer than most tests. The calling systems' keys are not among them, since they live in the database.
/// </summary>
internal static class PreparedKeys
{
    private static readonly Lazy<Task<DirectoryInfo>> Prepared = new(PrepareAsync);

    /// <summary>Puts the keys where a hub that starts with these options looks for them.</summary>
    public static async Task CopyToAsync(HubOptions options)
    {
        var target = Path.Combine(options.DataDirectory, DevelopmentInstallation.Folder);
        if (options.CatalogDirectory is null && !Directory.Exists(target))
        {
            Copy(await Prepared.Value, target);
        }
    }

    private static async Task<DirectoryInfo> PrepareAsync()
    {
        var data = Directory.CreateTempSubdirectory("sakpore-test-keys-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => data.Delete(recursive: true);
        var options = new HubOptions { Development = true, DataDirectory = data.FullName, HttpPort = 0, GrpcPort = 0 };
        await using var app = Hub.Create(options, new FakeTimeProvider(TestHub.Start));
        await app.StartAsync();
        await app.StopAsync();
        var passphrase = DevelopmentCallers.Read(data.FullName).Passphrase;
        var keys = new DirectoryInfo(Path.Combine(data.FullName, DevelopmentInstallation.Folder));
        new DevelopmentCallers { Passphrase = passphrase }.WriteFile(Path.Combine(keys.FullName, DevelopmentCallers.FileName));
        return keys;
    }

    private static void Copy(DirectoryInfo source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in source.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(target, file.Name));
        }

        foreach (var folder in source.EnumerateDirectories())
        {
            Copy(folder, Path.Combine(target, folder.Name));
        }
    }
}
