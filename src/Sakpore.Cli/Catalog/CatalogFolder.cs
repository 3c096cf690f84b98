using Sakpore.Core.Catalog;

namespace Sakpore.Cli.Catalog;

/// <summary>The catalog's files: those shipped beside the program, or a city's own.</summary>
internal static class CatalogFolder
{
    private const string Letters = "letters";

    /// <summary>Where the catalog lies that is shipped with the program.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "catalog");

    /// <summary>
    /// Reads the rules of a catalog: every YAML file but the letter templates, which are the hub's. Null where the folder is
    /// not there.
    /// </summary>
    public static CatalogReadResult? Read(string folder) => Directory.Exists(folder)
        ? CatalogReader.Read(Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(folder, path).StartsWith(Letters + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new CatalogFile(path, File.ReadAllText(path))))
        : null;
}
