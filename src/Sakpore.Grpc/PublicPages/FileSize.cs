using System.Globalization;

namespace Sakpore.Grpc.PublicPages;

/// <summary>The size of a file, in words.</summary>
internal static class FileSize
{
    /// <summary>Whole mebibytes as MB, as people call them; else bytes.</summary>
    internal static string Written(long bytes) => bytes >= 1 << 20 && bytes % (1 << 20) == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20}\u00A0MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes}\u00A0byte");
}
