namespace Sakpore.Signing.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Sakpore.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Sakpore.sln is above no folder of the tests.");
    }
}
