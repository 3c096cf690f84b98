using Sakpore.Core.Catalog;

namespace Sakpore.Grpc.Catalog;

/// <summary>
/// The catalog in force in this process: the files on disk, and what was published since. Replaced whole; whoever reads it
/// once sees one catalog.
/// </summary>
/// <param name="files">The catalog of the files on disk.</param>
internal sealed class LiveCatalog(CityCatalog files)
{
    private volatile CityCatalog _current = files;

    /// <summary>The catalog as it is now.</summary>
    public CityCatalog Current => _current;

    /// <summary>The files on disk with versions that were published since, or what is wrong with them together.</summary>
    public CatalogReadResult With(IEnumerable<CatalogFile> published) => CatalogReader.Read([.. FilesOf(_current), .. published]);

    /// <summary>Takes a catalog into force.</summary>
    public void Replace(CityCatalog catalog) => _current = catalog;

    private static IEnumerable<CatalogFile> FilesOf(CityCatalog catalog) =>
        catalog.Parts.Select(part => new CatalogFile(part.Path, System.Text.Encoding.UTF8.GetString(part.Content.Span)));
}
