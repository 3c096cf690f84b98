using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>The verifier beside the expected outcomes of another project's test files, where they are at hand.</summary>
public sealed class CorpusTests
{
    private static readonly VerificationPolicy Policy = new()
    {
        At = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero),
        Revocation = RevocationRequirement.Off,
    };

    private static IEnumerable<TestCaseData> Rows()
    {
        if (Corpus.Folder is not { } corpus)
            yield break;
        foreach (var line in File.ReadLines(Path.Combine(corpus, "expected.csv")).Skip(1))
        {
            var parts = line.Split(',', 3);
            yield return new TestCaseData(Path.Combine(corpus, parts[0]), parts[1]).SetArgDisplayNames(parts[0], parts[1]);
        }
    }

    [TestCaseSource(nameof(Rows))]
    public void Verdict_agrees_with_the_expected_outcome(string path, string expected)
    {
        var report = PdfVerifier.Verify(File.ReadAllBytes(path), Policy, Path.GetFileName(path));
        TestContext.Out.WriteLine(ReportJson.Write(report));
        var agrees = expected switch
        {
            "not_altered" => report.Verdict is Verdict.Authentic or Verdict.Untrusted,
            "altered" => report.Verdict is Verdict.Altered,
            "encrypted" => report.Verdict is not (Verdict.Altered or Verdict.Unsigned),
            "not_authentic" => report.Verdict is not Verdict.Authentic,
            _ => throw new InvalidOperationException($"Unknown outcome {expected}."),
        };
        Assert.That(agrees, Is.True, $"{report.Verdict}, expected {expected}");
    }

    [Test]
    public void Corpus_is_at_hand()
    {
        if (Corpus.Folder is null)
            Assert.Ignore("Skipped: no folder shared/corpus beside the repository.");
        Assert.That(Rows().Count(), Is.GreaterThan(30));
    }
}
