using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Verification;
using Sakpore.Signing.Verification.Algorithms;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>The kinds of signature met in the field, outdated ones among them, with digests that count and that no longer do.</summary>
public sealed class SignatureKindTests
{
    private const string Detached = "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached";

    // As it was before SHA-1 ended.
    private static readonly AlgorithmPolicy Lenient = AlgorithmPolicy.Read("""
        {"id":"before","digests":[{"name":"SHA-1"},{"name":"SHA-256"},{"name":"SHA-384"}],
        "signatures":[{"name":"RSASSA-PKCS1-v1_5","minimum":1024},{"name":"ECDSA","minimum":256}]}
        """u8.ToArray());

    private static readonly ReadOnlyMemory<byte> Signer = Pki[TestPki.RsaSigner].Certificate;

    private static readonly RSA Key = (RSA)Pki[TestPki.RsaSigner].Key;

    private static readonly Dictionary<string, Func<byte[]>> Kinds = new()
    {
        ["detached, SHA-256"] = () => HandMade.AddSignature(SamplePdf.Minimal(), Detached, b => HandMade.Container(Signer, Key, HashAlgorithmName.SHA256, b)),
        ["detached without attributes"] = () => HandMade.AddSignature(SamplePdf.Minimal(), Detached, b => HandMade.Container(Signer, Key, HashAlgorithmName.SHA256, b, hasAttributes: false)),
        ["detached, SHA-1"] = () => HandMade.AddSignature(SamplePdf.Minimal(), Detached, b => HandMade.Container(Signer, Key, HashAlgorithmName.SHA1, b)),
#pragma warning disable CA5350 // These kinds are SHA-1 by definition.
        ["pkcs7.sha1"] = () => HandMade.AddSignature(
            SamplePdf.Minimal(), "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.sha1",
            b => HandMade.Container(Signer, Key, HashAlgorithmName.SHA256, SHA1.HashData(b), isEmbedded: true)),
#pragma warning restore CA5350
        ["x509.rsa_sha1"] = () => HandMade.AddSignature(
            SamplePdf.Minimal(), $"/Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.x509.rsa_sha1/Cert[<{Convert.ToHexString(Signer.Span)}><{Convert.ToHexString(Pki[TestPki.Issuing].Certificate.Span)}>]",
            b => new DerOctetString(Key.SignData(b, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1)).GetEncoded()),
    };

    [TestCaseSource(nameof(Names))]
    public void Kind_is_authentic_while_its_algorithms_count(string kind)
    {
        var report = Verify(Kinds[kind](), Policy with { Algorithms = Lenient });
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        Assert.That(report.Signatures.Single().Level, Is.Null, "none of these is PAdES");
    }

    [TestCase("detached, SHA-256", false)]
    [TestCase("detached without attributes", false)]
    [TestCase("detached, SHA-1", true)]
    [TestCase("pkcs7.sha1", true)]
    [TestCase("x509.rsa_sha1", true)]
    public void Weak_digest_without_proof_is_indeterminate_and_intact(string kind, bool isWeak)
    {
        var signature = Verify(Kinds[kind]()).Signatures.Single();
        Assert.That(signature.Integrity, Is.EqualTo(Integrity.Intact));
        Assert.That(signature.SubIndication, Is.EqualTo(isWeak ? SubIndication.CryptoConstraintsFailureNoPoe : (SubIndication?)null));
        Assert.That(signature.Reasons.Any(r => r.Code == "WEAK_DIGEST"), Is.EqualTo(isWeak));
    }

    [TestCase("pkcs7.sha1")]
    [TestCase("x509.rsa_sha1")]
    public void Outdated_kind_is_told(string kind) =>
        Assert.That(Verify(Kinds[kind]()).Signatures.Single().Reasons.Select(r => r.Code), Does.Contain("SUB_FILTER_OUTDATED"));

    [TestCaseSource(nameof(Names))]
    public void Changed_byte_is_altered(string kind)
    {
        var file = Kinds[kind]();
        file[file.AsSpan().IndexOf("Surat Keterangan"u8)] ^= 0x20;
        Assert.That(Verify(file, Policy with { Algorithms = Lenient }).Verdict, Is.EqualTo(Verdict.Altered));
    }

    [TestCase("/SubFilter/Tipu", "00", Verdict.Altered)]
    [TestCase("", "DEADBEEF", Verdict.Altered)]
    [TestCase("/SubFilter/Toko.khusus", "3003020101", Verdict.Untrusted)] // some value of somebody's own
    public void Value_of_an_unknown_kind(string subFilter, string value, Verdict expected)
    {
        var file = HandMade.AddSignature(SamplePdf.Minimal(), $"/Type/Sig/Filter/Adobe.PPKLite{subFilter}", _ => Convert.FromHexString(value));
        Assert.That(Verify(file).Verdict, Is.EqualTo(expected), ReportText.Write(Verify(file)));
    }

    [Test]
    public void Algorithm_that_cannot_be_computed_leaves_integrity_unknown()
    {
        var file = Kinds["detached, SHA-256"]();
        var text = Encoding.Latin1.GetString(file);
        // The signature algorithm, behind the certificates' own: rsaEncryption of the signer becomes an unknown one.
        const string RsaEncryption = "06092A864886F70D010101";
        var at = text.LastIndexOf(RsaEncryption, StringComparison.Ordinal);
        Encoding.ASCII.GetBytes("06092A864886F70D01017F").CopyTo(file, at);
        var report = Verify(file);
        Assert.That(report.Signatures.Single().Integrity, Is.EqualTo(Integrity.Unknown));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Untrusted));
    }

    private static string[] Names() => [.. Kinds.Keys];
}
