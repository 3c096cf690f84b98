using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Configuration;
using Sakpore.Grpc.Installation;

namespace Sakpore.Grpc.Diagnosis;

/// <summary>
/// Looks at an installation from outside, without starting a hub and without changing anything: settings, files, database,
/// certificates, clocks, disks.
/// </summary>
public static class HubDiagnosis
{
    /// <summary>Reads settings as a hub would and looks at the installation that they describe.</summary>
    /// <param name="configuration">The configuration; its section <c>Sakpore</c> is read.</param>
    /// <param name="time">The clock of this machine.</param>
    /// <param name="cancellation">Cancels the looking.</param>
    /// <returns>What was found, in the order in which it was looked at.</returns>
    public static async Task<IReadOnlyList<Finding>> RunAsync(IConfiguration configuration, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(time);
        var (options, unread) = HubConfiguration.Read(configuration);
        return [.. unread.Select(Finding.Wrong), .. await RunAsync(options, time, cancellation)];
    }

    internal static async Task<IReadOnlyList<Finding>> RunAsync(HubOptions given, TimeProvider time, CancellationToken cancellation)
    {
        var options = given with { Development = given.Development ?? false, CatalogDirectory = given.CatalogDirectory ?? Path.Combine(AppContext.BaseDirectory, "catalog") };
        if (options.Development == true)
        {
            return [Finding.Warning("This is a development hub: its keys and certificates are valid nowhere, and nothing else was looked at. Set Sakpore__Development to false.")];
        }

        var (_, catalog) = CatalogDirectory.TryRead(options.CatalogDirectory!);
        IReadOnlyList<string> defects = [.. StartChecks.Settings(options), .. catalog];
        var now = time.GetUtcNow();
        return
        [
            .. defects.Count == 0 ? [Finding.Well("Settings, key files and catalog are fit for a start.")] : defects.Select(Finding.Wrong),
            .. await DatabaseDiagnosis.OfAsync(options, time, cancellation),
            .. await TimestampDiagnosis.OfAsync(options, time, cancellation),
            .. CertificateDiagnosis.Of(options, now),
            .. DiskDiagnosis.Of(options, path => new DriveInfo(path).AvailableFreeSpace),
        ];
    }
}
