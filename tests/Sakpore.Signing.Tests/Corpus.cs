namespace Sakpore.Signing.Tests;

/// <summary>PDFs made by others, in a folder <c>shared/corpus</c> beside the repository; tests that use them are ignored where it is absent.</summary>
internal static class Corpus
{
    public static string? Folder { get; } = Find();

    /// <summary>The files under a folder of the corpus, as names relative to it; one null, to be ignored, if there is no corpus.</summary>
    public static IEnumerable<string?> Files(string folder) => Folder is null
        ? [null]
        : Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.pdf", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file))
            .Order(StringComparer.Ordinal);

    public static byte[] Read(string? name)
    {
        if (Folder is null || name is null)
            Assert.Ignore("shared/corpus is not beside the repository; PDFs made by others were not tried.");
        return File.ReadAllBytes(Path.Combine(Folder!, name!));
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var corpus = Path.Combine(folder.FullName, "shared", "corpus");
            if (Directory.Exists(corpus))
                return corpus;
        }
        return null;
    }
}
