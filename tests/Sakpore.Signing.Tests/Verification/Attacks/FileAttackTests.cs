using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification.Attacks;

/// <summary>Every attack on every base file, and on every intact file of the corpus: none is accepted.</summary>
public sealed class FileAttackTests
{
    private static IEnumerable<TestCaseData> Cases() =>
        from name in BaseFiles.Names
        from attack in FileAttacks.All.Keys
        select new TestCaseData(name, attack).SetArgDisplayNames(name, attack);

    [TestCaseSource(typeof(BaseFiles), nameof(BaseFiles.Names))]
    public void Base_is_authentic(string name)
    {
        var report = Verify(BaseFiles.Read(name));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
    }

    [TestCaseSource(nameof(Cases))]
    public void Attack_is_not_accepted(string name, string attack)
    {
        var original = BaseFiles.Read(name);
        var forged = FileAttacks.All[attack](new SignedFile(original));
        Assert.That(forged, Is.Not.Null, "every base offers what this attack needs");
        Assert.That(forged, Is.Not.EqualTo(original), "the attack does something");
        var report = Verify(forged!);
        TestContext.Out.WriteLine(ReportText.Write(report));
        Assert.That(report.Verdict, Is.AnyOf(Verdict.Altered, Verdict.Unreadable, Verdict.Unsigned), ReportText.Write(report));
    }

    // The corpus is signed by others' test authorities: there is no anchor, and "untrusted" would be the verdict of the good file.
    [TestCaseSource(nameof(CorpusFiles))]
    public void Attack_on_a_file_of_others_is_not_accepted(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var policy = new VerificationPolicy { At = At, Revocation = RevocationRequirement.Off };
        Assert.That(PdfVerifier.Verify(bytes, policy).Verdict, Is.EqualTo(Verdict.Untrusted), "the file itself is intact");
        var tried = 0;
        foreach (var (attack, make) in FileAttacks.All)
        {
            if (make(new SignedFile(bytes)) is not { } forged)
                continue;
            var report = PdfVerifier.Verify(forged, policy);
            Assert.That(report.Verdict, Is.AnyOf(Verdict.Altered, Verdict.Unreadable, Verdict.Unsigned), $"{attack}\n{ReportText.Write(report)}");
            tried++;
        }

        TestContext.Out.WriteLine($"{tried} attacks");
        Assert.That(tried, Is.GreaterThan(FileAttacks.All.Count / 2));
    }

    private static IEnumerable<TestCaseData> CorpusFiles()
    {
        if (Corpus.Folder is not { } corpus)
            yield break;
        foreach (var line in File.ReadLines(Path.Combine(corpus, "expected.csv")).Where(l => l.Contains(",not_altered,", StringComparison.Ordinal)))
        {
            var name = line.Split(',')[0];
            yield return new TestCaseData(Path.Combine(corpus, name)).SetArgDisplayNames(name);
        }
    }
}
