using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Catalog;

/// <summary>Holds catalog versions still: the same version with other content is refused, and one in use can never be missing.</summary>
internal static class CatalogStore
{
    /// <summary>Stores parts that are new and compares those that are not.</summary>
    /// <returns>A sentence for each part that changed or vanished; empty: all is well.</returns>
    public static async Task<IReadOnlyList<string>> KeepAsync(
        DbTransaction transaction, IReadOnlyList<CatalogFileVersion> parts, DateTimeOffset at)
    {
        var known = (await transaction.Connection!.QueryAsync<KnownPart>(
            "SELECT kind AS Kind, slug AS Slug, version AS Version, sha256 AS Sha256 FROM catalog_parts", transaction: transaction))
            .ToDictionary(part => (part.Kind, part.Slug, part.Version));
        var defects = new List<string>();
        foreach (var part in parts)
        {
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(part.Content.Span));
            if (known.Remove((part.Kind, part.Slug, part.Version), out var stored))
            {
                if (stored.Sha256 != sha256)
                {
                    defects.Add($"{part} was used before with other content; give the change a new version.");
                }

                continue;
            }

            await transaction.Connection!.ExecuteAsync(
                "INSERT INTO catalog_parts (kind, slug, version, sha256, content, stored_at) VALUES (@Kind, @Slug, @Version, @sha256, @content, @at)",
                new { part.Kind, part.Slug, part.Version, sha256, content = part.Content.ToArray(), at = at.ToMicroseconds() },
                transaction);
        }

        foreach (var missing in known.Values)
        {
            defects.Add($"{missing.Kind} {missing.Slug}@{missing.Version} is missing; applications may be pinned to it.");
        }

        return defects;
    }

    private sealed record KnownPart(string Kind, string Slug, long Version, string Sha256);
}

/// <summary>A version of a catalog part, as a file.</summary>
/// <param name="Kind">What it is, for example <c>procedure</c>.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Version">Its version.</param>
/// <param name="Content">The file's bytes.</param>
internal sealed record CatalogFileVersion(string Kind, string Slug, long Version, ReadOnlyMemory<byte> Content)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Slug}@{Version}";
}
