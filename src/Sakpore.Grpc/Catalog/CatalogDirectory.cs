using Sakpore.Core.Catalog;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Letters;

namespace Sakpore.Grpc.Catalog;

/// <summary>The catalog's files on disk: permit rules for Core, letter templates for the composer.</summary>
internal static class CatalogDirectory
{
    private const string LettersFolder = "letters";

    /// <summary>Reads a catalog whole.</summary>
    /// <exception cref="StartRefusedException">Something is wrong with it; every defect is said, with file and line.</exception>
    public static CatalogOnDisk Read(string directory)
    {
        var (catalog, defects) = TryRead(directory);
        return catalog ?? throw new StartRefusedException(defects);
    }

    /// <summary>Reads a catalog whole, or says every defect, with file and line.</summary>
    public static (CatalogOnDisk? Catalog, IReadOnlyList<string> Defects) TryRead(string directory)
    {
        if (!Directory.Exists(directory))
        {
            return (null, [$"Sakpore__{nameof(HubOptions.CatalogDirectory)}: {directory} is not there."]);
        }

        var files = Directory.EnumerateFiles(directory, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => new CatalogFile(Path.GetRelativePath(directory, path).Replace('\\', '/'), File.ReadAllText(path)))
            .ToLookup(file => file.Path.StartsWith(LettersFolder + "/", StringComparison.Ordinal));
        var city = CatalogReader.Read(files[false]);
        var (letters, letterDefects) = LetterTemplates.Read(files[true]);
        IReadOnlyList<string> defects =
        [
            .. city is CatalogReadResult.Defective defective ? defective.Defects.Select(defect => defect.ToString()) : [],
            .. letterDefects.Select(defect => defect.ToString()),
        ];
        return defects.Count == 0 ? (new CatalogOnDisk(((CatalogReadResult.Sound)city).Catalog, letters), []) : (null, defects);
    }
}

/// <summary>A catalog as read from its files.</summary>
/// <param name="City">The permit rules.</param>
/// <param name="Letters">The letter templates.</param>
internal sealed record CatalogOnDisk(CityCatalog City, LetterTemplates Letters);
