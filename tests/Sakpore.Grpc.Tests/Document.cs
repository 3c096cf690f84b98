namespace Sakpore.Grpc.Tests;

/// <summary>A part of a document that a test prints: compared, or with SAKPORE_WRITE_DOCS=1 written anew.</summary>
internal static class Document
{
    public static void Holds(string path, string begin, string end, string part)
    {
        var file = Path.Combine(Repository.Root, path);
        var text = File.ReadAllText(file);
        var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length + 1;
        var to = text.IndexOf(end, from, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("SAKPORE_WRITE_DOCS") == "1")
        {
            File.WriteAllText(file, text[..from] + part + text[to..]);
            return;
        }

        Assert.That(text[from..to], Is.EqualTo(part), $"{path} is off; SAKPORE_WRITE_DOCS=1 has this test write it anew.");
    }
}
