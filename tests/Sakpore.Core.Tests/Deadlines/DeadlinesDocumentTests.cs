using System.Text.RegularExpressions;

namespace Sakpore.Core.Tests.Deadlines;

/// <summary>docs/deadlines.md names the test that holds each sentence; those tests are there.</summary>
public sealed partial class DeadlinesDocumentTests
{
    [Test]
    public void Every_test_that_the_document_names_is_there() => Assert.Multiple(() =>
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "deadlines.md"));
        HashSet<string> methods = [.. typeof(DeadlinesDocumentTests).Assembly.GetTypes().SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}"))];
        string fixture = "";
        int named = 0;
        foreach (Match name in Named().Matches(text))
        {
            if (name.Groups["fixture"].Success)
                fixture = name.Groups["fixture"].Value;
            if (!name.Groups["test"].Success)
                continue;
            named++;
            Assert.That(methods, Does.Contain($"{fixture}.{name.Groups["test"].Value}"));
        }

        Assert.That(named, Is.GreaterThan(30));
    });

    [GeneratedRegex("`(?:(?<fixture>[A-Za-z]+Tests)(?:\\.(?<test>[A-Za-z0-9_]+))?|(?<test>[A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+))`")]
    private static partial Regex Named();
}
