using System.Text;
using Org.BouncyCastle.Asn1;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;
using static Sakpore.Signing.Tests.Verification.TimestampedLetters;

namespace Sakpore.Signing.Tests.Verification.Attacks;

/// <summary>Attacks on containers, timestamps and OCSP answers, on every base file: none is accepted.</summary>
public sealed class ContainerAttackTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    // Where key or digest are not at hand nothing can be said of the bytes, and so no more than "untrusted".
    private static readonly HashSet<string> Untold = ["certificate of another", "no certificate", "digest algorithm unknown"];

    private static readonly Dictionary<string, Func<SignedFile, byte[]>> Forgeries = new()
    {
        ["RSA e = 1"] = ForgedContainer.WithExponentOne,
        ["RSA e = 3, loose padding"] = ForgedContainer.WithLoosePadding,
        ["certificate swapped under the same key"] = ForgedContainer.WithCertificateSwapped,
        ["SubFilter exchanged"] = f => Exchanged(f, "/ETSI.CAdES.detached", "/adbe.pkcs7.detached"),
        ["SubFilter of sha1"] = f => Exchanged(f, "/ETSI.CAdES.detached", "/adbe.pkcs7.sha1    "),
        ["SubFilter of a bare value"] = f => Exchanged(f, "/ETSI.CAdES.detached", "/adbe.x509.rsa_sha1 "),
        ["SubFilter of a timestamp"] = f => Exchanged(f, "/ETSI.CAdES.detached", "/ETSI.RFC3161       "),
    };

    private static readonly Dictionary<string, Func<byte[], byte[]>> Stamps = new()
    {
        ["by a certificate without the purpose"] = f => StampSignature(f, Pki, At, new TestTimestampOptions { Authority = TestPki.TimestampAuthorityWithoutPurpose }),
        ["by the signer"] = f => StampSignature(f, Pki, At, new TestTimestampOptions { Authority = TestPki.EcdsaSigner }),
        ["below an unknown root"] = f => StampSignature(f, Pki, At, new TestTimestampOptions { Authority = TestPki.UnknownTimestampAuthority }),
        ["over another value"] = f => StampSignature(f, Pki, At, over: [1, 2, 3]),
        ["naming another certificate"] = f => StampSignature(f, Pki, At, new TestTimestampOptions { NamedCertificate = TestPki.RsaTimestampAuthority }),
        ["naming none"] = f => StampSignature(f, Pki, At, new TestTimestampOptions { NamesCertificate = false }),
    };

    private static readonly Dictionary<string, Func<byte[]>> Answers = new()
    {
        ["about another serial number"] = () => Pki.OcspResponse(TestPki.ExpiredSigner, At),
        ["by an unauthorised responder"] = () => Pki.OcspResponse(TestPki.EcdsaSigner, At, new TestOcspOptions { Responder = TestPki.UnauthorizedOcspResponder }),
        ["by another authority's responder"] = () => Pki.OcspResponse(TestPki.EcdsaSigner, At, new TestOcspOptions { Responder = TestPki.ForeignOcspResponder }),
        ["by the signer"] = () => Pki.OcspResponse(TestPki.EcdsaSigner, At, new TestOcspOptions { Responder = TestPki.EcdsaSigner }),
        ["unknown"] = () => Pki.OcspResponse(TestPki.EcdsaSigner, At, new TestOcspOptions { Status = TestOcspStatus.Unknown }),
    };

    // The archived file brings its own good evidence and ends with a timestamp: attacks on evidence have nothing to attack there.
    private static readonly string[] Unarchived = [.. BaseFiles.Names.Where(n => n != "LTA")];

    private static IEnumerable<TestCaseData> ContainerCases() => Cases(BaseFiles.Names, ContainerAttacks.All.Keys);

    private static IEnumerable<TestCaseData> ForgeryCases() => Cases(BaseFiles.Names, Forgeries.Keys);

    private static IEnumerable<TestCaseData> StampCases() => Cases(Unarchived, Stamps.Keys);

    private static IEnumerable<TestCaseData> AnswerCases() => Cases(Unarchived, Answers.Keys);

    [TestCaseSource(nameof(ContainerCases))]
    public void Container_attack_is_not_accepted(string name, string attack)
    {
        var file = new SignedFile(BaseFiles.Read(name));
        var (start, end) = file.Gap;
        var info = (Asn1Sequence)new Asn1InputStream(Convert.FromHexString(file.Bytes.AsSpan(start + 1, end - start - 2))).ReadObject();
        var forged = new DerSequence(info[0], new DerTaggedObject(true, 0, ContainerAttacks.All[attack]((Asn1Sequence)((Asn1TaggedObject)info[1]).GetExplicitBaseObject())));
        var copy = (byte[])file.Bytes.Clone();
        Encoding.ASCII.GetBytes(Convert.ToHexString(forged.GetEncoded()).PadRight(end - start - 2, '0')).CopyTo(copy, start + 1);
        var report = Verify(copy);
        // What covers the value of an earlier signature breaks with it.
        var isUntold = Untold.Contains(attack) && name is not ("signed twice" or "LTA");
        Assert.That(report.Verdict, Is.EqualTo(isUntold ? Verdict.Untrusted : Verdict.Altered), ReportText.Write(report));
    }

    [TestCaseSource(nameof(ForgeryCases))]
    public void Forgery_is_not_accepted(string name, string attack)
    {
        var original = BaseFiles.Read(name);
        var forged = Forgeries[attack](new SignedFile(original));
        Assert.That(forged, Is.Not.EqualTo(original), "the attack does something");
        var report = Verify(forged);
        TestContext.Out.WriteLine(ReportText.Write(report));
        Assert.That(report.Verdict, Is.Not.EqualTo(Verdict.Authentic), ReportText.Write(report));
    }

    [TestCaseSource(nameof(StampCases))]
    public void Timestamp_attack_proves_nothing(string name, string attack)
    {
        var policy = Policy with { Intermediates = Everyone() };
        var report = Verify(Stamps[attack](BaseFiles.Read(name)), policy);
        Assert.That(report.Signatures.Select(s => s.ProvedTime), Is.All.Null);
        Assert.That(report.Signatures[^1].Reasons.Select(r => r.Code), Does.Contain("TIMESTAMP_INVALID"));
        Assert.That(Verify(StampSignature(BaseFiles.Read(name), Pki, At), policy).Signatures[^1].ProvedTime, Is.EqualTo(At), "and the right one does");
    }

    [TestCaseSource(nameof(AnswerCases))]
    public void Answer_attack_is_not_accepted(string name, string attack)
    {
        var policy = Strict with
        {
            RevocationLists = [Pki.RevocationList(TestPki.Root, At, Week)],
            OcspResponses = name == "signed twice" ? [Pki.OcspResponse(TestPki.RsaSigner, At, new TestOcspOptions { Lifetime = Week })] : [],
        };
        var file = BaseFiles.Read(name);
        var report = Verify(AddStore(file, [], [], [Answers[attack]()]), policy with { At = At.AddHours(2) });
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Untrusted), ReportText.Write(report));
        var good = AddStore(file, [], [], [Pki.OcspResponse(TestPki.EcdsaSigner, At)]);
        Assert.That(Verify(good, policy with { At = At.AddHours(2) }).Verdict, Is.EqualTo(Verdict.Authentic), "and the right one is");
    }

    private static IEnumerable<TestCaseData> Cases(IEnumerable<string> names, IEnumerable<string> attacks) =>
        from name in names
        from attack in attacks
        select new TestCaseData(name, attack).SetArgDisplayNames(name, attack);

    private static byte[] Exchanged(SignedFile file, string from, string to)
    {
        Assert.That(to, Has.Length.EqualTo(from.Length));
        return Encoding.Latin1.GetBytes(file.Text.Replace(from, to, StringComparison.Ordinal));
    }

    private static IReadOnlyList<Certificate> Everyone() =>
        [.. Pki.Names.Where(n => n != TestPki.Root).Select(n => Certificate.TryParse(Pki[n].Certificate, out var c) ? c : throw new InvalidOperationException(n))];
}
