using Sakpore.Reference.Contract;
using Sakpore.Reference.OpenApi;
using Sakpore.Reference.Page;

namespace Sakpore.Reference;

/// <summary>The files that are generated from the protos, and checked in.</summary>
internal static class ReferenceFiles
{
    /// <summary>The command that writes them anew.</summary>
    public const string Command = "dotnet run --project eng/Reference";

    /// <summary>Each file: its path in the repository and its text.</summary>
    public static IEnumerable<(string Path, string Text)> All()
    {
        var contract = ContractImage.Read();
        yield return ("docs/openapi.json", OpenApiDocument.Write(contract));
        yield return ("docs/api.md", ApiPage.Write(contract));
    }

    /// <summary>The folder of the repository.</summary>
    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sakpore.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("This runs inside the repository only.");
        return folder.FullName;
    }
}
