using System.Diagnostics;

namespace Sakpore.Architecture.Tests;

/// <summary>The contract's style, and that nothing a caller relies on is taken away: buf judges.</summary>
[TestFixture]
internal sealed class ContractTests
{
    private static readonly string Root = Repository();

    [Test]
    public void Contract_is_in_style_and_takes_nothing_away()
    {
        var (exit, said) = Check(Path.Combine(Root, "protos"));
        Assert.That(exit, Is.Zero, said);
    }

    [Test]
    public void Field_taken_away_is_noticed()
    {
        var copy = Directory.CreateTempSubdirectory("sakpore-protos-");
        try
        {
            foreach (var proto in Directory.EnumerateFiles(Path.Combine(Root, "protos"), "*.proto", SearchOption.AllDirectories))
            {
                var path = Path.Combine(copy.FullName, Path.GetRelativePath(Path.Combine(Root, "protos"), proto));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllLines(path, File.ReadLines(proto).Where(line => line != "  string tracking_uri = 3;"));
            }

            var (exit, said) = Check(copy.FullName);
            Assert.That(exit, Is.Not.Zero);
            Assert.That(said, Does.Contain("\"3\" with name \"tracking_uri\" on message \"SubmitApplicationResponse\""));
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private static (int Exit, string Said) Check(string protos)
    {
        if (!HasNpm())
            Assert.Ignore("npm is not installed; buf, which it brings, would have judged the contract.");
        var start = new ProcessStartInfo(Path.Combine(Root, "eng", "contract.sh"), ["check", protos]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static bool HasNpm() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "npm")));

    private static string Repository()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sakpore.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run inside the repository.");
        return folder.FullName;
    }
}
