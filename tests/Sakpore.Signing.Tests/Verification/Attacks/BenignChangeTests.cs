using Sakpore.Signing.Pades;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;
using static Sakpore.Signing.Tests.Verification.TimestampedLetters;

namespace Sakpore.Signing.Tests.Verification.Attacks;

/// <summary>What may be done to a signed file, on every base file that permits it: none is refused.</summary>
public sealed class BenignChangeTests
{
    private static readonly DateTimeOffset Later = At.AddHours(2);

    private static readonly Dictionary<string, Func<byte[], byte[]>> Changes = new()
    {
        ["field filled"] = Fill,
        ["field filled with its looks"] = f => FillShown(new SignedFile(f)),
        ["signed again"] = f => Sign(f, TestPki.RsaSigner, new PadesSignature { SigningTime = Later }),
        ["signed in the empty field"] = f => Sign(f, TestPki.RsaSigner, new PadesSignature { SigningTime = Later, FieldName = "Kepala" }),
        ["evidence added"] = f => AddEvidence(f, Pki, Later),
        ["document timestamp"] = f => StampDocument(f, Pki, Later),
        ["extended to LTA"] = f => StampDocument(AddEvidence(f, Pki, Later), Pki, Later),
        ["renewed"] = f => StampDocument(AddEvidence(StampDocument(f, Pki, Later), Pki, Later.AddHours(1)), Pki, Later.AddHours(2)),
        ["filled, signed and stamped"] = f => StampDocument(Sign(Fill(f), TestPki.RsaSigner, new PadesSignature { SigningTime = Later }), Pki, Later),
        ["end of line at the end"] = f => [.. f, (byte)'\n'],
    };

    private static IEnumerable<TestCaseData> Cases() =>
        from name in BaseFiles.Names
        from change in Changes.Keys
        where name != "certified, nothing more" || change is "evidence added" or "document timestamp" or "extended to LTA" or "renewed" or "end of line at the end"
        select new TestCaseData(name, change).SetArgDisplayNames(name, change);

    [TestCaseSource(nameof(Cases))]
    public void Change_is_not_refused(string name, string change)
    {
        var changed = Changes[change](BaseFiles.Read(name));
        var report = Verify(changed, Policy with { Revocation = RevocationRequirement.IfPresent, RevocationLists = [] });
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        Assert.That(report.Signatures.Select(s => s.Modifications), Has.None.EqualTo(Modifications.NotPermitted));
    }

    private static byte[] Fill(byte[] file) =>
        LaterRevision.Append(file, 6, LaterRevision.TextOf(file, 6).Replace("/F 4", "/F 4/V(Siti)", StringComparison.Ordinal));

    private static byte[] FillShown(SignedFile file)
    {
        var number = file.ShownField!.Reference!.Number;
        return file.Append((number, file.With(number, ("V", "(Jalan Baru)"), ("AP", $"<</N {file.Next} 0 R>>"))), (file.Next, SignedFile.Form("BT /F1 12 Tf 2 4 Td (Jalan Baru) Tj ET")));
    }
}
