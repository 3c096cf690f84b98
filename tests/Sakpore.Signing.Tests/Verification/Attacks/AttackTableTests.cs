using System.Text;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification.Attacks;

/// <summary>
/// Every attack on every base file in one table, so that a reader sees what ran: docs/attacks.md is that table.
/// SAKPORE_WRITE_ATTACKS=1 writes it anew.
/// </summary>
public sealed class AttackTableTests
{
    private const string Head = """
        # Attacks
        What the attack factory does to signed files, and what the verifier says of each: every published class on every base file, made anew
        in each run (`tests/Sakpore.Signing.Tests/Verification/Attacks`, `AttackTableTests` compares this table with what happens).
        None is authentic. "not counted" is a forged timestamp on a good signature: it proves no time. "untrusted" stands where the bytes
        that were signed are as they were, and only what speaks for them was forged.


        """;

    [Test]
    public void Document_tells_what_happens()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        string[] names = [.. BaseFiles.Names];
        text.Append($"| attack | {string.Join(" | ", names)} |\n|---|{string.Concat(names.Select(_ => "---|"))}\n");
        var count = 0;
        foreach (var (attack, run) in Rows())
        {
            text.Append($"| {attack} | {string.Join(" | ", names.Select(run))} |\n");
            count += names.Length;
        }

        text.Append($"\n{count} files; 0 accepted.\n");
        TestContext.Out.WriteLine(text);
        Assert.That(text.ToString(), Does.Not.Contain("authentic |").And.Not.Contain("COUNTED"));
        var path = Path.Combine(Repository.Root, "docs", "attacks.md");
        if (Environment.GetEnvironmentVariable("SAKPORE_WRITE_ATTACKS") == "1")
            File.WriteAllText(path, text.ToString());
        Assert.That(File.ReadAllText(path), Is.EqualTo(text.ToString()), "docs/attacks.md is out of date: run this test with SAKPORE_WRITE_ATTACKS=1");
    }

    private static IEnumerable<(string Attack, Func<string, string> Run)> Rows()
    {
        foreach (var (attack, make) in FileAttacks.All)
            yield return (attack, name => Say(Verify(make(new SignedFile(BaseFiles.Read(name)))!)));
        foreach (var attack in ContainerAttacks.All.Keys)
            yield return ($"CMS: {attack}", name => Say(Verify(ContainerAttacks.Run(attack, new SignedFile(BaseFiles.Read(name))))));
        foreach (var (attack, make) in ForgedContainer.All)
            yield return ($"CMS: {attack}", name => Say(Verify(make(new SignedFile(BaseFiles.Read(name))))));
        foreach (var (attack, (options, over)) in EvidenceAttacks.Stamps)
            yield return ($"evidence: {attack}", name => SayStamp(name, Verify(EvidenceAttacks.Stamp(name, options, over), EvidenceAttacks.StampPolicy)));
        foreach (var (attack, make) in EvidenceAttacks.Answers)
            yield return ($"evidence: {attack}", name => Say(Verify(EvidenceAttacks.Store(name, make()), EvidenceAttacks.AnswerPolicy(name))));
    }

    private static string Say(VerificationReport report) => ReportNames.Lower(report.Verdict);

    private static string SayStamp(string name, VerificationReport report) =>
        EvidenceAttacks.IsStampCounted(name, report) ? "COUNTED" : report.Verdict == Verdict.Authentic ? "not counted" : Say(report);
}
