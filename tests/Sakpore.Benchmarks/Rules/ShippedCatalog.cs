using Sakpore.Core.Catalog;

namespace Sakpore.Benchmarks.Rules;

/// <summary>The catalog of this repository.</summary>
internal static class ShippedCatalog
{
    private static CityCatalog? _catalog;

    public static CityCatalog Read() => _catalog ??= CatalogReader.Read(
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "catalog"), "*.yaml", SearchOption.AllDirectories)
            .Where(path => !path.Contains("letters", StringComparison.Ordinal))
            .Select(path => new CatalogFile(path, File.ReadAllText(path)))) switch
    {
        CatalogReadResult.Sound sound => sound.Catalog,
        CatalogReadResult.Defective defective => throw new InvalidDataException(string.Join('\n', defective.Defects)),
        var other => throw new InvalidDataException(other.ToString()),
    };
}
