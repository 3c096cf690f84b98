using Sakpore.Signing.Pades;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Tests.Pades;

/// <summary>Conditions that a field sets (ISO 32000-2, 12.7.5.5): met, or refused by their name.</summary>
public class SeedValuesTests
{
    private static readonly PadesSignature InField = Signing.Plain with { FieldName = "Kepala" };

    private static byte[] WithSeed(string seed) => SamplePdf.Build(SamplePdf.With(
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]>>",
        $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Kepala)/F 132/Rect[0 0 0 0]/P 3 0 R/SV<</Type/SV{seed}>>>>"));

    private static string CommonName => TestKeys.P256.GetNameInfo(System.Security.Cryptography.X509Certificates.X509NameType.SimpleName, forIssuer: false);

    private static string Hex(ReadOnlySpan<byte> bytes) => $"<{Convert.ToHexString(bytes)}>";

    // The signer is P-256 with SHA-256 and gives no reason; its certificate has digitalSignature and nonRepudiation.
    private static IEnumerable<TestCaseData> Seeds()
    {
        yield return Met("");
        yield return Met("/Filter/Adobe.PPKLite/Ff 1");
        yield return Met("/Filter/Entrust.PPKEF");
        yield return NotMet("/Filter/Entrust.PPKEF/Ff 1", "Filter");
        yield return Met("/SubFilter[/adbe.pkcs7.detached/ETSI.CAdES.detached]/Ff 2");
        yield return Met("/SubFilter[/adbe.pkcs7.detached]");
        yield return NotMet("/SubFilter[/adbe.pkcs7.detached]/Ff 2", "SubFilter");
        yield return Met("/V 3/Ff 4");
        yield return NotMet("/V 4/Ff 4", "V");
        yield return Met("/DigestMethod[(SHA256)(SHA512)]/Ff 64");
        yield return NotMet("/DigestMethod[(SHA512)]/Ff 64", "DigestMethod");
        yield return Met("/Reasons[(Sah)]");
        yield return Met("/Reasons[(.)]/Ff 8");
        yield return Met("/Ff 8");
        yield return NotMet("/Reasons[(Sah)]/Ff 8", "Reasons");
        yield return Met("/MDP<</P 0>>");
        yield return NotMet("/MDP<</P 2>>", "MDP");
        yield return Met("/TimeStamp<</URL(http://tsa.example.test)>>");
        yield return NotMet("/TimeStamp<</URL(http://tsa.example.test)/Ff 1>>", "TimeStamp");
        yield return Met("/AddRevInfo true");
        yield return NotMet("/AddRevInfo true/Ff 32", "AddRevInfo");
        yield return NotMet("/LegalAttestation[(x)]/Ff 16", "LegalAttestation");
        yield return Met("/LockDocument/false/Ff 128");
        yield return NotMet("/LockDocument/true/Ff 128", "LockDocument");
        yield return NotMet("/AppearanceFilter(Resmi)/Ff 256", "AppearanceFilter");
        yield return NotMet("/Masa 5", "Masa");
        yield return Met("/Cert<</Subject[(x)]>>");
        yield return Met($"/Cert<</Subject[{Hex(TestKeys.P256.RawData)}]/Ff 1>>");
        yield return NotMet($"/Cert<</Subject[{Hex(TestKeys.Rsa.RawData)}]/Ff 1>>", "Cert/Subject");
        yield return Met($"/Cert<</Issuer[{Hex(TestKeys.Root.RawData)}]/Ff 2>>");
        yield return NotMet($"/Cert<</Issuer[{Hex(TestKeys.Rsa.RawData)}(x)]/Ff 2>>", "Cert/Issuer");
        yield return NotMet("/Cert<</OID[(1.2.3)]/Ff 4>>", "Cert/OID");
        yield return Met($"/Cert<</SubjectDN[<</CN(x)>><</CN({CommonName})>>]/Ff 8>>");
        yield return Met($"/Cert<</SubjectDN[<</2.5.4.3({CommonName})>>]/Ff 8>>");
        yield return NotMet($"/Cert<</SubjectDN[<</CN({CommonName})/C(ID)/O(Dinas Lain)>>]/Ff 8>>", "Cert/SubjectDN");
        yield return NotMet("/Cert<</SubjectDN[<<>>]/Ff 8>>", "Cert/SubjectDN");
        yield return Met("/Cert<</URL(https://daftar.example.test)/Ff 64>>");
        yield return NotMet("/Cert<</SignaturePolicyOID(1.2.3)>>", "Cert/SignaturePolicyOID");
        yield return Met("/Cert<</KeyUsage[(11)]/Ff 32>>");
        yield return Met("/Cert<</KeyUsage[(1)(0X1)]/Ff 32>>");
        yield return NotMet("/Cert<</KeyUsage[(10)]/Ff 32>>", "Cert/KeyUsage");

        static TestCaseData Met(string seed) => new TestCaseData(seed, null).SetArgDisplayNames(Short(seed), "met");
        static TestCaseData NotMet(string seed, string name) => new TestCaseData(seed, name).SetArgDisplayNames(Short(seed), name);
        static string Short(string seed) => seed.Length > 60 ? seed[..60] : seed;
    }

    [TestCaseSource(nameof(Seeds))]
    public void Condition_is_met_or_refused_by_its_name(string seed, string? name)
    {
        using var key = TestKeys.Key(SignatureAlgorithm.EcdsaP256Sha256);
        var refusal = PadesSigner.Prepare(Signing.Read(WithSeed(seed)), key.Certificates, InField).Refusal;
        Assert.That(refusal?.Code, Is.EqualTo(name is null ? (PadesRefusalCode?)null : PadesRefusalCode.SeedValueNotMet), refusal?.English);
        Assert.That(refusal?.Detail, Is.EqualTo(name is null ? null : $"Kepala: {name}"));
    }

    [Test]
    public async Task Reason_and_certification_that_the_field_demands_are_accepted()
    {
        var file = WithSeed("/Reasons[(Sah)(Terbit)]/MDP<</P 2>>/Ff 8");
        var signature = InField with { Reason = "Terbit", Certification = PadesSignature.DefaultCertification };
        Signing.IsAccepted(file, await Signing.Sign(file, signature));
    }
}
