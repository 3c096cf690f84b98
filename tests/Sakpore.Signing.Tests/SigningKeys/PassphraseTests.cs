using System.Text.RegularExpressions;

namespace Sakpore.Signing.Tests.SigningKeys;

/// <summary>No passphrase or PIN becomes a string or a part of one, is logged, or is kept.</summary>
public partial class PassphraseTests
{
    [Test]
    public void No_source_of_the_library_turns_a_passphrase_into_text()
    {
        var root = Root();
        if (root is null)
            Assert.Ignore("The sources are not beside the tests; they were not searched.");
        var files = Directory.EnumerateFiles(Path.Combine(root!, "src", "Sakpore.Signing"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();
        Assert.That(files, Has.Count.GreaterThan(100));
        var found = files.SelectMany(file => File.ReadLines(file).Select((line, index) => (file, index, line)))
            .Where(item => Leak().IsMatch(item.line) && !item.line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Select(item => $"{item.file}:{item.index + 1}: {item.line.Trim()}");
        Assert.That(found, Is.Empty);
    }

    [TestCase("Log.Failed(logger, passphrase)")]
    [TestCase("throw new ArgumentException($\"wrong: {passphrase}\")")]
    [TestCase("var text = new string(passphrase);")]
    [TestCase("return passphrase.ToString();")]
    [TestCase("Console.WriteLine(pin);")]
    [TestCase("private readonly string _passphrase;")]
    public void Search_catches_a_leak(string line) => Assert.That(Leak().IsMatch(line));

    [GeneratedRegex(
        @"(?i)\{\s*(passphrase|pin|secret)\b|new string\(\s*(passphrase|pin|secret)\b|\b(passphrase|pin|secret)\.ToString\(|\b(log\w*|Console|Trace|Debug)\.\w+\([^)]*\b(passphrase|pin|secret)\b|\bstring\??\s+_?(passphrase|pin|secret)\b")]
    private static partial Regex Leak();

    private static string? Root()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Sakpore.sln")))
                return folder.FullName;
        }
        return null;
    }
}
