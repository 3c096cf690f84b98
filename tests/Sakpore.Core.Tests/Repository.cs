using Sakpore.Core.Catalog;

namespace Sakpore.Core.Tests;

/// <summary>The repository's own files, found by walking up from the test's directory.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static CityCatalog Catalog { get; } = ReadCatalog();

    public static IEnumerable<CatalogFile> CatalogFiles() =>
        new[] { "permits", "procedures", "calendars" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, "catalog", folder), "*.yaml"))
            .Append(Path.Combine(Root, "catalog", "offices.yaml"))
            .Order(StringComparer.Ordinal)
            .Select(path => new CatalogFile(Path.GetRelativePath(Root, path), File.ReadAllText(path)));

    public static string Fixture(string name) => Path.Combine(Root, "tests", "Sakpore.Core.Tests", "Fixtures", name);

    private static CityCatalog ReadCatalog() => CatalogReader.Read(CatalogFiles()) switch
    {
        CatalogReadResult.Sound sound => sound.Catalog,
        CatalogReadResult.Defective defective => throw new InvalidDataException(string.Join('\n', defective.Defects)),
        var other => throw new InvalidDataException(other.ToString()),
    };

    private static string Find()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Sakpore.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new DirectoryNotFoundException("Sakpore.sln is in no folder above the tests.");
    }
}
