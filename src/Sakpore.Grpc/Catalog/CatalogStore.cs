using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Sakpore.Core.Catalog;
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

            await AddAsync(transaction, part, sha256, at);
        }

        // The rules' parts live on in the database; a letter template or a list of offices lives on disk alone.
        foreach (var missing in known.Values.Where(part => !Enum.TryParse<CatalogPartKind>(part.Kind, out var kind) || kind == CatalogPartKind.Offices))
        {
            defects.Add($"{missing.Kind} {missing.Slug}@{missing.Version} is missing; applications may be pinned to it.");
        }

        return defects;
    }

    /// <summary>Stores a part that is new.</summary>
    public static Task AddAsync(DbTransaction transaction, CatalogFileVersion part, string sha256, DateTimeOffset at) =>
        transaction.Connection!.ExecuteAsync(
            "INSERT INTO catalog_parts (kind, slug, version, sha256, content, stored_at) VALUES (@Kind, @Slug, @Version, @sha256, @content, @at)",
            new { part.Kind, part.Slug, part.Version, sha256, content = part.Content.ToArray(), at = at.ToMicroseconds() },
            transaction);

    /// <summary>The stored parts of the permit rules that a catalog does not have, as files.</summary>
    public static async Task<IReadOnlyList<CatalogFile>> MissingAsync(DbConnection connection, CityCatalog catalog)
    {
        var known = catalog.Parts.Select(part => (part.Kind.ToString(), part.Slug, (long)part.Version)).ToHashSet();
        var stored = await connection.QueryAsync<KnownPart>("SELECT kind AS Kind, slug AS Slug, version AS Version, sha256 AS Sha256 FROM catalog_parts");
        var files = new List<CatalogFile>();
        foreach (var part in stored.Where(part => Enum.TryParse<CatalogPartKind>(part.Kind, out _) && !known.Contains((part.Kind, part.Slug, part.Version))))
        {
            var content = await connection.QuerySingleAsync<byte[]>(
                "SELECT content FROM catalog_parts WHERE kind = @Kind AND slug = @Slug AND version = @Version", new { part.Kind, part.Slug, part.Version });
            files.Add(new CatalogFile($"{part.Kind}/{part.Slug}.v{part.Version}.yaml", Encoding.UTF8.GetString(content)));
        }

        return files;
    }

    /// <summary>One page of the stored parts, by kind, slug and version.</summary>
    public static async Task<IReadOnlyList<StoredPart>> ListAsync(DbConnection connection, StoredPart? after, int count) =>
    [
        .. await connection.QueryAsync<StoredPart>(
            $"""
            SELECT kind AS Kind, slug AS Slug, version AS Version, sha256 AS Sha256, stored_at AS StoredAt FROM catalog_parts
            {(after is null ? "" : "WHERE (kind, slug, version) > (@Kind, @Slug, @Version)")}
            ORDER BY kind, slug, version LIMIT @count
            """,
            new { after?.Kind, after?.Slug, after?.Version, count }),
    ];

    private sealed record KnownPart(string Kind, string Slug, long Version, string Sha256);
}

/// <summary>A version of a catalog part, as a file.</summary>
/// <param name="Kind">What it is, for example <c>procedure</c>.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Version">Its version.</param>
/// <param name="Content">The file's bytes.</param>
internal sealed record CatalogFileVersion(string Kind, string Slug, long Version, ReadOnlyMemory<byte> Content)
{
    /// <summary>A part of the permit rules.</summary>
    public static CatalogFileVersion Of(CatalogPart part) => new(part.Kind.ToString(), part.Slug, part.Version, part.Content);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Slug}@{Version}";
}

/// <summary>A stored version of a catalog part.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">SHA-256 of its content, lower-case hex.</param>
/// <param name="StoredAt">When this hub first had it, microseconds.</param>
internal sealed record StoredPart(string Kind, string Slug, long Version, string Sha256, long StoredAt);
