using System.Text.Json;
using System.Text.RegularExpressions;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

public sealed class ReportTests
{
    private static readonly string[] Keys = ["schema", "file", "verdict", "at", "policy", "reasons", "signatures"];

    private static readonly string[] SignatureKeys =
    [
        "field", "kind", "indication", "sub_indication", "integrity", "coverage", "modifications", "certification", "level",
        "sub_filter", "signer", "signing_time", "proved_time", "chain", "evidence", "reasons",
    ];

    [Test]
    public void Json_has_all_keys_whatever_the_verdict()
    {
        foreach (var file in new[] { Plain, SamplePdf.Minimal(), "x"u8.ToArray() })
        {
            using var json = JsonDocument.Parse(ReportJson.Write(PdfVerifier.Verify(file, Policy)));
            Assert.That(json.RootElement.EnumerateObject().Select(p => p.Name), Is.EqualTo(Keys));
            foreach (var signature in json.RootElement.GetProperty("signatures").EnumerateArray())
                Assert.That(signature.EnumerateObject().Select(p => p.Name), Is.EqualTo(SignatureKeys));
        }
    }

    [Test]
    public void Json_of_a_signed_letter()
    {
        var certified = Sign(SamplePdf.Minimal(), TestPki.EcdsaSigner, new PadesSignature
        {
            SigningTime = At,
            Certification = CertificationLevel.FormFillingAndSignatures,
        });
        var line = ReportJson.Write(PdfVerifier.Verify(certified, Policy, "surat.pdf"));
        const string Expected = """
            {"schema":"sakpore.verification-report/1","file":"surat.pdf","verdict":"authentic","at":"2026-03-03T01:00:00Z",
            "policy":{"anchors":1,"revocation":"off","algorithms":"ETSI TS 119 312 V1.5.1","allow_annotations":false,"clock_skew_seconds":300,
            "online":false,"file_taken_to_exist_at":"2026-03-03T01:00:00Z"},
            "reasons":[],"signatures":[{"field":"Signature1","kind":"signature","indication":"TOTAL-PASSED","sub_indication":null,
            "integrity":"intact","coverage":"whole_file","modifications":"none","certification":2,"level":"B",
            "sub_filter":"ETSI.CAdES.detached","signer":"CN=Good ECDSA Signer,O=SAKPORE DEVELOPMENT\\, NOT VALID,C=ID",
            "signing_time":"2026-03-02T01:00:00Z","proved_time":null,"chain":[],"evidence":[],"reasons":[{"code":"REVOCATION_NOT_CHECKED","severity":"info",
            "id":"Pencabutan sertifikat tidak diperiksa.","en":"Revocation was not looked at."}]}]}
            """;
        // Keys are random, and with them the fingerprints.
        Assert.That(Regex.Replace(line, @"""chain"":\[[^]]+\]", @"""chain"":[]"), Is.EqualTo(Expected.ReplaceLineEndings("")));
        Assert.That(line, Does.Match(@"""chain"":\[(\{""subject"":""CN=[^""]+"",""sha256"":""[0-9a-f]{64}""\},?){3}\]"));
    }

    [Test]
    public void Text_begins_with_the_verdict_in_Indonesian() =>
        Assert.That(
            ReportText.Write(PdfVerifier.Verify(Plain, Policy, "surat.pdf")),
            Does.StartWith("surat.pdf: ASLI: ").And.Contain("AUTHENTIC").And.Contain("CN=Good ECDSA Signer"));

    [Test]
    public void Text_shows_no_control_characters_of_a_file_name() =>
        Assert.That(ReportText.Write(PdfVerifier.Verify(Plain, Policy, "a\u001b[2J\nASLI")), Does.StartWith("a\uFFFD[2J\uFFFDASLI: "));

    [TestCase(Indication.TotalPassed, "TOTAL-PASSED")]
    [TestCase(Indication.TotalFailed, "TOTAL-FAILED")]
    [TestCase(Indication.Indeterminate, "INDETERMINATE")]
    public void Indication_has_the_standards_name(Indication indication, string name) =>
        Assert.That(ReportNames.Of(indication), Is.EqualTo(name));

    [TestCase(SubIndication.OutOfBoundsNoPoe, "OUT_OF_BOUNDS_NO_POE")]
    [TestCase(SubIndication.CryptoConstraintsFailureNoPoe, "CRYPTO_CONSTRAINTS_FAILURE_NO_POE")]
    [TestCase(SubIndication.RevokedCaNoPoe, "REVOKED_CA_NO_POE")]
    [TestCase(SubIndication.SigCryptoFailure, "SIG_CRYPTO_FAILURE")]
    public void Sub_indication_has_the_standards_name(SubIndication subIndication, string name) =>
        Assert.That(ReportNames.Of(subIndication), Is.EqualTo(name));

    [Test]
    public void Findings_have_codes_of_their_own_and_sentences_in_both_languages()
    {
        var all = Findings.All.ToArray();
        Assert.That(all, Has.Length.GreaterThan(40));
        Assert.That(all.Select(f => f.Code), Is.Unique);
        foreach (var finding in all)
        {
            Assert.That(finding.Code, Does.Match("^[A-Z]+(_[A-Z]+)*$"));
            Assert.That(finding.Indonesian, Does.EndWith("."), finding.Code);
            Assert.That(finding.English, Does.EndWith(".").And.Not.EqualTo(finding.Indonesian), finding.Code);
            Assert.That(finding.SubIndication is null, Is.EqualTo(finding.Indication is null), finding.Code);
        }
    }
}
