namespace Sakpore.Grpc.Diagnosis;

/// <summary>Room for the database file, for uploads and for documents.</summary>
internal static class DiskDiagnosis
{
    private const long Mebibyte = 1L << 20;
    private const long Little = 2048 * Mebibyte;

    /// <summary>Looks at the disks of data and uploads.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="freeBytes">How many bytes are free below a path.</param>
    public static IEnumerable<Finding> Of(HubOptions options, Func<string, long> freeBytes) =>
        new[]
            {
                ("data", options.DataDirectory),
                ("uploads", options.SpoolDirectory ?? Path.Combine(options.DataDirectory, "spool")),
                ("documents", options.BlobDirectory ?? options.DataDirectory),
            }
            .DistinctBy(directory => Existing(directory.Item2))
            .Select(directory => Of(directory.Item1, directory.Item2, freeBytes(Existing(directory.Item2)), 2 * options.DocumentBytes));

    private static Finding Of(string what, string path, long free, long least) =>
        free < least ? Finding.Wrong($"The disk of {what} ({path}) has {free / Mebibyte} MiB free: less than two of the largest documents. Make room.")
        : free < Little ? Finding.Warning($"The disk of {what} ({path}) has only {free / Mebibyte} MiB free.")
        : Finding.Well($"The disk of {what} ({path}) has {free / Mebibyte} MiB free.");

    /// <summary>The nearest directory above that is there: the first start makes the others.</summary>
    private static string Existing(string path)
    {
        var directory = new DirectoryInfo(path);
        while (!directory.Exists && directory.Parent is { } parent)
        {
            directory = parent;
        }

        return directory.FullName;
    }
}
