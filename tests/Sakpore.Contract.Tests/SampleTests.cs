using System.Text;
using System.Text.Json.Nodes;
using Sakpore.Reference;

namespace Sakpore.Contract.Tests;

/// <summary>The samples for callers that are not .NET, and the examples of the documents, each against a running hub.</summary>
internal sealed class SampleTests
{
    private static readonly string Root = ReferenceFiles.Repository();

    private RunningHub _hub = null!;

    [OneTimeSetUp]
    public async Task Start() => _hub = await RunningHub.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Node_walks_from_submission_to_verification()
    {
        Command.Needs("node", "npm");
        var sample = Path.Combine(Root, "samples", "NodePortal");
        if (!Directory.Exists(Path.Combine(sample, "node_modules")))
            await Command.RunAsync(sample, "npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]);
        WalkedThrough(await Command.RunAsync(sample, "node", ["walk.js", _hub.Grpc, _hub.Callers]));
    }

    [Test]
    public async Task Curl_walks_from_submission_to_verification()
    {
        Command.Needs("bash", "curl", "jq");
        WalkedThrough(await Command.RunAsync(Root, Path.Combine(Root, "samples", "curl", "quickstart.sh"), [_hub.Http, _hub.Callers]));
    }

    [Test]
    public void Lock_file_names_no_registry()
    {
        var packages = JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "samples", "NodePortal", "package-lock.json")))!["packages"]!.AsObject();
        Assert.That(packages, Has.Count.GreaterThan(5));
        Assert.That(packages.Where(package => package.Value!["resolved"] is not null).Select(package => package.Key), Is.Empty);
    }

    // Each document's examples are one script, in their order: a reader who follows them gets to the end.
    [Test]
    public async Task Every_curl_example_of_the_documents_does_what_it_says()
    {
        Command.Needs("bash", "curl", "jq");
        var documents = Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md").Append(Path.Combine(Root, "README.md"))
            .Select(path => (Path: path, Script: Examples(path))).Where(document => document.Script.Contains("curl ", StringComparison.Ordinal)).ToList();
        Assert.That(documents.Select(document => Path.GetFileName(document.Path)), Does.Contain("portals.md"));
        foreach (var (path, script) in documents)
        {
            var folder = Directory.CreateTempSubdirectory("sakpore-examples-").FullName;
            await File.WriteAllBytesAsync(Path.Combine(folder, "surat-pengantar.pdf"), Paper("Surat Pengantar"));
            await File.WriteAllBytesAsync(Path.Combine(folder, "proposal.pdf"), Paper("Proposal"));
            await File.WriteAllBytesAsync(Path.Combine(folder, "ktp.png"), Photo);
            var said = await Command.RunAsync(folder, "bash", ["-euo", "pipefail", "-c", script], ("HUB", _hub.Http), ("CALLERS", _hub.Callers));
            Assert.That(said, Is.Not.Empty, path);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static readonly byte[] Photo =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    private static void WalkedThrough(string said)
    {
        Assert.That(said, Does.Contain("signs 070/SKP-KP/"));
        Assert.That(said, Does.Contain("8 steps done"));
        Assert.That(said.TrimEnd().Split('\n')[^2..], Is.EqualTo(new[]
        {
            "anyone           verifies the letter: VERDICT_AUTHENTIC",
            "anyone           verifies a copy with one byte changed: VERDICT_ALTERED",
        }));
    }

    private static string Examples(string path)
    {
        var script = new StringBuilder();
        var inside = false;
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inside = !inside && line == "```sh";
            else if (inside)
                script.Append(line).Append('\n');
        }

        return script.ToString();
    }

    private static byte[] Paper(string title)
    {
        var content = $"BT /F1 18 Tf 72 760 Td ({title}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        ];
        var pdf = new StringBuilder("%PDF-1.7\n");
        var table = new StringBuilder("0000000000 65535 f \n");
        for (var number = 1; number <= objects.Length; number++)
        {
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"{pdf.Length:0000000000} 00000 n \n");
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{number} 0 obj\n{objects[number - 1]}\nendobj\n");
        }

        var start = pdf.Length;
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 6\n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}
