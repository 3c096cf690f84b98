using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>Who needs no revocation evidence, and whose lists count (RFC 5280, 6.3.3).</summary>
public sealed class RevocationRuleTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [TestCase("0.4.0.194121.2.1", null)] // validity assured short-term
    [TestCase("1.3.6.1.5.5.7.48.1.5", null)] // ocsp-nocheck
    [TestCase("1.2.3.4", SubIndication.TryLater)]
    public void Extension_that_exempts(string oid, SubIndication? expected)
    {
        var letter = SignWith(new X509Extension(oid, [0x05, 0x00], critical: false));
        Assert.That(SubIndicationOf(letter, Lists()), Is.EqualTo(expected));
    }

    [Test]
    public void Indirect_list_counts_where_the_certificate_names_its_issuer()
    {
        var letter = SignWith(NamingCrlIssuer());
        var list = Pki.RevocationList(TestPki.Issuing, At, Week, TestPki.CrlIssuer);
        var policy = Lists(list) with
        {
            Intermediates = [Read(TestPki.CrlIssuer)],
            OcspResponses = [Pki.OcspResponse(TestPki.CrlIssuer, At, new TestOcspOptions { Lifetime = Week })],
        };
        Assert.That(SubIndicationOf(letter, policy), Is.Null);
        Assert.That(SubIndicationOf(letter, policy with { OcspResponses = [] }), Is.EqualTo(SubIndication.TryLater), "its own status is needed as well");
        Assert.That(SubIndicationOf(letter, policy with { Intermediates = [] }), Is.EqualTo(SubIndication.TryLater), "and its certificate");
    }

    [Test]
    public void List_with_a_changed_byte_is_never_accepted()
    {
        var list = Pki.RevocationList(TestPki.Issuing, At, Week).ToArray();
        for (var i = 4; i < list.Length; i += 5)
        {
            var changed = (byte[])list.Clone();
            changed[i] ^= 0x01;
            Assert.That(SubIndicationOf(Plain, Lists(changed)), Is.EqualTo(SubIndication.TryLater), $"byte {i}");
        }
    }

    [Test]
    public void Purpose_of_timestamps_must_be_critical_and_alone()
    {
        foreach (var (isCritical, others, isFit) in new[] { (true, Array.Empty<string>(), true), (false, [], false), (true, ["1.3.6.1.5.5.7.3.4"], false) })
        {
            using var key = RSA.Create(2048);
            var purposes = new OidCollection();
            foreach (var oid in others.Prepend("1.3.6.1.5.5.7.3.8"))
                purposes.Add(new Oid(oid));
            var der = HandMade.Issue(key, new X509EnhancedKeyUsageExtension(purposes, isCritical));
            Assert.That(Certificate.TryParse(der, out var certificate), Is.True);
            var path = new PathBuilder(Policy.Anchors, [Read(TestPki.Issuing)], new CertificateSignatures()).Build(certificate!, AnchorPurposes.Timestamps, At);
            Assert.That(path.Fault, Is.EqualTo(isFit ? PathFault.None : PathFault.KeyPurpose));
        }
    }

    private static byte[] SignWith(X509Extension extension)
    {
        using var key = RSA.Create(2048);
        var certificate = HandMade.Issue(key, extension);
        return HandMade.AddSignature(
            SamplePdf.Minimal(), "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached",
            signed => HandMade.Container(certificate, key, HashAlgorithmName.SHA256, signed));
    }

    // cRLDistributionPoints with cRLIssuer alone (RFC 5280, 4.2.1.13).
    private static X509Extension NamingCrlIssuer()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
            writer.WriteEncodedValue(Read(TestPki.CrlIssuer).Subject.Encoded.Span);
        return new X509Extension("2.5.29.31", writer.Encode(), critical: false);
    }

    private static VerificationPolicy Lists(params ReadOnlyMemory<byte>[] further) => Policy with
    {
        Revocation = RevocationRequirement.Required,
        RevocationLists = [Pki.RevocationList(TestPki.Root, At, Week), .. further],
    };

    private static SubIndication? SubIndicationOf(byte[] file, VerificationPolicy policy) => Verify(file, policy).Signatures.Single().SubIndication;

    private static Certificate Read(string name) => Certificate.TryParse(Pki[name].Certificate, out var c) ? c : throw new InvalidOperationException(name);
}
