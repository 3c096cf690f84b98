using Sakpore.Signing.Testing;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification.Attacks;

/// <summary>Attacks on containers, timestamps and OCSP answers, on every base file: none is accepted.</summary>
public sealed class ContainerAttackTests
{
    // Where key or digest are not at hand nothing can be said of the bytes, and so no more than "untrusted".
    private static readonly HashSet<string> Untold = ["certificate of another", "no certificate", "digest algorithm unknown"];

    private static IEnumerable<TestCaseData> ContainerCases() => Cases(BaseFiles.Names, ContainerAttacks.All.Keys);

    private static IEnumerable<TestCaseData> ForgeryCases() => Cases(BaseFiles.Names, ForgedContainer.All.Keys);

    private static IEnumerable<TestCaseData> StampCases() => Cases(BaseFiles.Names, EvidenceAttacks.Stamps.Keys);

    private static IEnumerable<TestCaseData> AnswerCases() => Cases(BaseFiles.Names, EvidenceAttacks.Answers.Keys);

    [TestCaseSource(nameof(ContainerCases))]
    public void Container_attack_is_not_accepted(string name, string attack)
    {
        var report = Verify(ContainerAttacks.Run(attack, new SignedFile(BaseFiles.Read(name))));
        // What covers the value of an earlier signature breaks with it.
        var isUntold = Untold.Contains(attack) && name is not ("signed twice" or "LTA");
        Assert.That(report.Verdict, Is.EqualTo(isUntold ? Verdict.Untrusted : Verdict.Altered), ReportText.Write(report));
    }

    [TestCaseSource(nameof(ForgeryCases))]
    public void Forgery_is_not_accepted(string name, string attack)
    {
        var original = BaseFiles.Read(name);
        var forged = ForgedContainer.All[attack](new SignedFile(original));
        Assert.That(forged, Is.Not.EqualTo(original), "the attack does something");
        var report = Verify(forged);
        TestContext.Out.WriteLine(ReportText.Write(report));
        Assert.That(report.Verdict, Is.Not.EqualTo(Verdict.Authentic), ReportText.Write(report));
    }

    [TestCaseSource(nameof(StampCases))]
    public void Timestamp_attack_proves_nothing(string name, string attack)
    {
        var (options, over) = EvidenceAttacks.Stamps[attack];
        var report = Verify(EvidenceAttacks.Stamp(name, options, over), EvidenceAttacks.StampPolicy);
        Assert.That(EvidenceAttacks.IsStampCounted(name, report), Is.False, ReportText.Write(report));
        var good = Verify(EvidenceAttacks.Stamp(name), EvidenceAttacks.StampPolicy);
        Assert.That(EvidenceAttacks.IsStampCounted(name, good), "and the right one is counted");
    }

    [TestCaseSource(nameof(AnswerCases))]
    public void Answer_attack_is_not_accepted(string name, string attack)
    {
        var policy = EvidenceAttacks.AnswerPolicy(name);
        var report = Verify(EvidenceAttacks.Store(name, EvidenceAttacks.Answers[attack]()), policy);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Untrusted), ReportText.Write(report));
        var good = Verify(EvidenceAttacks.Store(name, Pki.OcspResponse(TestPki.EcdsaSigner, At)), policy);
        Assert.That(good.Verdict, Is.EqualTo(Verdict.Authentic), "and the right one is");
    }

    private static IEnumerable<TestCaseData> Cases(IEnumerable<string> names, IEnumerable<string> attacks) =>
        from name in names
        from attack in attacks
        select new TestCaseData(name, attack).SetArgDisplayNames(name, attack);
}
