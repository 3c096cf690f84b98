using System.Security.Cryptography;
using System.Text;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>Containers of unusual and lawful forms: none is refused, and a changed byte is found in each.</summary>
public sealed class ContainerFormTests
{
    private const string Detached = "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached";

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private static readonly Dictionary<string, Func<ContainerForm>> Forms = new()
    {
        ["signing-certificate, version 1"] = () => Rsa() with { Reference = 1 },
        ["no signing-certificate"] = () => Rsa() with { Reference = 0 },
        ["signer named by its key identifier"] = () => Rsa() with { NamesKey = true },
        ["BER with open lengths"] = () => Rsa() with { IsBer = true },
        ["RSA with SHA-384"] = () => Rsa() with { Digest = HashAlgorithmName.SHA384 },
        ["RSA with SHA-512"] = () => Rsa() with { Digest = HashAlgorithmName.SHA512 },
        ["RSA with SHA3-256"] = () => Rsa() with { Digest = HashAlgorithmName.SHA3_256 },
        ["RSA with SHA3-512"] = () => Rsa() with { Digest = HashAlgorithmName.SHA3_512 },
        ["RSASSA-PSS"] = () => Rsa() with { IsPss = true },
        ["RSASSA-PSS with SHA-512"] = () => Rsa() with { IsPss = true, Digest = HashAlgorithmName.SHA512 },
        ["P-384 with SHA-384"] = () => Ec(ECCurve.NamedCurves.nistP384) with { Digest = HashAlgorithmName.SHA384 },
        ["P-521 with SHA-512"] = () => Ec(ECCurve.NamedCurves.nistP521) with { Digest = HashAlgorithmName.SHA512 },
        ["brainpoolP256r1"] = () => Ec(ECCurve.NamedCurves.brainpoolP256r1),
        ["brainpoolP320r1"] = () => Ec(ECCurve.NamedCurves.brainpoolP320r1),
        ["brainpoolP384r1"] = () => Ec(ECCurve.NamedCurves.brainpoolP384r1) with { Digest = HashAlgorithmName.SHA384 },
        ["brainpoolP512r1"] = () => Ec(ECCurve.NamedCurves.brainpoolP512r1) with { Digest = HashAlgorithmName.SHA512 },
        ["the chain twice and a stranger"] = () => Rsa() with { Further = [Pki[TestPki.Issuing].Certificate, Pki[TestPki.Issuing].Certificate, Pki[TestPki.UnknownSigner].Certificate] },
    };

    private static IEnumerable<string> Names => Forms.Keys;

    [TestCaseSource(nameof(Names))]
    public void Form_is_accepted(string form)
    {
        var report = Verify(Sign(Forms[form]()));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
    }

    [TestCaseSource(nameof(Names))]
    public void Changed_byte_is_altered(string form)
    {
        var file = Sign(Forms[form]());
        file[file.AsSpan().IndexOf("Surat Keterangan"u8)] ^= 0x20;
        Assert.That(Verify(file).Verdict, Is.EqualTo(Verdict.Altered));
    }

    // The value is the last thing in each container.
    [TestCaseSource(nameof(Names))]
    public void Changed_value_is_altered(string form)
    {
        var file = Sign(Forms[form]());
        var contents = ContentsOf(file);
        var end = file.AsSpan(contents.Start.Value).IndexOf("00000000000000000000000000000000"u8) + contents.Start.Value;
        var at = end - 40;
        file[at] = file[at] == '5' ? (byte)'6' : (byte)'5';
        Assert.That(Verify(file).Verdict, Is.EqualTo(Verdict.Altered));
    }

    [Test]
    public void Certificates_may_stand_in_the_store_alone()
    {
        var form = Rsa() with { OmitsOwn = true, Further = [] };
        var file = Sign(form);
        Assert.That(Verify(file).Signatures.Single().SubIndication, Is.EqualTo(SubIndication.NoSigningCertificateFound));
        var stored = TimestampedLetters.AddStore(file, [form.Certificate, Pki[TestPki.Issuing].Certificate], [], []);
        Assert.That(Verify(stored).Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(Verify(stored)));
    }

    // In either place, lists or answers: the container brings all that is asked for.
    [TestCase(true, true)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    [TestCase(false, false)]
    public void Evidence_in_the_container_counts(bool isArchive, bool byAnswer)
    {
        ReadOnlyMemory<byte>[] lists = [Pki.RevocationList(TestPki.Root, At, Week), .. byAnswer ? [] : new[] { Pki.RevocationList(TestPki.Issuing, At, Week) }];
        ReadOnlyMemory<byte>[] answers = byAnswer ? [Pki.OcspResponse(TestPki.RsaSigner, At, new TestOcspOptions { Lifetime = Week })] : [];
        var form = Rsa();
        form = isArchive ? form with { Archive = (lists, answers) } : form with { Lists = lists, Answers = answers };
        var report = Verify(Sign(form), TimestampedLetters.Strict);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        Assert.That(report.Signatures[0].Evidence.Select(e => e.Source), Is.All.EqualTo(EvidenceSource.Signature));
    }

    [Test]
    public void Evidence_of_one_signature_in_the_store_counts()
    {
        var file = Sign(Rsa());
        var (catalog, next) = (LaterRevision.CatalogOf(file), LaterRevision.SizeOf(file));
        var text = LaterRevision.TextOf(file, catalog);
        string Stream(ReadOnlyMemory<byte> data) => $"<</Length {data.Length}>>\nstream\n{Encoding.Latin1.GetString(data.Span)}\nendstream";
        var stored = LaterRevision.Append(file, [
            (catalog, $"{text[..^2]}/DSS<</VRI<</{new string('A', 40)} {next} 0 R>>>>>>"),
            (next, $"<</CRL[{next + 1} 0 R]/OCSP[{next + 2} 0 R]>>"),
            (next + 1, Stream(Pki.RevocationList(TestPki.Root, At, Week))),
            (next + 2, Stream(Pki.OcspResponse(TestPki.RsaSigner, At, new TestOcspOptions { Lifetime = Week }))),
        ]);
        var report = Verify(stored, TimestampedLetters.Strict);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
    }

    private static byte[] Sign(ContainerForm form) => HandMade.AddSignature(SamplePdf.Minimal(), Detached, form.Sign);

    private static ContainerForm Rsa() => new((RSA)Pki[TestPki.RsaSigner].Key, Pki[TestPki.RsaSigner].Certificate);

    private static ContainerForm Ec(ECCurve curve)
    {
        var key = ECDsa.Create(curve);
        return new ContainerForm(key, ContainerForm.Issue(key));
    }
}
