using System.Data.Common;
using System.Security.Cryptography;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Letters;

namespace Sakpore.Grpc.Diagnosis;

/// <summary>Whether the register of numbers is as far as the last checkpoint; where it is not, hubs number no letter.</summary>
internal static class SerialDiagnosis
{
    /// <summary>Compares them.</summary>
    public static async Task<IReadOnlyList<Finding>> OfAsync(HubOptions options, DbConnection connection)
    {
        try
        {
            if (options.CheckpointKeyFile is null || CheckpointFile.ReadLast(options) is not { } last)
            {
                return [];
            }

            var behind = await SerialsBehind.OfAsync(connection, last.Serials);
            return behind.Count == 0
                ? [Finding.Well($"The register of numbers is as far as checkpoint {last.Number} or farther.")]
                : [.. behind.Select(one => Finding.Wrong(
                    $"The database has lost letters of {one.Series}/{one.Year}: its register ends at {one.Registered}, and checkpoint {last.Number} saw {one.Given}. Hubs number nothing until this is seen to (docs/access.md, \"After a failover\"). Find the lost letters, then run: sakpore numbers skip {one.Series} {one.Year} {one.Given}"))];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException)
        {
            return [Finding.Wrong($"The last checkpoint cannot be read, and hubs number no letter until it can: {unreadable.Message}")];
        }
    }
}
